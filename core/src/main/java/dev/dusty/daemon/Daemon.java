package dev.dusty.daemon;

import dev.dusty.api.UserError;
import dev.dusty.command.Dusty;
import dev.dusty.command.ExitCode;
import dev.dusty.command.Recovery;
import dev.dusty.config.AtomicFile;
import dev.dusty.host.Leftovers;
import java.io.IOException;
import java.io.PrintStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code dusty -d}: starts, serves until it is told to stop, and leaves nothing half done. */
public final class Daemon {

  /** How many clients may wait to be accepted; the kernel refuses more. */
  private static final int MOST_WAITING = 1024;

  private final Dusty dusty;
  private final CommandRunner runner;
  private final Map<String, String> environment;
  private final Log log;

  /**
   * Creates the daemon.
   *
   * @param runner runs what clients type
   * @param environment the process's variables
   * @param err where the log goes
   */
  public Daemon(
      Dusty dusty, CommandRunner runner, Map<String, String> environment, PrintStream err) {
    this.dusty = dusty;
    this.runner = runner;
    this.environment = environment;
    this.log = Log.of(err, environment, dusty.lastErrors());
  }

  /**
   * Runs until SIGTERM or SIGINT.
   *
   * @param preflightOnly whether to look only, and not to start
   * @param warn whether to show warnings
   * @return the exit code
   * @throws UserError if it cannot start
   */
  public int run(boolean preflightOnly, boolean warn) throws IOException {
    Preflight preflight = Preflight.of(dusty, environment.getOrDefault("PATH", ""));
    if (warn) {
      preflight.warnings().forEach(log::warning);
    }
    if (!preflight.errors().isEmpty()) {
      preflight.errors().forEach(log::error);
      throw new UserError(
          "preflight", "the daemon cannot start", "mend what the log says, or run it as root");
    }
    if (preflightOnly) {
      log.info("all that the daemon needs is there");
      return ExitCode.DONE;
    }
    Path socket = dusty.paths().socket();
    try (FileChannel lockFile =
            FileChannel.open(
                dusty.paths().state().resolve("lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock lock = lock(lockFile)) {
      if (lock == null || isAnswered(socket)) {
        throw new UserError(
            "already-running",
            "a daemon runs already, at '"
                + socket
                + "' or with the state in '"
                + dusty.paths().state()
                + "'",
            "use that one, or stop it first");
      }
      AtomicFile.removeUnfinished(dusty.paths().config());
      AtomicFile.removeUnfinishedIn(dusty.paths().state());
      Leftovers.end(dusty.children())
          .forEach(
              process -> log.warning("ended what a killed daemon had left running: " + process));
      Recovery recovery = new Recovery(dusty);
      recovery.run().forEach(log::warning);
      Thread _ = Thread.ofVirtual().start(() -> recovery.sweep().forEach(log::warning));
      serve(socket);
    }
    return dusty.succession().isDue() ? ExitCode.RESTART : ExitCode.DONE;
  }

  private void serve(Path socket) throws IOException {
    removeStale(socket);
    try (ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      // Whoever finds the socket may tell this process to end.
      Thread hook = new Thread(() -> stop(channel));
      Runtime.getRuntime().addShutdownHook(hook);
      try {
        bind(channel, socket);
        settle();
        serve(channel);
      } finally {
        forget(hook);
      }
    } finally {
      Files.deleteIfExists(socket);
    }
  }

  /** Now that this release runs: whether the former one is tidied up decides nothing. */
  private void settle() {
    try {
      dusty.succession().releases().settle();
    } catch (IOException e) {
      log.warning("the former release is not tidied up: " + e);
    }
  }

  /** Removes the socket that a killed daemon left, and nothing else. */
  private static void removeStale(Path socket) throws IOException {
    if (Files.exists(socket, LinkOption.NOFOLLOW_LINKS)) {
      if (!Files.readAttributes(socket, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
          .isOther()) {
        throw new UserError(
            "socket",
            "'" + socket + "' is in the way, and no socket",
            "move it away, or choose another place: DUSTY_SOCKET_PATH");
      }
      Files.delete(socket);
    }
  }

  private void serve(ServerSocketChannel channel) throws IOException {
    Optional<PageServer> pages = PageServer.start(dusty, log);
    log.info("Dusty %s listens at %s".formatted(dusty.version(), dusty.paths().socket()));
    Access access =
        new Access(
            dusty.uid(), Optional.ofNullable(environment.get("SUDO_USER")), dusty.accounts());
    try {
      new Server(dusty, access, runner, log, Patience.USUAL).serve(channel);
    } finally {
      pages.ifPresent(PageServer::close);
    }
  }

  /** Returns the lock, or null if somebody else has it, in this process or another. */
  private static @Nullable FileLock lock(FileChannel file) throws IOException {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private static void forget(Thread hook) {
    try {
      boolean _ = Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending, and the hook has done what it is for.
    }
  }

  /** Anybody may connect: the kernel says who it is, and {@link Access} whether they may ask. */
  private static void bind(ServerSocketChannel channel, Path socket) throws IOException {
    try {
      channel.bind(UnixDomainSocketAddress.of(socket), MOST_WAITING);
    } catch (IOException e) {
      throw new UserError(
          "socket",
          "the socket '%s' cannot be made: %s".formatted(socket, e.getMessage()),
          "choose another place: DUSTY_SOCKET_PATH; it may have about 100 characters");
    }
    Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-rw-rw-"));
  }

  private static boolean isAnswered(Path socket) {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      return channel.connect(UnixDomainSocketAddress.of(socket));
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
  }

  /**
   * What the JVM does when it is told to end: no new clients, and time for the others. The process
   * ends by {@link #run}'s return.
   */
  private static void stop(ServerSocketChannel channel) {
    try {
      channel.close();
      Thread.currentThread().join();
    } catch (IOException e) {
      // It is closed all the same.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
