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
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * An ssh server on a loopback port, with keys of its own, into which the user of this JVM may log
 * in with a key that only an agent holds. Touches no file of that user.
 */
public final class SshServer implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final Path folder;
  private final int port;
  private final Process server;
  private final Process agent;

  private SshServer(Path folder) throws IOException {
    this.folder = folder;
    port = freePort();
    key("host");
    key("user");
    Files.copy(folder.resolve("user.pub"), folder.resolve("authorized_keys"));
    Files.writeString(
        folder.resolve("sshd_config"),
        """
        Port %d
        ListenAddress 127.0.0.1
        HostKey "%2$s/host"
        AuthorizedKeysFile "%2$s/authorized_keys"
        PidFile none
        StrictModes no
        UsePAM no
        PasswordAuthentication no
        KbdInteractiveAuthentication no
        PermitRootLogin prohibit-password
        """
            .formatted(port, folder));
    writeClient();
    server = start("sshd.log", sshd(), "-D", "-e", "-f", folder.resolve("sshd_config").toString());
    agent = start("agent.log", "ssh-agent", "-D", "-a", agentSocket().toString());
    Wait.until("an ssh server on port " + port + "; " + folder, LIMIT, this::listens);
    Wait.until("an ssh agent", LIMIT, () -> Files.exists(agentSocket()));
    Shell.run(folder, environment(), List.of("ssh-add", "-q", folder.resolve("user").toString()))
        .orFail();
  }

  /**
   * Starts one that keeps its files in a folder, which is made. Skips the calling test where
   * OpenSSH's server is not there; fails it where all parts are required.
   */
  public static SshServer start(Path folder) {
    Parts.requireCommand("sh", "-c", "PATH=$PATH:/usr/sbin; command -v sshd ssh ssh-agent");
    try {
      Files.createDirectories(folder);
      return new SshServer(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the URL of a folder of this computer. */
  public String url(Path path) {
    return "ssh://%s@127.0.0.1:%d%s".formatted(System.getProperty("user.name"), port, path);
  }

  /**
   * Returns the variables with which ssh finds the agent, and keeps the hosts that it knows in this
   * server's folder instead of the user's.
   */
  public Map<String, String> environment() {
    return Map.of(
        "SSH_AUTH_SOCK",
        agentSocket().toString(),
        "PATH",
        folder.resolve("bin") + ":" + System.getenv("PATH"));
  }

  /** Returns the file of hosts that the client has come to know. */
  public Path knownHosts() {
    return folder.resolve("known_hosts");
  }

  /** Returns what the server wrote. */
  public String log() {
    try {
      return Files.readString(folder.resolve("sshd.log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.destroy();
    agent.destroy();
    // They remove files of theirs at their end.
    server.onExit().join();
    agent.onExit().join();
  }

  private Path agentSocket() {
    return folder.resolve("agent");
  }

  /** The ssh that is first on the path: ssh itself looks up the user's home without asking HOME. */
  private void writeClient() throws IOException {
    Files.writeString(
        folder.resolve("ssh_config"), "UserKnownHostsFile \"%s\"\n".formatted(knownHosts()));
    String ssh = Shell.run(folder, "sh", "-c", "command -v ssh").orFail().out().strip();
    Path wrapper = Files.createDirectories(folder.resolve("bin")).resolve("ssh");
    Files.writeString(
        wrapper,
        "#!/bin/sh\nexec '%s' -F '%s' \"$@\"\n".formatted(ssh, folder.resolve("ssh_config")));
    Files.setPosixFilePermissions(wrapper, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private void key(String name) {
    Shell.run(folder, "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "a test", "-f", name)
        .orFail();
  }

  private Process start(String log, String... argv) throws IOException {
    return new ProcessBuilder(argv)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(Redirect.to(folder.resolve(log).toFile()))
        .start();
  }

  /** Its path must be absolute; where it runs as root, it wants an empty folder that is its own. */
  private static String sshd() {
    return Shell.run(
            Path.of("/"),
            "sh",
            "-c",
            "[ \"$(id -u)\" != 0 ] || mkdir -p -m 755 /run/sshd; PATH=$PATH:/usr/sbin; command -v sshd")
        .orFail()
        .out()
        .strip();
  }

  private boolean listens() {
    if (!server.isAlive()) {
      throw new AssertionError("sshd ended: " + log());
    }
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
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
