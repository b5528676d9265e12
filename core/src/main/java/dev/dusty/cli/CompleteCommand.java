package dev.dusty.cli;

import dev.dusty.command.Console;
import dev.dusty.command.ExitCode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code dusty __complete -- WORDS…}: what the shells' completion scripts ask. Each line of the
 * answer is a word, with a tab and what it means where that is known; the last line is {@code
 * :none}, {@code :files} or {@code :folders} for what the shell is to add itself.
 */
@Command(name = "__complete", hidden = true, description = "Complete what was typed so far.")
final class CompleteCommand implements Callable<Integer> {

  private final Console console;

  @Spec CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "WORD", description = "What was typed; the last word is completed.")
  List<String> words = new ArrayList<>();

  CompleteCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Completion completion = Completion.of(spec.root(), words);
    completion
        .candidates()
        .forEach(
            name ->
                console
                    .out()
                    .println(
                        name.description().isEmpty()
                            ? name.name()
                            : name.name() + "\t" + name.description()));
    console.out().println(":" + completion.files().word());
    return ExitCode.DONE;
  }
}
