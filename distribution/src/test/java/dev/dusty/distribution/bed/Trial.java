package dev.dusty.distribution.bed;

import dev.dusty.distribution.bed.People.Person;
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
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Dusty as installed, with a {@code DUSTY_HOME}, a daemon and a loopback address of its own; or,
 * where the system property {@code dusty.machine} names another machine, with a VM of its own.
 * Closing it ends the daemon and removes every container of the engine.
 */
public final class Trial implements AutoCloseable {

  /** The name that Dusty's configuration has for this computer's engine. */
  public static final String LOCAL = "local";

  private static final Path DUSTY =
      Path.of(System.getProperty("dusty.install", "target/dusty"), "bin", "dusty").toAbsolutePath();
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Map<String, String> NO_ENGINE =
      Map.of("DOCKER_HOST", "unix:///nonexistent/docker.sock");
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final @Nullable Engine engine;
  private final Path folder = Folders.make("dusty-");
  private final Map<String, String> environment = new HashMap<>();
  private final String address = nextAddress();
  private final @Nullable VirtualMachine vm;
  private final Optional<Person> owner;
  private final Optional<People> people;
  private List<String> daemonStarter = List.of();
  private Path dusty = DUSTY;
  private @Nullable Process daemon;

  private Trial(@Nullable Engine engine, Map<String, String> more, Optional<Person> owner) {
    this.engine = engine;
    this.vm = null;
    this.owner = owner;
    this.people = owner.map(person -> new People(folder));
    if (engine != null) {
      environment.putAll(engine.environment());
    }
    addDustys(more);
  }

  private Trial(Optional<Person> owner, VmManager manager, Map<String, String> more) {
    engine = null;
    this.owner = owner;
    people = owner.map(person -> new People(folder));
    VirtualMachine made =
        owner.isPresent()
            ? VirtualMachine.prepareFor(
                owner.get(), people().home(owner.get()), manager, folder.resolve("vm"))
            : VirtualMachine.prepare(manager, folder.resolve("vm"));
    vm = made;
    if (owner.isEmpty()) {
      daemonStarter = OtherHome.starter(made.home());
    }
    environment.putAll(made.environment());
    addDustys(more);
  }

  private void addDustys(Map<String, String> more) {
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
    return start(System.getProperty("dusty.machine", LOCAL), more);
  }

  /**
   * Starts one whose containers run on a machine.
   *
   * @param machine its name in Dusty's configuration: {@link #LOCAL}, {@link VirtualMachine#NAME}
   *     or {@link VirtualMachine#LIMA}
   */
  public static Trial start(String machine, Map<String, String> more) {
    return started(
        VmManager.of(machine)
            .map(manager -> new Trial(Optional.empty(), manager, more))
            .orElseGet(() -> new Trial(Engine.get(), more, Optional.empty())));
  }

  /** Starts one with people, of whom one is asked for the set-up and asks for all else. */
  public static Trial startFor(Person owner) {
    Engine engine = Engine.get();
    engine.openTo(People.DOCKER);
    return started(new Trial(engine, Map.of(), Optional.of(owner)));
  }

  /** Starts one with a VM and with people, of whom one is as above, and has the VM. */
  public static Trial startFor(Person owner, VmManager manager) {
    return started(new Trial(Optional.of(owner), manager, Map.of()));
  }

  /** Starts one with more variables, to whose daemon the home of this JVM's user is another one. */
  public static Trial startWithHome(Path home, Map<String, String> more) {
    Trial trial = new Trial(Engine.get(), more, Optional.empty());
    trial.daemonStarter = OtherHome.starter(home);
    return started(trial);
  }

  /** Starts a daemon that uses an engine of the test's own. */
  public static Trial on(Engine engine) {
    return started(new Trial(engine, Map.of(), Optional.empty()));
  }

  /** Starts a daemon for what needs no containers. */
  public static Trial withoutEngine() {
    return started(new Trial(null, NO_ENGINE, Optional.empty()));
  }

  /**
   * Starts another installation's daemon, for what needs no containers.
   *
   * @param installation its folder
   */
  public static Trial withoutEngineOf(Path installation) {
    return started(new Trial(null, NO_ENGINE, Optional.empty()).of(installation));
  }

  /** Starts another installation's daemon, and starts it again each time it fails. */
  public static Trial supervised(Path installation) {
    Trial trial =
        new Trial(Engine.get(), Supervisor.ENVIRONMENT, Optional.empty()).of(installation);
    trial.daemonStarter = Supervisor.STARTER;
    return started(trial);
  }

  /** Starts one with people, of whom one is asked for the set-up and asks for all else. */
  public static Trial withoutEngineFor(Person owner) {
    return started(new Trial(null, NO_ENGINE, Optional.of(owner)));
  }

