package dev.dusty.plugin.compose;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** A Docker Engine of the tests' own, with its own bridge, and an image that was made here. */
final class PrivateEngine {

  static final String IMAGE = "busybox:local";

  private static final List<String> APPLETS =
      List.of("sh", "sleep", "cat", "echo", "nc", "mkdir", "tee", "rm", "true", "false", "id");

  private static @Nullable PrivateEngine shared;

  private final Path folder;
  private final String bridge;
  private final String address;

  private PrivateEngine(Path folder, String bridge, String address) {
    this.folder = folder;
    this.bridge = bridge;
    this.address = address;
  }

  /** Returns the one engine of this JVM; skips the test where none can be started. */
  static synchronized PrivateEngine get() {
    if (shared == null) {
      RealParts.need("dockerd", "--version");
      RealParts.need("docker", "compose", "version");
      RealParts.need("docker-compose", "version");
      RealParts.need("busybox", "true");
      Assumptions.assumeTrue(
          "root".equals(System.getProperty("user.name")), "an engine needs root");
      try {
        shared = start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return shared;
  }

  /** Returns the address of the bridge. */
  String address() {
    return address;
  }

  Map<String, String> environment() {
    return Map.of("DOCKER_HOST", "unix://" + folder.resolve("s"));
  }

  /** Runs docker and returns what it wrote; fails if it fails. */
  String docker(String... arguments) throws IOException {
    List<String> argv =
        new ArrayList<>(List.of("docker", "-H", environment().getOrDefault("DOCKER_HOST", "")));
    argv.addAll(List.of(arguments));
    RealParts.Result result = RealParts.run(Path.of("/"), argv);
    if (result.status() != 0) {
      throw new AssertionError(argv + ": " + result.err());
    }
    return result.out().strip();
  }

  /** Removes all containers and networks. */
  void clear() throws IOException {
    List<String> ids = docker("ps", "-aq").lines().toList();
    if (!ids.isEmpty()) {
      List<String> argv = new ArrayList<>(List.of("rm", "-f", "-v"));
      argv.addAll(ids);
      docker(argv.toArray(String[]::new));
    }
    docker("network", "prune", "-f");
  }

  private static PrivateEngine start() throws IOException {
    long number = ProcessHandle.current().pid() % 120;
    String bridge = "dustyc" + number;
    String address = "10.212." + number + ".1";
    Path folder = Files.createTempDirectory("dusty-engine");
    PrivateEngine engine = new PrivateEngine(folder, bridge, address);
    Runtime.getRuntime().addShutdownHook(new Thread(engine::end));
    command("ip", "link", "add", "name", bridge, "type", "bridge");
    command("ip", "addr", "add", address + "/24", "dev", bridge);
    command("ip", "link", "set", bridge, "up");
    new ProcessBuilder(
            "dockerd",
            "--data-root",
            folder.resolve("data").toString(),
            "--exec-root",
            folder.resolve("exec").toString(),
            "-H",
            "unix://" + folder.resolve("s"),
            "--pidfile",
            folder.resolve("pid").toString(),
            "--bridge",
            bridge,
            // Others' engines on this computer write the same tables; ports are published without.
            "--iptables=false",
            "--default-address-pool",
            "base=10.212.128.0/17,size=24")
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("log").toFile())
        .start();
    engine.awaitStart();
    engine.importImage(IMAGE, "one");
    return engine;
  }

  private void awaitStart() throws IOException {
    long end = System.nanoTime() + Duration.ofSeconds(40).toNanos();
    while (true) {
      try {
        docker("version");
        return;
      } catch (AssertionError e) {
        if (System.nanoTime() > end) {
          throw new AssertionError(Files.readString(folder.resolve("log")), e);
        }
        pause();
      }
    }
  }

  /** Makes an image of busybox; with another text it is another image of that name. */
  void importImage(String name, String text) throws IOException {
    Path root = Files.createTempDirectory("dusty-image");
    Path bin = Files.createDirectories(root.resolve("bin"));
    Files.createDirectories(root.resolve("tmp"));
    Files.copy(Path.of("/bin/busybox"), bin.resolve("busybox"));
    bin.resolve("busybox").toFile().setExecutable(true, false);
    for (String applet : APPLETS) {
      Files.createSymbolicLink(bin.resolve(applet), Path.of("busybox"));
    }
    Files.writeString(root.resolve("text"), text);
    Path passwd = Files.createDirectory(root.resolve("etc")).resolve("passwd");
    Files.writeString(passwd, "root:x:0:0:root:/:/bin/sh\n");
    Path tar = root.resolveSibling(root.getFileName() + ".tar");
    command("tar", "-C", root.toString(), "-cf", tar.toString(), "bin", "tmp", "etc", "text");
    docker("import", "-c", "ENV PATH=/bin", tar.toString(), name);
    Files.delete(tar);
    command("rm", "-r", root.toString());
  }

  private static void command(String... argv) throws IOException {
    RealParts.Result result = RealParts.run(Path.of("/"), List.of(argv));
    if (result.status() != 0) {
      throw new AssertionError(String.join(" ", argv) + ": " + result.err());
    }
  }

  private void end() {
    try {
      if (Files.exists(folder.resolve("pid"))) {
        clear();
        long pid = Long.parseLong(Files.readString(folder.resolve("pid")).strip());
        ProcessHandle.of(pid)
            .ifPresent(
                dockerd -> {
                  dockerd.destroy();
                  dockerd.onExit().completeOnTimeout(dockerd, 15, TimeUnit.SECONDS).join();
                });
      }
      command("ip", "link", "delete", bridge);
      command("rm", "-rf", folder.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(100);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
