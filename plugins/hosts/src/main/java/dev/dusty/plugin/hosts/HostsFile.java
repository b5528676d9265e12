package dev.dusty.plugin.hosts;

import dev.dusty.api.step.StepContext;
import dev.dusty.api.text.SystemFile;

/** The hosts file. */
final class HostsFile {

  private HostsFile() {}

  static SystemFile of(StepContext context) {
    return new SystemFile(
        context.files().hosts(),
        "hosts-unwritable",
        "make it writable for root, or add the lines that 'dusty compile' shows by hand");
  }
}
