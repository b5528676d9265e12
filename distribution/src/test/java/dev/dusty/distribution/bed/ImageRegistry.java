package dev.dusty.distribution.bed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A registry of images on a loopback port, whose images are only for who is logged in. */
public final class ImageRegistry implements AutoCloseable {

  /** Who may log in. */
  public static final String USER = "ann";

  /** That user's password. */
  public static final String PASSWORD = "secret";

  /** Of the password, by bcrypt. */
  private static final String HASH = "$2y$05$abcdefghijklmnopqrstuuOQiyCxlgf/oeuTqixKmWdcYUh4Hjl0a";

  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final Path folder = Folders.make("dusty-registry-");
  private final int port;
  private final Process server;

  private ImageRegistry() throws IOException {
    port = freePort();
    Files.writeString(folder.resolve("htpasswd"), USER + ":" + HASH + "\n");
    Path config =
        Files.writeString(
            folder.resolve("config.yml"),
            """
            version: 0.1
            storage: {filesystem: {rootdirectory: '%1$s/images'}}
            http: {addr: '127.0.0.1:%2$d', secret: of a test}
            auth: {htpasswd: {realm: test, path: '%1$s/htpasswd'}}
            """
                .formatted(folder, port));
    server =
        Shell.builder(folder, Map.of(), List.of("docker-registry", "serve", config.toString()))
            .redirectErrorStream(true)
            .redirectOutput(Redirect.to(folder.resolve("log").toFile()))
            .start();
    Wait.until("a registry on port " + port + "; " + folder, LIMIT, this::listens);
  }

  /**
   * Starts one. Skips the calling test where there is no such program; fails it where all parts are
   * required.
   */
  public static ImageRegistry start() {
    Parts.requireCommand("docker-registry", "--version");
    try {
      return new ImageRegistry();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns its host and port, as in the name of an image. */
  public String host() {
    return "localhost:" + port;
  }

  /** Moves an image of an engine here, under a name; the engine has it no more by that name. */
  public String take(Engine engine, String image, String name) {
    String reference = host() + "/" + name;
    engine.docker("tag", image, reference).orFail();
    Path config = folder.resolve("docker");
    logIn(engine, config);
    engine.docker("--config", config.toString(), "push", "-q", reference).orFail();
    engine.docker("rmi", reference).orFail();
    return reference;
  }

  /** Logs in, with the login kept in a folder of Docker's configuration. */
  public void logIn(Engine engine, Path config) {
    Shell.run(
            folder,
            engine.environment(),
            List.of(
                "sh",
                "-c",
                "printf %s \"$3\" | docker --config \"$1\" login -u \"$2\" --password-stdin \"$4\"",
                "sh",
                config.toString(),
                USER,
                PASSWORD,
                host()))
        .orFail();
  }

  @Override
  public void close() {
    server.destroy();
    try {
      server.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Folders.delete(folder);
  }

  private boolean listens() {
    if (!server.isAlive()) {
      throw new AssertionError("the registry ended; " + folder);
    }
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
