package dev.dusty.plugin.vmssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;

/** An ssh server in the place of a VM's, on a loopback port and with keys of its own. */
final class LocalSshd implements AutoCloseable {

  private static final Path SSHD = Path.of("/usr/sbin/sshd");

  private final Path folder;
  private final int port;
  private Process process;

  /** Starts it; skips the calling test where something is not installed that must not be. */
  LocalSshd(Path folder) throws Exception {
    boolean isThere = Files.isExecutable(SSHD) && Files.isExecutable(Path.of("/usr/bin/rsync"));
    if (System.getenv("DUSTY_REQUIRE_PARTS") != null) {
      assertThat(isThere).as("sshd and rsync are installed").isTrue();
    }
    assumeTrue(isThere, "sshd or rsync is not installed (Debian: openssh-server, rsync)");
    assumeTrue(System.getProperty("user.name").equals("root"), "only root sets owners");
    this.folder = Files.createDirectories(folder);
    makeKey("user");
    makeHostKey();
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Files.writeString(
        folder.resolve("sshd_config"),
        """
        ListenAddress 127.0.0.1
        Port %d
        HostKey %2$s/host
        AuthorizedKeysFile %2$s/user.pub
        StrictModes no
        UsePAM no
        PasswordAuthentication no
        KbdInteractiveAuthentication no
        PermitRootLogin prohibit-password
        PidFile none
        """
            .formatted(port, folder));
    Files.createDirectories(Path.of("/run/sshd"));
    process = start();
  }

  SshEndpoint endpoint(String identity) {
    return new SshEndpoint(identity, "127.0.0.1", port, "root", folder.resolve("user"));
  }

  /** Ends the server and its connections, as a VM that is killed does; then starts it again. */
  void restart() throws Exception {
    close();
    process = start();
  }

  /** Gives it another host key, as a VM that was made anew has. */
  void makeHostKey() throws Exception {
    Files.deleteIfExists(folder.resolve("host"));
    makeKey("host");
  }

  /** Returns how many have logged in. */
  long handshakes() throws IOException {
    try (var lines = Files.lines(folder.resolve("log"))) {
      return lines.filter(line -> line.contains("Accepted publickey")).count();
    }
  }

  private void makeKey(String name) throws Exception {
    Process keygen =
        new ProcessBuilder(
                "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder.resolve(name) + "")
            .inheritIO()
            .start();
    assertThat(keygen.waitFor()).isZero();
  }

  private Process start() throws Exception {
    Path log = folder.resolve("log");
    Process started =
        new ProcessBuilder(SSHD + "", "-D", "-e", "-f", folder.resolve("sshd_config") + "")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    for (int i = 0; i < 400; i++) {
      assertThat(started.isAlive()).as(Files.readString(log)).isTrue();
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        if (socket.isConnected()) {
          return started;
        }
      } catch (IOException notYet) {
        Thread.sleep(25);
      }
    }
    throw new AssertionError("sshd does not answer");
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    process.onExit().join();
  }
}
