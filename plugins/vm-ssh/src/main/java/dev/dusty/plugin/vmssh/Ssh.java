package dev.dusty.plugin.vmssh;

import dev.dusty.api.UserError;
import dev.dusty.api.step.Command;
import dev.dusty.api.step.Command.Identity;
import dev.dusty.api.step.Deadline;
import dev.dusty.api.step.Pause;
import dev.dusty.api.step.ProcessRunner.Result;
import dev.dusty.api.step.StepContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs commands on a VM with OpenSSH's client, as the configured user, whose VM it is. All use one
 * connection, which stays for some minutes after the last one, so that a handshake is paid once.
 */
public final class Ssh {

  private static final Duration PROBE = Duration.ofSeconds(20);
  private static final Duration PAUSE = Duration.ofMillis(300);
  private static final Duration LOCAL = Duration.ofSeconds(5);

  private final StepContext context;
  private final String vm;
  private final SshEndpoint endpoint;
  private final SshConfig config;

  private Ssh(StepContext context, String vm, SshEndpoint endpoint, SshConfig config) {
    this.context = context;
    this.vm = vm;
    this.endpoint = endpoint;
    this.config = config;
  }

  /**
   * Returns the way to a VM; connects to nothing yet.
   *
   * @param vm the VM's name, for messages
   * @throws IOException if ssh's configuration cannot be written
   */
  public static Ssh to(StepContext context, String vm, SshEndpoint endpoint) throws IOException {
    return new Ssh(context, vm, endpoint, SshConfig.write(context, endpoint));
  }

  /** Returns the VM's name, for messages. */
  String vm() {
    return vm;
  }

  StepContext context() {
    return context;
  }

  /** Returns whether the login user is root. */
  boolean isRoot() {
    return endpoint.isRoot();
  }

  /** Returns the configuration of ssh that leads to {@link SshConfig#HOST}. */
  Path configuration() {
    return config.file();
  }

  /**
   * Returns the command of this computer that runs one on the VM, with the environment, working
   * folder, input and time limit of that one.
   */
  public Command command(Command command) {
    List<String> argv =
        List.of(
            "ssh",
            "-F",
            config.file().toString(),
            SshConfig.HOST,
            Quoting.line(command, endpoint.isRoot()));
    return new Command(
        argv, Identity.USER, Map.of(), Optional.empty(), command.input(), command.limit());
  }

  /**
   * Runs a command on the VM.
   *
   * @throws UserError if the VM cannot be reached, does not let Dusty in, or does not end the
   *     command in time
   * @throws IOException if ssh cannot be started
   */
  public Result run(Command command) throws IOException {
    Result result;
    try {
      result = start(command(command));
    } catch (UserError e) {
      if (e.code().equals("time-limit")) {
        throw SshFailure.silent(vm, command.argv().get(0), command.limit().toSeconds(), e);
      }
      throw e;
    }
    Optional<UserError> failure = SshFailure.of(result, vm);
    if (failure.isPresent()) {
      throw failure.get();
    }
    return result;
  }

  /**
   * Runs a command on the VM and returns what it writes.
   *
   * @throws UserError as {@link #run}, and with code {@code vm-command} if it fails
   */
  public String output(Identity identity, Duration limit, String... argv) throws IOException {
    Result result = run(Command.of(identity, limit, argv));
    if (!result.succeeded()) {
      throw failed(argv[0], result);
    }
    return result.output();
  }

  /** Returns what it means that a command failed on the VM. */
  UserError failed(String what, Result result) {
    if (isDiskFull(result.errors())) {
      return diskFull();
    }
    return new UserError(
        "vm-command",
        "'%s' failed on the VM '%s': %s".formatted(what, vm, SshFailure.lastLine(result.errors())),
        "mend that, and try again; 'dusty doctor' looks at the VM");
  }

  static boolean isDiskFull(String errors) {
    return errors.contains("No space left on device") || errors.contains("Disk quota exceeded");
  }

  UserError diskFull() {
    return new UserError(
        "vm-disk-full",
        "the disk of the VM '" + vm + "' is full",
        "free some with 'dusty disk cleanup_images' and 'docker system prune'");
  }

  /**
   * Waits until the VM answers. A connection that is left of an earlier run of the VM is dropped.
   *
   * @throws UserError if it does not within the time
   * @throws IOException if ssh cannot be started
   */
  public void await(Duration time) throws IOException {
    Deadline deadline = Deadline.in(time);
    while (true) {
      context.cancellation().check();
      try {
        var _ = run(Command.of(Identity.USER, PROBE, "true"));
        return;
      } catch (UserError e) {
        boolean mayCome =
            e.code().equals(SshFailure.UNREACHABLE) || e.code().equals(SshFailure.SILENT);
        if (!mayCome || deadline.isOver()) {
          throw e;
        }
        disconnect();
        Pause.of(PAUSE);
      }
    }
  }

  /** Ends the shared connection, if there is one. */
  public void disconnect() throws IOException {
    Path socket = config.socket(endpoint);
    try {
      var _ =
          start(
              Command.of(
                  Identity.USER,
                  LOCAL,
                  "ssh",
                  "-F",
                  config.file().toString(),
                  "-O",
                  "exit",
                  SshConfig.HOST));
    } catch (UserError e) {
      if (!e.code().equals("time-limit")) {
        throw e;
      }
    }
    // The socket of a master that was killed stays, and would be asked again.
    Files.deleteIfExists(socket);
  }

  /** Forgets the host key of the VM, which was made anew. */
  public void forgetHostKey() throws IOException {
    Files.deleteIfExists(config.folder().resolve("known_hosts"));
  }

  private Result start(Command command) throws IOException {
    try {
      return context.processes().run(command);
    } catch (IOException e) {
      UserError missing =
          new UserError(
              "ssh-missing",
              "OpenSSH's client cannot be started: " + e.getMessage(),
              "install it, and see that 'ssh -V' works");
      missing.initCause(e);
      throw missing;
    }
  }
}
