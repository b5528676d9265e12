package dev.dusty.cli;

import dev.dusty.command.InContainer;
import dev.dusty.command.Scripts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code dusty scripts}. */
@Command(
    name = "scripts",
    description =
        "Run a script of an app in its container; without a script, show which there are. The exit"
            + " code is the script's.")
final class ScriptsCommand extends PassingOn {

  private final Asked asked;

  @Parameters(
      arity = "0..*",
      paramLabel = "APP [NAME [ARG...]]",
      hideParamSyntax = true,
      description = "An app, one of its scripts, and what the script's last command is given.",
      completionCandidates = Names.AppAndScript.class)
  List<String> words = new ArrayList<>();

  ScriptsCommand(Asked asked) {
    this.asked = asked;
  }

  @Override
  List<String> words() {
    return words;
  }

  @Override
  PassingOn empty() {
    return new ScriptsCommand(asked);
  }

  @Override
  int run(List<String> all) throws IOException {
    return all.size() == 1
        ? new Scripts(asked.dusty(), asked.caller()).list(all.getFirst(), format.isJson())
        : new InContainer(asked.dusty(), asked.caller())
            .script(all.getFirst(), all.get(1), all.subList(2, all.size()));
  }
}
