package dev.dusty.plugin.vmlima;

import dev.dusty.api.UserError;
import dev.dusty.api.step.Command;
import dev.dusty.api.step.Command.Identity;
import dev.dusty.api.step.ProcessRunner.Result;
import dev.dusty.api.step.Program;
import dev.dusty.api.step.StepContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Runs Lima's command line as the user, whose VMs these are; Lima refuses to run as root.
 *
 * @param name the VM's name
 */
record Limactl(StepContext context, String name) {

  private static final Duration QUICK = Duration.ofSeconds(20);
  private static final Duration CHANGE = Duration.ofMinutes(2);

  /** The image is fetched, by whatever line there is. */
  private static final Duration CREATE = Duration.ofHours(1);

  /** A first start installs Docker in the VM. */
  private static final Duration START = Duration.ofMinutes(15);

  /** Lima itself waits for three minutes. */
  private static final Duration STOP = Duration.ofMinutes(4);

  /** Returns what Lima says of the VM; empty if there is none. */
  Optional<Instance> find() {
    Result result = run(QUICK, "list", "--json", name);
    // The exit code of a name that is not there was 0 once, and is 1 now.
    if (!result.succeeded() && !result.errors().contains("No instance")) {
      throw failure("list", result);
    }
    return Instance.find(result.output(), name);
  }

  /** Returns the version: {@code 2.0.3}. */
  String version() {
    Result result = run(QUICK, "--version");
    if (!result.succeeded()) {
      throw failure("--version", result);
    }
    return result.output().strip().replaceFirst("^limactl version v?", "");
  }

  /**
   * Makes the VM, for which its image is fetched where Lima does not have it, and does not start
   * it.
   */
  void create(List<String> options, String template) {
    List<String> arguments = new ArrayList<>(List.of("create", "--tty=false", "--name=" + name));
    arguments.addAll(options);
    arguments.add(template);
    change(CREATE, arguments.toArray(String[]::new));
  }

  /** Changes the definition of a VM that does not run, by an expression of yq's language. */
  void edit(String expression) {
    change(CHANGE, "edit", "--tty=false", "--set=" + expression, name);
  }

  /** Starts the VM, and waits until it is all there. */
  void start() {
    // Lima ends first, as it says what it waits for.
    change(
        START.plusMinutes(1), "start", "--tty=false", "--timeout=" + START.toMinutes() + "m", name);
  }

  /** Shuts the VM down. */
  void stop() {
    change(STOP, "stop", name);
  }

  /** Ends what runs of the VM, as if its power was cut. */
  void kill() {
    change(CHANGE, "stop", "--force", name);
  }

  private void change(Duration limit, String... arguments) {
    Result result = run(limit, arguments);
    if (!result.succeeded()) {
      throw failure(arguments[0], result);
    }
  }

  private Result run(Duration limit, String... arguments) {
    String[] argv =
        Stream.concat(Stream.of("limactl"), Stream.of(arguments)).toArray(String[]::new);
    Program limactl =
        new Program(
            context.processes(),
            Limactl::missing,
            () ->
                new UserError(
                    "lima-silent",
                    "'limactl %s' did not end within %s".formatted(arguments[0], inWords(limit)),
                    "see with 'limactl list' whether it answers; 'dusty doctor --fix' restarts the"
                        + " VM"));
    return limactl.run(Command.of(Identity.USER, limit, argv), this::tell);
  }

  private void tell(String line, boolean error) {
    if (error) {
      LogLine.parse(line)
          .filter(log -> log.level().equals("info"))
          .ifPresent(log -> context.reporter().progress(log.message()));
    }
  }

  private static String inWords(Duration limit) {
    return limit.toMinutes() == 0 ? limit.toSeconds() + " seconds" : limit.toMinutes() + " minutes";
  }

  private static UserError missing() {
    return new UserError(
        "lima-missing",
        "Lima's command line, limactl, is not installed",
        "install it ('brew install lima'), and see that 'limactl --version' works");
  }

  private UserError failure(String subcommand, Result result) {
    String reason = reason(result);
    if (reason.contains("no space left on device")) {
      return new UserError(
          "lima-disk-full",
          "'limactl " + subcommand + "' failed, as this computer's disk is full: " + reason,
          "free some space, for instance with 'limactl prune', and try again");
    }
    return new UserError(
        "lima-failed",
        "'limactl " + subcommand + "' failed: " + reason,
        subcommand.equals("start")
            ? "see the ends of the files ha.stderr.log and serial*.log in ~/.lima/" + name
            : "see with 'limactl list' and 'limactl info' what is wrong, and mend that");
  }

  /** Returns the last failure that it logged, or else the last line of what it said. */
  private static String reason(Result result) {
    return result
        .errors()
        .lines()
        .flatMap(line -> LogLine.parse(line).filter(LogLine::isFailure).stream())
        .map(LogLine::message)
        .reduce((first, second) -> second)
        .or(
            () ->
                result
                    .errors()
                    .lines()
                    .filter(line -> !line.isBlank())
                    .reduce((first, second) -> second))
        .orElse("exit code " + result.exitCode())
        .strip();
  }
}
