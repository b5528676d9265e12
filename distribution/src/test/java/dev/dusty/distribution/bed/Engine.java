package dev.dusty.distribution.bed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A private Docker Engine with the images {@code busybox} and {@code nginx:stable}, one for all
 * tests of this JVM; it ends with it.
 */
public final class Engine implements AutoCloseable {

  private static final Path TOOLS = Path.of("..", "tools").toAbsolutePath().normalize();
  private static @Nullable Engine started;

  private final Path folder;
  private final List<String> starter;
  private final Map<String, String> environment;

  private Engine(Path folder, List<String> starter, Map<String, String> environment) {
    this.folder = folder;
    this.starter = starter;
    this.environment = environment;
  }

  private Engine(Path folder, String group) {
    this.folder = folder;
    starter = List.of();
    tool("engine", "start", folder.toString(), group);
    String host = tool("engine", "env", folder.toString()).out().strip();
    environment =
        Map.of(
            "DOCKER_HOST", host.substring(host.indexOf('=') + 1),
            "DOCKER_CONFIG", clientConfig().toString(),
            "DOCKER_CONTEXT", "");
  }

  /**
   * Returns the engine, started if this is the first call. Skips the calling test, with the reason,
   * where that is impossible; fails it where all parts are required.
   */
  public static synchronized Engine get() {
    if (started != null) {
      return started;
    }
    Parts.requireCommand("sh", "-c", "[ \"$(id -u)\" = 0 ]");
    Parts.requireCommand("sh", "-c", "PATH=$PATH:/usr/sbin; dockerd --version && docker --version");
    Parts.requireCommand("docker", "compose", "version");
    Engine engine = start("0");
    started = engine;
    Runtime.getRuntime().addShutdownHook(new Thread(engine::stop));
    return engine;
  }

  /** Starts one more engine, for a test that stops or freezes it; may skip the calling test. */
  public static Engine another() {
    get();
    return start("0");
  }

  /**
   * Returns an engine that somebody else starts and ends.
   *
   * @param starter the beginning of the argument vector with which docker reaches it
   */
  static Engine elsewhere(Path folder, List<String> starter, Map<String, String> environment) {
    return new Engine(folder, starter, environment);
  }

  /** Starts one more engine, whose socket a group may use too; the caller stops it. */
  static Engine start(String group) {
    Engine engine = new Engine(Folders.make("dusty-engine-"), group);
    Shell.run(TOOLS, engine.environment, List.of(TOOLS.resolve("images").toString())).orFail();
    return engine;
  }

  /**
   * Returns the variables that lead docker and Compose here; one with an empty value is to be
   * unset.
   */
  public Map<String, String> environment() {
    return environment;
  }

  /** Runs docker with this engine. */
  public Shell docker(String... arguments) {
    List<String> argv = new ArrayList<>(starter);
    argv.add("docker");
    argv.addAll(List.of(arguments));
    return Shell.run(folder, environment, argv);
  }

  /**
   * Removes all containers with their unnamed volumes, and all networks that are not Docker's own.
   */
  public void clear() {
    remove(List.of("rm", "-f", "-v"), "ps", "-a", "-q");
    remove(List.of("network", "rm"), "network", "ls", "-q", "--filter", "type=custom");
  }

  private void remove(List<String> command, String... list) {
    List<String> found = docker(list).orFail().out().lines().toList();
    if (!found.isEmpty()) {
      List<String> argv = new ArrayList<>(command);
      argv.addAll(found);
      docker(argv.toArray(String[]::new)).orFail();
    }
  }

  /** Lets a group use the engine's socket. */
  void openTo(int group) {
    String socket = environment.getOrDefault("DOCKER_HOST", "").substring("unix://".length());
    Shell.run(folder, "chgrp", Integer.toString(group), socket).orFail();
  }

  /** Ends the engine, containers included, and starts it again with what it had. */
  public void restart() {
    tool("engine", "stop", folder.toString());
    tool("engine", "start", folder.toString());
  }

  /** Lets the engine take requests and answer none, until it is thawed. */
  public void freeze() {
    signal("STOP");
  }

  /** Lets the engine go on. */
  public void thaw() {
    signal("CONT");
  }

  private void signal(String signal) {
    String socket = environment.getOrDefault("DOCKER_HOST", "").replace("unix://", "");
    Path pid = Path.of(socket).resolveSibling("docker.pid");
    try {
      Shell.run(folder, "kill", "-" + signal, Files.readString(pid).strip()).orFail();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the engine, frozen or not, and deletes its folder. */
  @Override
  public void close() {
    thaw();
    stop();
  }

  /** Ends the engine and deletes its folder. */
  void stop() {
    tool("engine", "stop", folder.toString());
    Folders.delete(folder);
  }

  Path folder() {
    return folder;
  }

  private Shell tool(String name, String... arguments) {
    List<String> argv = new ArrayList<>(List.of(TOOLS.resolve(name).toString()));
    argv.addAll(List.of(arguments));
    return Shell.run(folder, Map.of(), argv).orFail();
  }

  /** A config folder that every user may read. */
  private Path clientConfig() {
    Path config = folder.resolve("docker-config");
    addCompose(config);
    return config;
  }

  /** Puts Compose into a config folder of docker where that is not everybody's anyway. */
  static void addCompose(Path config) {
    try {
      Path plugins = Files.createDirectories(config.resolve("cli-plugins"));
      Path compose =
          Path.of(
              System.getenv().getOrDefault("DOCKER_CONFIG", ""), "cli-plugins", "docker-compose");
      if (Files.isExecutable(compose)) {
        Files.copy(compose.toRealPath(), plugins.resolve("docker-compose"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
