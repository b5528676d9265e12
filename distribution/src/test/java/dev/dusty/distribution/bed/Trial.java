package dev.dusty.distribution.bed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Dusty as installed, with a {@code DUSTY_HOME}, a daemon and a loopback address of its own.
 * Closing it ends the daemon and removes every container of the engine.
 */
public final class Trial implements AutoCloseable {

  private static final Path DUSTY =
      Path.of(System.getProperty("dusty.install", "target/dusty"), "bin", "dusty").toAbsolutePath();
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final @Nullable Engine engine;
  private final Path folder = Folders.make("dusty-");
  private final Map<String, String> environment = new HashMap<>();
  private final String address = nextAddress();
  private @Nullable Process daemon;

  private Trial(@Nullable Engine engine, Map<String, String> more) {
    this.engine = engine;
    if (engine != null) {
      environment.putAll(engine.environment());
    }
    environment.put("DUSTY_HOME", home().toString());
    environment.put("DUSTY_SOCKET_PATH", "");
    environment.put("DUSTY_PLUGINS_PATH", "");
    environment.putAll(more);
  }

  /** Starts a daemon that uses the engine; skips the calling test where there can be none. */
  public static Trial start() {
    return start(Map.of());
  }

  /** Starts one with more variables, for the daemon and what is asked of it. */
  public static Trial start(Map<String, String> more) {
    return started(new Trial(Engine.get(), more));
  }

  /** Starts a daemon that uses an engine of the test's own. */
  public static Trial on(Engine engine) {
    return started(new Trial(engine, Map.of()));
  }

  /** Starts a daemon for what needs no containers. */
  public static Trial withoutEngine() {
    return started(new Trial(null, Map.of("DOCKER_HOST", "unix:///nonexistent/docker.sock")));
  }

  private static Trial started(Trial trial) {
    try {
      Files.createDirectories(trial.home());
      trial.startDaemon();
      return trial;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (AssertionError e) {
      trial.close();
      throw e;
    }
  }

  /** Loopback addresses that are used neither by others nor by this process before. */
  private static String nextAddress() {
    return "127.77.%d.%d"
        .formatted(ProcessHandle.current().pid() % 256, 1 + COUNT.getAndIncrement() % 254);
  }

  /** Asks for the first configuration, for root and with this trial's address. */
  public Trial setUp(String specsRepo) {
    dusty("setup", "--username", "root", "--default-specs-repo", specsRepo).orFail();
    dusty("config", "set", "local_address", address).orFail();
    return this;
  }

  /** Switches bundles on. */
  public Trial activate(String... bundles) {
    List<String> arguments = new ArrayList<>(List.of("bundles", "activate"));
    arguments.addAll(List.of(bundles));
    dusty(arguments.toArray(String[]::new)).orFail();
    return this;
  }

  /** Runs {@code dusty up}, which has to succeed. */
  public Shell up(String... arguments) {
    List<String> all = new ArrayList<>(List.of("up"));
    all.addAll(List.of(arguments));
    return dusty(all.toArray(String[]::new)).orFail();
  }

  /** Returns a client for the address at which nginx listens. */
  public Web web() {
    return Web.at(address);
  }

  /** Returns the engine. */
  public Engine engine() {
    if (engine == null) {
      throw new IllegalStateException("this trial has no engine");
    }
    return engine;
  }

  /** Returns the ids of the containers that Dusty made, running or not, by their specs' names. */
  public Map<String, String> containers() {
    Map<String, String> found = new TreeMap<>();
    engine()
        .docker(
            "ps",
            "-a",
            "--no-trunc",
            "--filter",
            "label=dusty.name",
            "--format",
            "{{.Label \"dusty.name\"}} {{.ID}}")
        .orFail()
        .out()
        .lines()
        .map(line -> line.split(" "))
        .forEach(words -> found.put(words[0], words[1]));
    return found;
  }

  /** Returns the folder that holds all of Dusty's files. */
  public Path home() {
    return folder.resolve("home");
  }

  /** Returns a folder for the test's own files, beside Dusty's. */
  public Path folder() {
    return folder;
  }

  /** Returns the address at which nginx listens, once {@link #setUp} has run. */
  public String address() {
    return address;
  }

  /** Returns the hosts file's text; empty where there is none. */
  public String hostsFile() {
    return text(home().resolve("hosts"));
  }

  /** Returns all that the daemons of this trial wrote to their output. */
  public String daemonLog() {
    return text(log());
  }

  /** Returns the daemon's socket. */
  public Path socket() {
    return home().resolve("run/dusty.sock");
  }

  /** Returns the variables with which everything here runs; one with an empty value is unset. */
  public Map<String, String> environment() {
    return Map.copyOf(environment);
  }

  /** Returns the command line of {@code dusty} with arguments. */
  public List<String> argv(String... arguments) {
    List<String> argv = new ArrayList<>(List.of(DUSTY.toString()));
    argv.addAll(List.of(arguments));
    return argv;
  }

  /** Runs {@code dusty} until it ends, in this trial's folder. */
  public Shell dusty(String... arguments) {
    return Shell.run(folder, environment, argv(arguments));
  }

  /** Runs {@code dusty} as another user of this computer. */
  public Shell dustyAs(String user, String... arguments) {
    List<String> argv = new ArrayList<>(List.of("runuser", "-u", user, "--"));
    argv.addAll(argv(arguments));
    return Shell.run(folder, environment, argv);
  }

  /** Starts {@code dusty} in a terminal. */
  public Pty terminal(String... arguments) {
    return Pty.start(folder, environment, argv(arguments));
  }

  /** Starts a daemon and waits until it listens. */
  public void startDaemon() {
    if (daemon != null && daemon.isAlive()) {
      throw new IllegalStateException("there is a daemon already; end it first");
    }
    try {
      Process process =
          Shell.builder(folder, environment, argv("-d"))
              .redirectErrorStream(true)
              .redirectOutput(Redirect.appendTo(log().toFile()))
              .start();
      daemon = process;
      Wait.until(
          "a daemon that listens; see " + log(),
          LIMIT,
          () -> {
            if (!process.isAlive()) {
              throw new AssertionError("the daemon ended: " + daemonLog());
            }
            return listens();
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the daemon as a service manager does, and waits until it is gone. */
  public void stopDaemon() {
    end(false);
  }

  /** Kills the daemon, which gets no chance to clean up. */
  public void killDaemon() {
    end(true);
  }

  /** Ends the daemon and starts another one. */
  public void restartDaemon() {
    stopDaemon();
    startDaemon();
  }

  @Override
  public void close() {
    if (engine != null && daemon != null && daemon.isAlive()) {
      // What it leaves is removed below; a test of 'stop' says so where it should have been this.
      dusty("stop", "--rm");
    }
    try {
      stopDaemon();
    } finally {
      if (engine != null) {
        engine.clear();
      }
      Folders.delete(folder);
    }
  }

  private void end(boolean kill) {
    Process process = daemon;
    if (process == null) {
      return;
    }
    try {
      if (kill) {
        process.destroyForcibly();
      } else {
        process.destroy();
      }
      if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
        throw new AssertionError("the daemon did not end: " + daemonLog());
      }
      daemon = null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private boolean listens() {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket()))) {
      return channel.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private Path log() {
    return folder.resolve("daemon.log");
  }

  private static String text(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
