package dev.dusty.cli;

import dev.dusty.command.TestSuites;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dusty test}. */
@Command(
    name = "test",
    description =
        "Run test suites in fresh containers; without a suite, show which there are. The exit code"
            + " is the suite's, or that of the worst.")
final class TestCommand extends PassingOn {

  private final Asked asked;

  @Option(names = "--recreate", description = "Make the test image anew.")
  boolean recreate;

  @Option(names = "--no-pull", description = "Do not bring repos up to date.")
  boolean noPull;

  @Parameters(
      arity = "0..*",
      paramLabel = "NAME [SUITE|all [ARG...]]",
      hideParamSyntax = true,
      description =
          "An app or a lib (lib:NAME where an app has the name too), one of its suites or all, and"
              + " what the suite's last command is given.",
      completionCandidates = Names.TestedAndSuite.class)
  List<String> words = new ArrayList<>();

  TestCommand(Asked asked) {
    this.asked = asked;
  }

  @Override
  List<String> words() {
    return words;
  }

  @Override
  PassingOn empty() {
    return new TestCommand(asked);
  }

  @Override
  void take(PassingOn other) {
    super.take(other);
    if (other instanceof TestCommand test) {
      recreate |= test.recreate;
      noPull |= test.noPull;
    }
  }

  @Override
  int run(List<String> all) throws IOException {
    TestSuites suites =
        new TestSuites(
            asked.dusty(),
            asked.caller(),
            new TestSuites.Options(recreate, !noPull, format.isJson()));
    return all.size() == 1
        ? suites.list(all.getFirst())
        : suites.run(all.getFirst(), all.get(1), all.subList(2, all.size()));
  }
}
