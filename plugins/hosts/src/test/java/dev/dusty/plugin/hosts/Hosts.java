package dev.dusty.plugin.hosts;

import dev.dusty.api.compile.Artifact;
import dev.dusty.api.compile.Artifact.Place;
import dev.dusty.api.text.MarkedSection;
import dev.dusty.testkit.FakeContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What tests of the hosts file share. */
final class Hosts {

  static final String SECTION = MarkedSection.of(List.of("10.1.1.1 shop.test", "10.1.1.1 b.test"));

  private Hosts() {}

  /** Returns a context with a compiled section. */
  static FakeContext context(Path folder) {
    return new FakeContext(folder)
        .withArtifacts(List.of(new Artifact("hosts", new Place.HostsSection(), SECTION)));
  }

  /** Returns such a context whose hosts file has a text, one char a byte. */
  static FakeContext context(Path folder, String text) throws IOException {
    FakeContext context = context(folder);
    Files.writeString(context.files().hosts(), text, StandardCharsets.ISO_8859_1);
    return context;
  }

  static String text(FakeContext context) throws IOException {
    return Files.readString(context.files().hosts(), StandardCharsets.ISO_8859_1);
  }
}
