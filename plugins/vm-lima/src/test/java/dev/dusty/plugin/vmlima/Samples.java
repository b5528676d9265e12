package dev.dusty.plugin.vmlima;

import dev.dusty.api.step.Command;
import dev.dusty.api.step.ProcessRunner.Result;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** What Lima and the VM say, as files of the test. */
final class Samples {

  static final List<String> LIST = List.of("limactl", "list", "--json", "dusty");

  /** What Lima says of a VM that is not there. */
  static final Result NO_INSTANCE =
      new Result(
          1,
          "",
          "time=\"2026-02-03T10:11:12+01:00\" level=warning msg=\"No instance matching dusty"
              + " found.\"\n"
              + "time=\"2026-02-03T10:11:12+01:00\" level=fatal msg=\"unmatched instances\"\n");

  private Samples() {}

  static String read(String name) {
    try (InputStream in = Objects.requireNonNull(Samples.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Result output(String name) {
    return new Result(0, read(name), "");
  }

  static boolean isList(Command command) {
    return command.argv().equals(LIST);
  }
}
