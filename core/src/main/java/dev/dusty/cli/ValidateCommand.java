package dev.dusty.cli;

import dev.dusty.command.Console;
import dev.dusty.command.ExitCode;
import dev.dusty.command.TerminalText;
import dev.dusty.spec.read.SpecReader;
import dev.dusty.spec.read.SpecReading;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code dusty validate}: all problems of a folder of specs. */
@Command(
    name = "validate",
    description = "Check a folder of specs and show all problems. Needs no daemon.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  dusty validate               the folder that you are in",
      "  dusty validate specs         another one"
    })
final class ValidateCommand implements Callable<Integer>, RunsAlone {

  private final Console console;

  @Parameters(
      arity = "0..1",
      paramLabel = "PATH",
      defaultValue = ".",
      description = "The folder of specs; by default the current one.")
  Path path = Path.of(".");

  @Mixin FormatOption format = new FormatOption();

  ValidateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    SpecReading reading = SpecReader.read(console.resolve(path));
    if (format.isJson()) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("valid", reading.isValid());
      document.put("problems", SpecOutput.problems(reading));
      console.json(document);
    } else {
      reading
          .problems()
          .forEach(problem -> console.out().println(TerminalText.plain(problem.toString())));
      if (reading.isValid()) {
        console.out().println("Validation Complete!");
      }
    }
    if (reading.isValid()) {
      return ExitCode.DONE;
    }
    console.out().flush();
    SpecOutput.sayInvalid(console, reading);
    return ExitCode.FAILED;
  }
}
