package dev.dusty.plugin.nfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dusty.api.Settings;
import dev.dusty.api.UserError;
import dev.dusty.api.step.Cancellation;
import dev.dusty.api.step.Command;
import dev.dusty.api.step.HostFiles;
import dev.dusty.api.step.HostUser;
import dev.dusty.api.step.ProcessRunner;
import dev.dusty.api.step.ProcessRunner.Result;
import dev.dusty.api.step.Reporter;
import dev.dusty.api.step.StepContext;
import dev.dusty.testkit.FakeContext;
import dev.dusty.testkit.Processes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands by which the servers of both systems are told; none of them is started. */
class NfsServerTest {

  private static final Result DONE = new Result(0, "", "");

  @TempDir Path folder;

  /** A context whose exports file is the system's, which no test writes. */
  private record OnThisComputer(FakeContext rest) implements StepContext {
    @Override
    public Reporter reporter() {
      return rest.reporter();
    }

    @Override
    public ProcessRunner processes() {
      return rest.processes();
    }

    @Override
    public Cancellation cancellation() {
      return rest.cancellation();
    }

    @Override
    public Settings settings() {
      return rest.settings();
    }

    @Override
    public HostFiles files() {
      HostFiles files = rest.files();
      return new HostFiles(
          files.root(),
          files.hosts(),
          Path.of("/etc/exports"),
          files.state(),
          files.managedRepos());
    }

    @Override
    public HostUser user() {
      return rest.user();
    }
  }

  private NfsServer server(String system, Processes processes) {
    FakeContext context = new FakeContext(folder);
    context.with(processes).with(new Settings(Map.of("nfs_server", system)));
    return NfsServer.of(new OnThisComputer(context));
  }

  @Test
  void onLinuxExportfsReadsTheFile() throws IOException {
    Processes processes = Processes.succeeding();
    NfsServer server = server("linux", processes);
    server.check("/a *(ro)\n");
    server.reload();
    assertThat(processes.argumentVectors()).containsExactly(List.of("exportfs", "-ra"));
    assertThat(processes.commands())
        .extracting(Command::identity)
        .containsOnly(Command.Identity.ROOT);
  }

  @Test
  void onMacTheNewTextIsCheckedBeforeItIsWritten() throws IOException {
    List<String> checked = new ArrayList<>();
    Processes processes =
        Processes.answering(
            command -> {
              try {
                checked.add(Files.readString(Path.of(command.argv().get(2))));
                return DONE;
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    server("macos", processes).check("/a 10.0.0.1\n");
    String candidate = folder.resolve("state/exports.new").toString();
    assertThat(processes.argumentVectors())
        .containsExactly(List.of("/sbin/nfsd", "-F", candidate, "checkexports"));
    assertThat(checked).containsExactly("/a 10.0.0.1\n");
    assertThat(Path.of(candidate)).doesNotExist();
  }

  @Test
  void onMacATextThatTheServerRefusesIsReported() {
    Processes processes =
        Processes.answering(
            command -> new Result(1, "", "exports:1: conflicting exports for /a\n"));
    assertThatThrownBy(() -> server("macos", processes).check("/a 10.0.0.1\n"))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "the NFS server would not take the new exports: exports:1: conflicting exports for /a");
  }

  @Test
  void onMacAServerThatDoesNotRunIsStarted() throws IOException {
    Processes processes =
        Processes.answering(
            command ->
                command.argv().contains("enable")
                    ? DONE
                    : new Result(1, "", "nfsd is not running"));
    server("macos", processes).reload();
    assertThat(processes.argumentVectors())
        .containsExactly(
            List.of("/sbin/nfsd", "update"),
            List.of("/sbin/nfsd", "restart"),
            List.of("/sbin/nfsd", "enable"));
  }

  @Test
  void aServerThatDoesNotReadTheFileIsQuoted() {
    Processes processes =
        Processes.answering(
            command -> new Result(1, "", "\nexportfs: /a: Function not implemented\n"));
    assertThatThrownBy(() -> server("linux", processes).reload())
        .isInstanceOf(UserError.class)
        .hasMessage(
            "the NFS server did not read /etc/exports: exportfs: /a: Function not implemented");
  }

  @Test
  void aComputerWithoutAServerIsToldHowToGetOne() {
    FakeContext context = new FakeContext(folder);
    context.with(
        (ProcessRunner)
            (command, listener) -> {
              throw new IOException("no such file");
            });
    context.with(new Settings(Map.of("nfs_server", "linux")));
    NfsServer server = NfsServer.of(new OnThisComputer(context));
    assertThatThrownBy(server::reload)
        .asInstanceOf(InstanceOfAssertFactories.type(UserError.class))
        .satisfies(
            e -> {
              assertThat(e.problem())
                  .isEqualTo("this computer has no NFS server: 'exportfs' cannot be started");
              assertThat(e.remedy())
                  .isEqualTo(
                      "install one (Debian: nfs-kernel-server, Fedora: nfs-utils) and try again");
            });
  }

  @Test
  void aPortIsOpenWhileSomebodyListens() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      port = socket.getLocalPort();
      assertThat(NfsServer.listens("127.0.0.1", port)).isTrue();
    }
    assertThat(NfsServer.listens("127.0.0.1", port)).isFalse();
  }
}
