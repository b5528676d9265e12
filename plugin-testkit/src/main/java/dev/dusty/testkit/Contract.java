package dev.dusty.testkit;

import dev.dusty.api.compile.Artifact;
import dev.dusty.api.compile.CompileInput;
import dev.dusty.api.compile.CompileStep;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.sessions.JqwikSession;

/** The checks that contract tests are made of. */
final class Contract {

  private static final int INPUTS = 50;

  private Contract() {}

  static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }

  /** Compiles, and sorts the artifacts, whose order has no meaning. */
  static List<Artifact> compile(CompileStep step, CompileInput input) {
    return step.compile(input).stream().sorted(Comparator.comparing(Artifact::path)).toList();
  }

  static void same(List<Artifact> expected, List<Artifact> made, String circumstance) {
    List<String> paths = expected.stream().map(Artifact::path).toList();
    List<String> madePaths = made.stream().map(Artifact::path).toList();
    check(
        paths.equals(madePaths),
        "the same input made other files when %s: %s, not %s"
            .formatted(circumstance, madePaths, paths));
    for (int i = 0; i < expected.size(); i++) {
      check(
          expected.get(i).equals(made.get(i)),
          "the same input made another '%s' when %s:\n%s\nnot\n%s"
              .formatted(
                  paths.get(i), circumstance, made.get(i).content(), expected.get(i).content()));
    }
  }

  static void sameInAnotherProcess(Class<? extends CompileStep> type) {
    try {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  Elsewhere.class.getName(),
                  type.getName())
              .redirectErrorStream(true)
              .start();
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      check(process.waitFor() == 0, "it failed in another process: " + output);
      String expected = fingerprint(type);
      check(
          output.equals(expected),
          "the same inputs made other bytes in another process; does the order of a Set.of, Map.of"
              + " or identity hash get into the files?");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /**
   * Returns what stands for all that a step makes of some inputs, which are the same in each
   * process.
   */
  private static String fingerprint(Class<? extends CompileStep> type) {
    try {
      CompileStep step = type.getConstructor().newInstance();
      RandomGenerator<CompileInput> inputs = CompileInputs.any().generator(INPUTS);
      Random random = new Random(42);
      long sum = 0;
      for (int i = 0; i < INPUTS; i++) {
        for (Artifact artifact : compile(step, inputs.next(random).value())) {
          sum = sum * 31 + artifact.path().hashCode();
          sum = sum * 31 + artifact.content().hashCode();
        }
      }
      return Long.toHexString(sum);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(type + " needs a public constructor without parameters", e);
    }
  }

  /** What runs in the other process. */
  static final class Elsewhere {

    private Elsewhere() {}

    public static void main(String[] args) throws ClassNotFoundException {
      Class<? extends CompileStep> type = Class.forName(args[0]).asSubclass(CompileStep.class);
      // Generators need a session of jqwik's, which its engine has opened in the other process.
      JqwikSession.run(() -> System.out.println(fingerprint(type)));
    }
  }
}
