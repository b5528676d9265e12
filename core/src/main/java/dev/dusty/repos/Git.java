package dev.dusty.repos;

import dev.dusty.api.UserError;
import dev.dusty.api.step.Command;
import dev.dusty.api.step.Command.Identity;
import dev.dusty.api.step.ProcessRunner;
import dev.dusty.api.step.ProcessRunner.Listener;
import dev.dusty.api.step.ProcessRunner.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Git in one folder, as the configured user.
 *
 * @param processes runs it
 * @param folder the working folder
 * @param environment variables that go before Dusty's own
 */
record Git(ProcessRunner processes, Path folder, Map<String, String> environment) {

  private static final Duration LOCAL = Duration.ofMinutes(5);
  private static final Duration NETWORK = Duration.ofMinutes(60);

  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "LC_ALL", "C",
          "GIT_TERMINAL_PROMPT", "0",
          // Looking at a copy must not be in the way of a person's own git.
          "GIT_OPTIONAL_LOCKS", "0",
          "GIT_SSH_COMMAND",
              "ssh -o BatchMode=yes -o StrictHostKeyChecking=accept-new -o ConnectTimeout=10",
          // A server that says nothing for a minute is given up.
          "GIT_HTTP_LOW_SPEED_LIMIT", "1",
          "GIT_HTTP_LOW_SPEED_TIME", "60");

  /** Git said that something failed. */
  static final class Failed extends Exception {
    private static final long serialVersionUID = 1L;

    private final String errors;

    Failed(String errors) {
      super(errors);
      this.errors = errors;
    }

    /** Returns what it wrote to standard error. */
    String errors() {
      return errors;
    }
  }

  /** Runs git on what is in the folder; returns its output. */
  String local(String... arguments) throws Failed {
    return checked(run(LOCAL, (line, error) -> {}, arguments));
  }

  /** Runs git on what is in the folder; returns its output without line end, if it succeeds. */
  Optional<String> tryLocal(String... arguments) {
    Result result = run(LOCAL, (line, error) -> {}, arguments);
    return result.succeeded() ? Optional.of(result.output().strip()) : Optional.empty();
  }

  /** Runs git where it asks the remote; returns its output. */
  String network(Listener listener, String... arguments) throws Failed {
    return checked(run(NETWORK, listener, arguments));
  }

  /** Runs another program in the folder, as the same user. */
  void program(String... argv) throws Failed {
    checked(run(LOCAL, (line, error) -> {}, List.of(argv), Map.of("LC_ALL", "C")));
  }

  private static String checked(Result result) throws Failed {
    if (!result.succeeded()) {
      throw new Failed(result.errors());
    }
    return result.output();
  }

  private Result run(Duration limit, Listener listener, String... arguments) {
    List<String> argv = new ArrayList<>(List.of("git", "-c", "core.quotePath=false"));
    argv.addAll(Arrays.asList(arguments));
    Map<String, String> variables = new TreeMap<>(ENVIRONMENT);
    Path parent = folder.getParent();
    if (parent != null) {
      // Where the copy is damaged, git must not take a repo around it for the copy.
      variables.put("GIT_CEILING_DIRECTORIES", parent.toString());
    }
    variables.putAll(environment);
    return run(limit, listener, argv, variables);
  }

  private Result run(
      Duration limit, Listener listener, List<String> argv, Map<String, String> variables) {
    Command command =
        new Command(argv, Identity.USER, variables, Optional.of(folder), Optional.empty(), limit);
    try {
      return processes.run(command, listener);
    } catch (IOException e) {
      throw new UserError(
          "git-not-started",
          "'" + argv.get(0) + "' cannot be started: " + e.getMessage(),
          "install git, or put it where the daemon looks for programs");
    }
  }
}
