package dev.dusty.plugin.nginx;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dusty.api.Settings;
import dev.dusty.api.compile.ActiveSpecs;
import dev.dusty.api.compile.CompileInput;
import dev.dusty.api.compile.Owner;
import dev.dusty.api.compile.PortPlan;
import dev.dusty.api.compile.PortPlan.Forwarding;
import dev.dusty.api.compile.Site;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real nginx of this computer, running a compiled config on loopback. */
final class RealNginx {

  private static final Path STREAM_MODULE = Path.of("/usr/lib/nginx/modules/ngx_stream_module.so");

  private final Process process;
  private final Path log;

  private RealNginx(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Skips the calling test, with the reason, where there is no nginx; fails it where one is
   * required.
   */
  static void require() {
    boolean there = program().isPresent();
    String reason = "nginx is not installed (Debian: nginx-light and libnginx-mod-stream)";
    if (System.getenv("DUSTY_REQUIRE_PARTS") != null) {
      assertTrue(there, reason);
    }
    assumeTrue(there, reason);
  }

  private static Optional<Path> program() {
    return Stream.of("/usr/sbin/nginx", "/usr/bin/nginx", "/usr/local/bin/nginx")
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }

  static String compile(Site site, List<Forwarding> forwardings) {
    return compile(
        new CompileInput(
            new ActiveSpecs(List.of(), List.of(), List.of(), List.of(), List.of()),
            new PortPlan(forwardings),
            site,
            Settings.DEFAULTS,
            Owner.ROOT,
            Map.of(),
            Set.of("nginx")));
  }

  static String compile(CompileInput input) {
    return new NginxCompileStep().compile(input).get(0).content();
  }

  /** Returns what {@code nginx -T} says: the whole config as it was read, or why it was not. */
  static String dump(Path folder, String config) {
    try {
      Process process = command(folder, config, "-T").redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() + "\n" + output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Starts nginx and waits until it listens. */
  static RealNginx start(Path folder, String config, int port) throws Exception {
    Path log = folder.resolve("nginx.log");
    Process process =
        command(folder, config, "-g", globals() + " daemon off; master_process off;")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    RealNginx nginx = new RealNginx(process, log);
    for (int i = 0; i < 200; i++) {
      try {
        new Socket(InetAddress.getLoopbackAddress(), port).close();
        return nginx;
      } catch (IOException e) {
        if (!process.isAlive()) {
          break;
        }
        Thread.sleep(25);
      }
    }
    nginx.stop();
    throw new IllegalStateException("nginx does not listen: " + Files.readString(log));
  }

  private static ProcessBuilder command(Path folder, String config, String... arguments)
      throws IOException {
    Path file =
        Files.writeString(folder.resolve("nginx.conf"), config.replace("/dev/stdout", "off"));
    List<String> words = new ArrayList<>();
    words.add(program().orElseThrow().toString());
    words.addAll(List.of("-p", folder.toString(), "-c", file.toString()));
    if (!List.of(arguments).contains("-g")) {
      words.addAll(List.of("-g", globals()));
    }
    words.addAll(List.of(arguments));
    return new ProcessBuilder(words);
  }

  /** Debian's nginx has streams in a module; that of the official image has them built in. */
  private static String globals() {
    return Files.exists(STREAM_MODULE) ? "load_module " + STREAM_MODULE + ";" : "";
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void stop() throws Exception {
    process.destroy();
    if (!process.waitFor(5, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    if (Files.size(log) > 1 << 20) {
      throw new IllegalStateException("nginx wrote a mebibyte of log");
    }
  }
}
