package dev.dusty.api.machine;

import dev.dusty.api.Extension;
import dev.dusty.api.compile.Site;
import dev.dusty.api.step.Command;
import dev.dusty.api.step.Command.Identity;
import dev.dusty.api.step.Finding;
import dev.dusty.api.step.ProcessRunner;
import dev.dusty.api.step.StepContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where the Docker engine runs: this computer, or a VM on it. The configuration key {@code machine}
 * picks one by name.
 *
 * <p>An instance keeps no state between calls but what it can do without; several threads may call
 * it at once. Whoever calls it, the state folder of the context that it is given is its own. Any
 * method may throw {@link dev.dusty.api.UserError}, and {@link
 * java.util.concurrent.CancellationException} from what the context hands out.
 *
 * @since 1.0
 */
public interface Machine extends Extension {

  /**
   * The state of a machine.
   *
   * @since 1.0
   */
  enum State {
    /** There is none yet; {@link #start} makes it. */
    ABSENT,
    /** It is there and does not run. */
    STOPPED,
    /** It runs. */
    RUNNING
  }

  /**
   * Returns how well this machine suits the computer where the user picked none: the highest number
   * wins, empty means never.
   *
   * @throws IOException if that cannot be found out
   */
  default OptionalInt preference(Platform platform, StepContext context) throws IOException {
    return OptionalInt.empty();
  }

  /**
   * Returns the machine's state; quick, and without starting anything.
   *
   * @throws IOException if that cannot be found out
   */
  State state(StepContext context) throws IOException;

  /**
   * Fails as {@link #start} would where that is known without starting anything, so that a command
   * that only looks can say what is wrong. By default nothing is known.
   *
   * @throws dev.dusty.api.UserError if the machine cannot be started
   * @throws IOException if that cannot be found out
   */
  default void checkStart(StepContext context) throws IOException {}

  /**
   * Makes sure that the machine is there, runs, and has the folders of its site. Doing it twice is
   * the same as doing it once.
   *
   * @throws IOException if it cannot be started
   */
  void start(StepContext context) throws IOException;

  /**
   * Returns addresses and folders; the machine runs.
   *
   * @throws IOException if they cannot be found out
   */
  Site site(StepContext context) throws IOException;

  /**
   * Returns where a path of the machine lies on the user's computer, for a machine whose files are
   * this computer's; empty by default, which means that they are reached with {@link #copyTo} and
   * {@link #copyFrom} alone.
   *
   * @param remote an absolute path on the machine
   */
  default Optional<Path> local(String remote) {
    return Optional.empty();
  }

  /**
   * Returns this computer's address as the machine sees it; empty, as by default, for a machine
   * that is this computer. The machine runs.
   *
   * @throws IOException if it cannot be found out
   */
  default Optional<String> hostAddress(StepContext context) throws IOException {
    return Optional.empty();
  }

  /**
   * Returns variables for docker and Compose ({@code DOCKER_HOST} and the like); the machine runs.
   *
   * @throws IOException if they cannot be found out
   */
  Map<String, String> dockerEnvironment(StepContext context) throws IOException;

  /**
   * Returns a command of the user's computer that runs the given one on the machine. What the
   * machine's own shell would read in the arguments is quoted; standard streams are those of the
   * command, byte for byte. One of {@link Command.Identity#ROOT} runs as the machine's root.
   *
   * @throws IOException if the way there cannot be found out
   */
  Command onMachine(StepContext context, Command command) throws IOException;

  /**
   * Runs a command on the machine.
   *
   * @throws IOException if it cannot be started
   */
  default ProcessRunner.Result run(StepContext context, Command command) throws IOException {
    return context.processes().run(onMachine(context, command));
  }

  /**
   * Returns whether something is at a path of the machine, as its user sees it; the machine runs.
   *
   * @param remote an absolute path on the machine
   * @throws IOException if that cannot be found out
   */
  default boolean has(StepContext context, String remote) throws IOException {
    Optional<Path> local = local(remote);
    if (local.isPresent()) {
      return Files.exists(local.get());
    }
    ProcessRunner.Result result =
        run(context, Command.of(Identity.USER, Duration.ofSeconds(30), "test", "-e", remote));
    if (result.exitCode() > 1) {
      throw new IOException(
          "machine '%s' did not look for %s: %s"
              .formatted(name(), remote, result.errors().strip()));
    }
    return result.succeeded();
  }

  /**
   * Makes a file or folder on the machine the same as a local one, owners and modes included. What
   * is only on the machine stays.
   *
   * @param local a file or folder of the user's computer, absolute, that the configured user can
   *     read
   * @param remote its absolute path on the machine; its parent is made where it is missing
   * @throws IOException if it cannot be copied whole
   */
  void copyTo(StepContext context, Path local, String remote) throws IOException;

  /**
   * Makes a local file or folder the same as one on the machine. What comes from another computer
   * belongs to the configured user: who is root there is not root here. What is only local stays.
   *
   * @param remote a file or folder of the machine, absolute
   * @param local its absolute path on the user's computer; its parent is there, and the configured
   *     user can write in it
   * @throws IOException if it cannot be copied whole
   */
  void copyFrom(StepContext context, String remote, Path local) throws IOException;

  /**
   * Returns how full the disk with images, containers and persistent data is; the machine runs.
   *
   * @throws IOException if that cannot be found out
   */
  DiskUsage diskUsage(StepContext context) throws IOException;

  /**
   * Stops the machine for {@code dusty shutdown}; it can be started again with all its data.
   *
   * @throws IOException if it cannot be stopped
   */
  void stop(StepContext context) throws IOException;

  /**
   * Returns what {@code dusty doctor} should show; nothing by default. Touches nothing.
   *
   * @throws IOException if the state cannot be read
   */
  default List<Finding> diagnose(StepContext context) throws IOException {
    return List.of();
  }

  /**
   * Mends a finding of {@link #diagnose} that says it is fixable; does nothing by default.
   *
   * @throws IOException if it cannot be mended
   */
  default void fix(StepContext context, Finding finding) throws IOException {}
}
