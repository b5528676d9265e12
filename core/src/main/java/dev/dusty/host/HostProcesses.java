package dev.dusty.host;

import dev.dusty.api.UserError;
import dev.dusty.api.step.Cancellation;
import dev.dusty.api.step.Command;
import dev.dusty.api.step.Command.Identity;
import dev.dusty.api.step.HostUser;
import dev.dusty.api.step.ProcessRunner;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;

/**
 * Runs processes on this computer. Several threads may use it at once; a listener is called by one
 * thread at a time.
 *
 * @param runAs how this process becomes another user
 * @param user who {@link Identity#USER} is; empty before the setup
 * @param userEnvironment more variables for that user's processes, such as {@code SSH_AUTH_SOCK}
 * @param cancellation ends what runs
 * @param childRecords the folder in which running processes are written down for {@link Leftovers};
 *     made where it is missing
 */
public record HostProcesses(
    RunAs runAs,
    Optional<HostUser> user,
    Map<String, String> userEnvironment,
    Cancellation cancellation,
    Path childRecords)
    implements ProcessRunner {

  private static final long POLL_MILLIS = 20;
  private static final String IN_FOLDER = "cd -- \"$1\" && shift && exec \"$@\"";

  /** What a process reads that is given nothing. */
  static final Redirect NO_INPUT = Redirect.from(new File("/dev/null"));

  /** Copies the environment. */
  public HostProcesses {
    userEnvironment = Map.copyOf(userEnvironment);
  }

  /** Returns one that runs the same for another command of a user. */
  public HostProcesses with(Cancellation other) {
    return new HostProcesses(runAs, user, userEnvironment, other, childRecords);
  }

  @Override
  public Result run(Command command, Listener listener) throws IOException {
    cancellation.check();
    Optional<String> input = command.input().filter(text -> !text.isEmpty());
    try (Child child = start(command, input.isEmpty() ? NO_INPUT : Redirect.PIPE)) {
      Process process = child.process();
      ProcessPipes pipes = ProcessPipes.connect(process, input, listener);
      waitFor(process, pipes, command);
      pipes.finish();
      Result result = pipes.result(process.exitValue());
      checkStarted(command, result);
      return result;
    }
  }

  /** Starts a process, for the caller to close. */
  Child start(Command command, Redirect input) throws IOException {
    Path folder = command.folder().orElse(Path.of("/"));
    if (!Files.isDirectory(folder)) {
      throw new IOException("there is no folder '" + folder + "' to run a program in");
    }
    Map<String, String> environment = environment(command);
    List<String> argv = argv(command, folder, environment.getOrDefault("PATH", ""));
    // Another user's process goes into the folder itself: root could take it where it may not go.
    Path start = becomesAnother(command) ? Path.of("/") : folder;
    ProcessBuilder builder =
        new ProcessBuilder(argv).directory(start.toFile()).redirectInput(input);
    builder.environment().clear();
    builder.environment().putAll(environment);
    return Child.start(builder, new ChildRecords(childRecords), command.argv().get(0));
  }

  private void waitFor(Process process, ProcessPipes pipes, Command command) {
    long start = System.nanoTime();
    long limit = limitNanos(command.limit());
    try {
      while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
        cancellation.check();
        pipes.checkListener();
        if (System.nanoTime() - start > limit) {
          throw overTime(command);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw cancelled(e);
    }
  }

  private static CancellationException cancelled(InterruptedException cause) {
    CancellationException cancelled = new CancellationException("interrupted");
    cancelled.initCause(cause);
    return cancelled;
  }

  private static long limitNanos(Duration limit) {
    return limit.compareTo(Duration.ofDays(365)) > 0 ? Long.MAX_VALUE : limit.toNanos();
  }

  private static UserError overTime(Command command) {
    return new UserError(
        "time-limit",
        "'"
            + String.join(" ", command.argv().subList(0, Math.min(2, command.argv().size())))
            + "' was ended because it took longer than "
            + words(command.limit()),
        "find out what it waits for, and try again");
  }

  private static String words(Duration limit) {
    long seconds = limit.toSeconds();
    if (seconds < 1) {
      return limit.toMillis() + " ms";
    }
    return seconds % 60 == 0 ? seconds / 60 + " min" : seconds + " s";
  }

  private Map<String, String> environment(Command command) {
    Map<String, String> environment = new TreeMap<>();
    environment.put("LANG", "C.UTF-8");
    switch (command.identity()) {
      case ROOT -> {
        environment.put("PATH", Programs.pathOfRoot(runAs.platform()));
        environment.put("HOME", System.getProperty("user.home", "/"));
      }
      case USER -> {
        environment.put("PATH", Programs.pathOf(configuredUser(), runAs.platform()));
        environment.put("HOME", configuredUser().home().toString());
        environment.putAll(userEnvironment);
      }
    }
    environment.putAll(command.environment());
    return environment;
  }

  private List<String> argv(Command command, Path folder, String path) throws IOException {
    List<String> argv = new ArrayList<>(command.argv());
    argv.set(0, Programs.find(argv.get(0), folder, path).toString());
    if (!becomesAnother(command)) {
      return argv;
    }
    if (command.folder().isPresent()) {
      argv.addAll(0, List.of("/bin/sh", "-c", IN_FOLDER, "sh", folder.toString()));
    }
    List<String> wrapped = new ArrayList<>(runAs.argv(configuredUser(), argv));
    String rootPath = Programs.pathOfRoot(runAs.platform());
    wrapped.set(0, Programs.find(wrapped.get(0), folder, rootPath).toString());
    return wrapped;
  }

  private boolean becomesAnother(Command command) {
    return command.identity() == Identity.USER && configuredUser().uid() != runAs.uid();
  }

  /** A program that is there and yet cannot be started is found out by setpriv alone. */
  private void checkStarted(Command command, Result result) throws IOException {
    if (becomesAnother(command)
        && (result.exitCode() == 126 || result.exitCode() == 127)
        && result.errors().startsWith("setpriv: failed to execute ")) {
      throw new IOException(result.errors().strip().substring("setpriv: ".length()));
    }
  }

  private HostUser configuredUser() {
    return user.orElseThrow(
        () ->
            new UserError(
                "not-set-up",
                "Dusty does not know yet for which user it works",
                "run dusty setup"));
  }
}
