package dev.dusty.api.step;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A process to run.
 *
 * @param argv the program and its arguments; no shell reads them
 * @param identity as whom
 * @param environment variables that are set on top of a small fixed environment ({@code PATH},
 *     {@code HOME}, {@code LANG})
 * @param folder the working folder; empty for the root folder
 * @param input what it reads on standard input; empty for nothing
 * @param limit after this time it is ended, positive
 * @since 1.0
 */
public record Command(
    List<String> argv,
    Identity identity,
    Map<String, String> environment,
    Optional<Path> folder,
    Optional<String> input,
    Duration limit) {

  /**
   * As whom a process runs.
   *
   * @since 1.0
   */
  public enum Identity {
    /** As the configured user, with that user's home and SSH agent: git, docker, compose, ssh. */
    USER,
    /** As the daemon itself: hosts and exports files, mounts. */
    ROOT
  }

  /** Copies the arguments and the environment. */
  public Command {
    argv = List.copyOf(argv);
    environment = Collections.unmodifiableMap(new TreeMap<>(environment));
    if (argv.isEmpty()) {
      throw new IllegalArgumentException("a command needs a program");
    }
    if (limit.isNegative() || limit.isZero()) {
      throw new IllegalArgumentException("a command needs a positive time limit");
    }
  }

  /** Returns a command without input, in the root folder and the fixed environment. */
  public static Command of(Identity identity, Duration limit, String... argv) {
    return new Command(
        List.of(argv), identity, Map.of(), Optional.empty(), Optional.empty(), limit);
  }

  /** Returns the same command with other variables set. */
  public Command withEnvironment(Map<String, String> variables) {
    return new Command(argv, identity, variables, folder, input, limit);
  }

  /** Returns the same command in another working folder. */
  public Command in(Path otherFolder) {
    return new Command(argv, identity, environment, Optional.of(otherFolder), input, limit);
  }

  /** Returns the same command with something to read on standard input. */
  public Command reading(String text) {
    return new Command(argv, identity, environment, folder, Optional.of(text), limit);
  }
}
