package dev.dusty.plugin.vmboot2docker;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * What the tools write: written after the documentation and source of VirtualBox 5.0 and
 * docker-machine 0.16, and after what their users report; none is a recording. That of VirtualBox 7
 * is that of 5.0 with the lines that its source has for a host-only network.
 */
final class Samples {

  private Samples() {}

  static String read(String name) {
    try (InputStream in = Objects.requireNonNull(Samples.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
