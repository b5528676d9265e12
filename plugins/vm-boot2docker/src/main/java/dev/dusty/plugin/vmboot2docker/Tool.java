package dev.dusty.plugin.vmboot2docker;

import dev.dusty.api.UserError;
import dev.dusty.api.step.Command;
import dev.dusty.api.step.Command.Identity;
import dev.dusty.api.step.ProcessRunner.Listener;
import dev.dusty.api.step.ProcessRunner.Result;
import dev.dusty.api.step.Program;
import dev.dusty.api.step.StepContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A command line tool of the configured user, to whom the VMs belong.
 *
 * @param program its name
 * @param install how it is got
 */
record Tool(StepContext context, String program, String install) {

  /**
   * Runs it.
   *
   * @throws UserError if it is missing, or hangs
   */
  Result run(Duration limit, Listener listener, String... arguments) {
    List<String> argv = new ArrayList<>(List.of(program));
    argv.addAll(List.of(arguments));
    Program tool =
        new Program(
            context.processes(),
            this::missing,
            () ->
                new UserError(
                    "vm-tool-silent",
                    "'%s' did not end within %d seconds"
                        .formatted(String.join(" ", argv), limit.toSeconds()),
                    "see with 'dusty doctor' what hangs; restarting the computer helps where "
                        + program
                        + " itself does"));
    return tool.run(Command.of(Identity.USER, limit, argv.toArray(new String[0])), listener);
  }

  /**
   * Runs it, and returns what it writes.
   *
   * @throws UserError if it is missing, hangs, or fails
   */
  String output(Duration limit, String... arguments) {
    Result result = run(limit, (line, error) -> {}, arguments);
    if (!result.succeeded()) {
      throw failure(result, arguments);
    }
    return result.output();
  }

  /** Returns what it means that it failed. */
  UserError failure(Result result, String... arguments) {
    String said = result.errors().isBlank() ? result.output() : result.errors();
    return new UserError(
        "vm-tool-failed",
        "'%s %s' failed: %s".formatted(program, String.join(" ", arguments), Said.reason(said)),
        Said.remedy(said, arguments[arguments.length - 1]));
  }

  private UserError missing() {
    return new UserError("vm-tool-missing", program + " is not installed", install);
  }
}
