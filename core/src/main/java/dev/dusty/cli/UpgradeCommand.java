package dev.dusty.cli;

import dev.dusty.command.Upgrade;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dusty upgrade}. */
@Command(
    name = "upgrade",
    description = {
      "Put another release in the place of this one, as root. Containers are left alone.",
      "A release is used only if its signature is right and its daemon starts here. Without VERSION"
          + " it is the newest; an older one has to be named."
    })
final class UpgradeCommand implements Callable<Integer> {

  private final Asked asked;

  @Parameters(index = "0", arity = "0..1", paramLabel = "VERSION", description = "Which release.")
  @Nullable String version;

  @Option(
      names = "--from",
      paramLabel = "FOLDER-OR-URL",
      description = "Where releases are; by default the config key release_source says it.")
  @Nullable String from;

  @Option(names = "--check", description = "Say which release there is, and change nothing.")
  boolean check;

  UpgradeCommand(Asked asked) {
    this.asked = asked;
  }

  @Override
  public Integer call() throws IOException {
    Upgrade.Options options =
        new Upgrade.Options(Optional.ofNullable(version), Optional.ofNullable(from), check);
    return new Upgrade(asked.dusty(), asked.caller(), options).run();
  }
}
