package dev.dusty.cli;

import dev.dusty.command.Console;
import dev.dusty.command.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code dusty completion}. */
@Command(
    name = "completion",
    description = {
      "Print a script with which a shell completes Dusty's commands, options and names.",
      "The names of bundles, containers and repos come from the daemon, and are missing where none"
          + " answers."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  . <(dusty completion bash)      for a bash; in ~/.bashrc for each",
      "  . <(dusty completion zsh)       for a zsh; below compinit in ~/.zshrc for each",
      "  dusty completion fish | source  for a fish; in its config.fish for each"
    })
final class CompletionCommand implements Callable<Integer>, RunsAlone {

  private final Console console;

  @Parameters(
      paramLabel = "SHELL",
      converter = ShellKind.Converter.class,
      description = "One of ${COMPLETION-CANDIDATES}.")
  ShellKind shell = ShellKind.BASH;

  CompletionCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    console.out().print(shell.script());
    return ExitCode.DONE;
  }
}
