package dev.dusty.plugin.nfs;

import static dev.dusty.plugin.nfs.Shared.managed;
import static dev.dusty.plugin.nfs.Shared.override;
import static dev.dusty.plugin.nfs.Shared.place;
import static dev.dusty.plugin.nfs.Shared.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.dusty.api.Settings;
import dev.dusty.api.machine.Machine;
import dev.dusty.api.run.RepoCopy;
import dev.dusty.api.step.Command;
import dev.dusty.api.step.Finding;
import dev.dusty.api.step.Finding.Severity;
import dev.dusty.api.step.ProcessRunner.Result;
import dev.dusty.testkit.FakeContext;
import dev.dusty.testkit.Processes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NfsChecksTest {

  private final NfsRunStep step = new NfsRunStep();
  private final FakeVm vm = new FakeVm();

  @TempDir Path folder;
  private FakeContext context;
  private ServerSocket server;

  @BeforeEach
  void bringUpTwoRepos() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
    String options = "nfsvers=4.1,port=" + server.getLocalPort();
    context =
        Shared.context(folder, vm)
            .with(new Settings(Map.of("nfs_reload", Shared.RELOAD, "nfs_mount_options", options)));
    step.apply(context.withRepos(List.of(managed(context, "cart"), override(context, "shop"))));
  }

  @AfterEach
  void stopTheServer() throws IOException {
    server.close();
  }

  /** Returns what is not fine, but for the owner of files, which is whoever runs the test. */
  private List<Finding> bad() throws IOException {
    return step.diagnose(context).stream()
        .filter(finding -> finding.severity() != Severity.FINE)
        .filter(finding -> !finding.code().equals("nfs-owner"))
        .toList();
  }

  private Finding mended(String code) throws IOException {
    List<Finding> findings = bad();
    assertThat(findings)
        .extracting(Finding::code, Finding::fixable)
        .containsExactly(tuple(code, true));
    step.fix(context, findings.get(0));
    assertThat(bad()).isEmpty();
    return findings.get(0);
  }

  @Test
  void eachLinkIsLookedAt() throws IOException {
    List<Finding> findings = step.diagnose(context);
    assertThat(findings)
        .extracting(Finding::code)
        .containsSubsequence(
            "exports-file", "exports", "nfs-server", "nfs-mount", "nfs-read", "mounts");
    try (var left = Files.list(context.files().managedRepos())) {
      assertThat(left.filter(Files::isRegularFile)).isEmpty();
    }
  }

  @Test
  void whatTheUserMayNotWriteIsNotWrittenByRoot() throws IOException {
    Processes usual = Shared.processes(context, vm);
    context.with(
        Processes.answering(
            command ->
                command.identity() == Command.Identity.USER
                    ? new Result(2, "", "sh: cannot create: Permission denied\n")
                    : answer(usual, command)));
    String managed = context.files().managedRepos().toString();
    assertThat(bad())
        .extracting(Finding::what)
        .containsExactly(
            "the configured user cannot write in "
                + managed
                + ": sh: cannot create: Permission denied");
  }

  private static Result answer(Processes processes, Command command) {
    try {
      return processes.run(command);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aWrittenFileOfSomebodyElsesIsAWarning() throws IOException {
    long uid = ((Number) Files.getAttribute(folder, "unix:uid")).longValue();
    assertThat(step.diagnose(context))
        .extracting(Finding::code)
        .contains(uid == context.user().uid() ? "nfs-write" : "nfs-owner");
  }

  @Test
  void onThisComputerOnlyWhatIsLeftOfAVmIsLookedAt() throws IOException {
    vm.isLocal = true;
    assertThat(step.diagnose(context))
        .extracting(Finding::code, Finding::severity)
        .containsExactly(
            tuple("exports-left", Severity.WARNING), tuple("exports-left", Severity.WARNING));
    step.apply(context);
    assertThat(step.diagnose(context)).isEmpty();
  }

  @Test
  void whereNothingIsSharedThatIsFine() throws IOException {
    step.apply(context.withRepos(List.of()));
    assertThat(step.diagnose(context))
        .extracting(Finding::code)
        .containsExactly("exports-file", "nfs-unused");
  }

  @Test
  void aServerThatDoesNotListenIsBroken() throws IOException {
    int port = server.getLocalPort();
    server.close();
    assertThat(bad())
        .extracting(Finding::what)
        .containsExactly("no NFS server listens on this computer, at TCP port " + port);
  }

  @Test
  void aMachineThatIsDownIsNotAsked() throws IOException {
    vm.state = Machine.State.STOPPED;
    vm.tasks.clear();
    assertThat(step.diagnose(context)).extracting(Finding::code).endsWith("nfs-machine-down");
    assertThat(vm.tasks).isEmpty();
  }

  @Test
  void aDamagedSectionIsMended() throws IOException {
    String sound = Shared.exports(context);
    Files.writeString(
        context.files().exports(), "/srv *(ro)\n" + sound.replace("# END section for Dusty\n", ""));
    mended("section-damaged");
    assertThat(Shared.exports(context)).isEqualTo("/srv *(ro)\n" + sound);
  }

  @Test
  void aSectionThatSomebodyChangedIsMended() throws IOException {
    String sound = Shared.exports(context);
    Files.writeString(context.files().exports(), sound.replace(vm.address, "*"));
    List<Finding> findings = bad();
    assertThat(findings).extracting(Finding::code).contains("exports-changed", "exports-client");
    step.fix(context, findings.get(0));
    assertThat(Shared.exports(context)).isEqualTo(sound);
  }

  @Test
  void aMountThatHangsIsMountedAgain() throws IOException {
    vm.hanging.add(place("shop"));
    assertThat(mended("mounts-stale").what()).endsWith(place("shop"));
    assertThat(vm.mounts.get(place("shop"))).hasSize(1);
  }

  @Test
  void aMountThatIsGoneNeedsAnUp() throws IOException {
    vm.mounts.clear();
    assertThat(bad())
        .extracting(Finding::code, Finding::fixable)
        .containsExactly(tuple("mounts-stale", false));
  }

  @Test
  void anExportedFolderThatIsGoneIsNamed() throws IOException {
    RepoCopy shop = override(context, "shop");
    Files.delete(shop.folder());
    assertThat(bad())
        .extracting(Finding::what)
        .contains(shop.folder() + " is exported, and is not there");
  }

  @Test
  void aNewAddressOfTheMachineIsNamed() throws IOException {
    vm.address = "192.168.99.101";
    assertThat(bad()).extracting(Finding::code).containsExactly("exports-client", "nfs-denied");
  }

  @Test
  void withoutAManagedCopyNothingIsWrittenAnywhere() throws IOException {
    RepoCopy shop = override(context, "shop");
    step.apply(context.withRepos(List.of(shop)));
    assertThat(step.diagnose(context))
        .extracting(Finding::what)
        .contains("the machine mounts " + source(shop));
    assertThat(shop.folder()).isEmptyDirectory();
  }
}
