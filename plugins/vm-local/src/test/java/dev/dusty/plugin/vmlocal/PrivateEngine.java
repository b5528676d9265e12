package dev.dusty.plugin.vmlocal;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A Docker engine of the test's own, with its own bridge, folders and socket. */
final class PrivateEngine {

  private static final String BUSYBOX = "/bin/busybox";

  private final Process daemon;
  private final Path folder;
  private final String bridge;
  private final String gateway;

  private PrivateEngine(Process daemon, Path folder, String bridge, String gateway) {
    this.daemon = daemon;
    this.folder = folder;
    this.bridge = bridge;
    this.gateway = gateway;
  }

  /**
   * Skips the calling test, with the reason, where an engine cannot be started; fails it where one
   * is required.
   */
  static void require() {
    boolean there =
        System.getProperty("user.name").equals("root")
            && Stream.of("/usr/sbin/dockerd", "/usr/bin/dockerd").anyMatch(PrivateEngine::isProgram)
            && isProgram(BUSYBOX);
    String reason = "an engine of its own needs root, dockerd and a static busybox";
    if (System.getenv("DUSTY_REQUIRE_PARTS") != null) {
      assertTrue(there, reason);
    }
    assumeTrue(there, reason);
  }

  private static boolean isProgram(String path) {
    return Files.isExecutable(Path.of(path));
  }

  /** Starts an engine and waits until it answers. */
  static PrivateEngine start(Path folder) throws Exception {
    // Several may run at a time; a network is taken by whoever gives its bridge a name first.
    for (int number = 20; number < 120; number++) {
      String bridge = "dustytest" + number;
      String gateway = "10.213." + number + ".1";
      if (run("ip", "link", "add", "name", bridge, "type", "bridge").status() == 0) {
        must("ip", "addr", "add", gateway + "/24", "dev", bridge);
        must("ip", "link", "set", bridge, "up");
        PrivateEngine engine = new PrivateEngine(daemon(folder, bridge), folder, bridge, gateway);
        engine.awaitAnswer();
        return engine;
      }
    }
    throw new IOException("no bridge can be made");
  }

  private static Process daemon(Path folder, String bridge) throws IOException {
    return new ProcessBuilder(
            "dockerd",
            "--data-root",
            folder.resolve("data").toString(),
            "--exec-root",
            folder.resolve("exec").toString(),
            "--pidfile",
            folder.resolve("pid").toString(),
            "-H",
            "unix://" + folder.resolve("sock"),
            "--bridge",
            bridge,
            "--default-address-pool",
            "base=10.213.128.0/17,size=24")
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("log").toFile())
        .start();
  }

  private void awaitAnswer() throws Exception {
    for (int i = 0; i < 300 && daemon.isAlive(); i++) {
      if (docker("version").status() == 0) {
        return;
      }
      Thread.sleep(100);
    }
    String log = Files.readString(folder.resolve("log"));
    stop();
    throw new IOException("dockerd does not start: " + log);
  }

  String host() {
    return "unix://" + folder.resolve("sock");
  }

  String gateway() {
    return gateway;
  }

  Said docker(String... arguments) throws IOException, InterruptedException {
    return run(
        Stream.concat(Stream.of("docker", "--host", host()), Stream.of(arguments))
            .toArray(String[]::new));
  }

  /** Makes an image with a shell, without a registry. */
  void importBusybox(String image) throws IOException, InterruptedException {
    Path root = folder.resolve("image");
    Path bin = Files.createDirectories(root.resolve("bin"));
    Files.copy(Path.of(BUSYBOX), bin.resolve("busybox"));
    for (String name : List.of("sh", "cat", "sleep")) {
      Files.createSymbolicLink(bin.resolve(name), Path.of("busybox"));
    }
    String tar = folder.resolve("image.tar").toString();
    must("tar", "-C", root.toString(), "-cf", tar, ".");
    Said said = docker("import", "-c", "ENV PATH=/bin", tar, image);
    assertTrue(said.status() == 0, said.text());
  }

  void stop() throws IOException, InterruptedException {
    daemon.destroy();
    if (!daemon.waitFor(20, TimeUnit.SECONDS)) {
      daemon.destroyForcibly().waitFor();
    }
    run("ip", "link", "del", bridge);
  }

  /** What a program said, on both streams, and how it ended. */
  record Said(int status, String text) {}

  private static Said run(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Said(process.waitFor(), text);
  }

  private static void must(String... command) throws IOException, InterruptedException {
    Said said = run(command);
    if (said.status() != 0) {
      throw new IOException(String.join(" ", command) + ": " + said.text());
    }
  }
}
