package dev.dusty.repos;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** An SSH server on a loopback port, with keys of its own. */
final class LocalSshd implements AutoCloseable {

  private static final Path SSHD = Path.of("/usr/sbin/sshd");

  final int port;
  private final Path folder;
  private final Process process;

  private LocalSshd(int port, Path folder, Process process) {
    this.port = port;
    this.folder = folder;
    this.process = process;
  }

  /** Starts it; skips the calling test where there is no sshd, and fails it where it must be. */
  static LocalSshd start(Path folder) throws Exception {
    boolean there = Files.isExecutable(SSHD);
    String reason = "sshd is not installed (Debian: openssh-server)";
    if (System.getenv("DUSTY_REQUIRE_PARTS") != null) {
      assertTrue(there, reason);
    }
    assumeTrue(there, reason);
    Files.createDirectories(folder);
    for (String key : List.of("host", "other-host", "user", "stranger")) {
      Process keygen =
          new ProcessBuilder(
                  "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder.resolve(key) + "")
              .inheritIO()
              .start();
      assertTrue(keygen.waitFor() == 0, "ssh-keygen failed");
    }
    if (System.getProperty("user.name").equals("root")) {
      // Debian's sshd does not start without it; its service makes it at each start.
      Files.createDirectories(Path.of("/run/sshd"));
    }
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Path config = folder.resolve("sshd_config");
    Files.writeString(
        config,
        String.join(
            "\n",
            "ListenAddress 127.0.0.1",
            "Port " + port,
            "HostKey " + folder.resolve("host"),
            "AuthorizedKeysFile " + folder.resolve("user.pub"),
            "StrictModes no",
            "UsePAM no",
            "PasswordAuthentication no",
            "KbdInteractiveAuthentication no",
            "PidFile none",
            ""));
    Process process =
        new ProcessBuilder(SSHD.toString(), "-D", "-e", "-f", config.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    LocalSshd sshd = new LocalSshd(port, folder, process);
    sshd.awaitStart();
    return sshd;
  }

  private void awaitStart() throws Exception {
    for (int i = 0; i < 200; i++) {
      assertTrue(process.isAlive(), "sshd ended: " + Files.readString(folder.resolve("log")));
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        if (socket.isConnected()) {
          return;
        }
      } catch (IOException notYet) {
        Thread.sleep(25);
      }
    }
    throw new AssertionError("sshd does not answer");
  }

  /** Returns an ssh that uses one of the keys and nothing of the user's own. */
  String ssh(String key) {
    return "ssh -F none -o BatchMode=yes -o StrictHostKeyChecking=accept-new"
        + " -o IdentityAgent=none -o IdentitiesOnly=yes -o UserKnownHostsFile="
        + folder.resolve("known_hosts")
        + " -i "
        + folder.resolve(key);
  }

  /** Makes ssh believe that the server had another key before. */
  void knownWithAnotherKey() throws IOException {
    String key = Files.readString(folder.resolve("other-host.pub"));
    Files.writeString(folder.resolve("known_hosts"), "[127.0.0.1]:" + port + " " + key);
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
