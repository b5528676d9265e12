package dev.dusty.cli;

import dev.dusty.command.Console;
import dev.dusty.command.Doctor;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dusty doctor}. */
@Command(
    name = "doctor",
    description = {
      "Look at all that Dusty needs, and say what is wrong and how to mend it.",
      "It works in any state: before the setup, with a damaged configuration, without a daemon."
          + " Ends with 1 if something is broken."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  dusty doctor        what is wrong, and how to mend it",
      "  dusty doctor --fix  mend what can be mended, and see what is left"
    })
final class DoctorCommand implements Callable<Integer> {

  private final Console console;
  private final Asked asked;

  @Option(names = "--fix", description = "Mend what Dusty can, and say what was done.")
  boolean fix;

  @Mixin FormatOption format = new FormatOption();

  DoctorCommand(Console console, Asked asked) {
    this.console = console;
    this.asked = asked;
  }

  @Override
  public Integer call() throws IOException {
    Asked.Both both = asked.orAlone(console);
    return new Doctor(both.dusty(), both.caller(), asked.inDaemon().isPresent())
        .run(fix, format.isJson());
  }
}