  private Trial of(Path installation) {
    dusty = installation.resolve("bin/dusty");
    return this;
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

  /** Asks for the first configuration, for the owner and with this trial's address. */
  public Trial setUp(String specsRepo) {
    String user = owner.map(Person::toString).orElse("root");
    dustyAsRoot("setup", "--username", user, "--default-specs-repo", specsRepo).orFail();
    if (vm == null) {
      set("local_address", address);
    } else {
      set("machine", vm.machine());
      set("vm_memory_size", VirtualMachine.MEMORY);
      set("nfs_reload", vm.reload(home().resolve("exports")));
    }
    return this;
  }

  private void set(String key, String value) {
    dustyAsRoot("config", "set", key, value).orFail();
  }

  /** Asks for a first configuration that names specs which are not there. */
  public Trial setUpWithoutSpecs() {
    String user = owner.map(Person::toString).orElse("root");
    dustyAsRoot(
            "setup", "--username", user, "--default-specs-repo", "/nowhere/specs", "--no-update")
        .orFail();
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
    return web(80);
  }

  /** Returns a client for another port of that address. */
  public Web web(int port) {
    return new Web(address(), port, vm == null ? Network.HERE : vm.network());
  }

  /** Returns the engine. */
  public Engine engine() {
    if (vm != null) {
      return vm.engine();
    }
    if (engine == null) {
      throw new IllegalStateException("this trial has no engine");
    }
    return engine;
  }

  /** Returns the VM with its surroundings, where this has one. */
  public VirtualMachine vm() {
    if (vm == null) {
      throw new IllegalStateException("this trial has no VM");
    }
    return vm;
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

  /** Returns the folder of Dusty as installed. */
  public static Path installation() {
    return DUSTY.resolveSibling("..").normalize();
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
    return vm == null ? address : vm.address();
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
    List<String> argv = new ArrayList<>(List.of(dusty.toString()));
    argv.addAll(List.of(arguments));
    return argv;
  }

  /** Runs {@code dusty} until it ends, in this trial's folder, as its owner. */
  public Shell dusty(String... arguments) {
    return Shell.run(folder, environment, inNetwork(asOwner(argv(arguments))));
  }

  /** Runs {@code dusty} as root. */
  public Shell dustyAsRoot(String... arguments) {
    return Shell.run(folder, environment, inNetwork(argv(arguments)));
  }

  /** Runs {@code dusty} as one of the people. */
  public Shell dustyAs(Person person, String... arguments) {
    return Shell.run(folder, environment, people().as(person, argv(arguments)));
  }

  /** Returns the people of this trial. */
  public People people() {
    return people.orElseThrow(() -> new IllegalStateException("this trial has no people"));
  }

  /** Makes the owner of this trial the owner of a file, or of a folder with all that is in it. */
  public void giveToOwner(Path path) {
    owner.ifPresent(person -> people().give(person, path));
  }

  private List<String> asOwner(List<String> argv) {
    return owner.map(person -> people().as(person, argv)).orElse(argv);
  }

  /** Runs {@code dusty} with more variables; one with an empty value is unset. */
  public Shell dusty(Map<String, String> more, String... arguments) {
    Map<String, String> all = new HashMap<>(environment);
    all.putAll(more);
    return Shell.run(folder, all, inNetwork(argv(arguments)));
  }

  /** Runs {@code dusty} as another user of this computer. */
  public Shell dustyAs(String user, String... arguments) {
    List<String> argv = new ArrayList<>(List.of("runuser", "-u", user, "--"));
    argv.addAll(argv(arguments));
    return Shell.run(folder, environment, argv);
  }

  /** Starts {@code dusty} and does not wait for its end. */
  public Background background(String... arguments) {
    return Background.start(folder, environment, inNetwork(asOwner(argv(arguments))));
  }

  /** Starts {@code dusty} in a terminal. */
  public Pty terminal(String... arguments) {
    return Pty.start(folder, environment, inNetwork(asOwner(argv(arguments))));
  }

  /** What runs beside the VM sees its network, and not this computer's. */
  private List<String> inNetwork(List<String> argv) {
    List<String> all = new ArrayList<>(vm == null ? List.of() : vm.starter());
    all.addAll(argv);
    return all;
  }

  /** Starts a daemon and waits until it listens. */
  public void startDaemon() {
    if (daemon != null && daemon.isAlive()) {
      throw new IllegalStateException("there is a daemon already; end it first");
    }
    List<String> argv = new ArrayList<>(daemonStarter);
    argv.addAll(argv("-d"));
    try {
      Process process =
          Shell.builder(folder, environment, inNetwork(known(argv)))
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

  private List<String> known(List<String> argv) {
    return people.map(all -> all.known(argv)).orElse(argv);
  }

  /** Ends the daemon as a service manager does, and waits until it is gone; returns its code. */
  public int stopDaemon() {
    return end(false);
  }

  /** Returns the process id of the daemon. */
  public long daemonPid() {
    if (daemon == null) {
      throw new IllegalStateException("there is no daemon");
    }
    return daemon.pid();
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
      if (vm != null) {
        vm.close();
      }
      Folders.delete(folder);
    }
  }

  private int end(boolean kill) {
    Process process = daemon;
    if (process == null) {
      return 0;
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
      return process.exitValue();
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
