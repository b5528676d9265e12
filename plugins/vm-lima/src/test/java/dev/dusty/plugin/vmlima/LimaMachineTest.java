package dev.dusty.plugin.vmlima;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dusty.api.UserError;
import dev.dusty.api.compile.Site;
import dev.dusty.api.machine.DiskUsage;
import dev.dusty.api.machine.Machine.State;
import dev.dusty.api.machine.Platform;
import dev.dusty.api.step.Command;
import dev.dusty.api.step.Command.Identity;
import dev.dusty.api.step.Finding;
import dev.dusty.api.step.Finding.Severity;
import dev.dusty.api.step.ProcessRunner.Result;
import dev.dusty.testkit.FakeContext;
import dev.dusty.testkit.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the machine asks Lima and its VM, and what it makes of the answers. */
class LimaMachineTest {

  private static final Result DF =
      new Result(
          0,
          "Filesystem     1024-blocks    Used Available Capacity Mounted on\n"
              + "/dev/vda1        101430960 5120000  96294576       6% /\n",
          "");

  @TempDir Path home;

  private final LimaMachine machine = new LimaMachine(true);
  private Result list = Samples.output("list-running.json");
  private Result guest = Samples.output("guest-vznat.txt");
  private Supplier<Result> docker = () -> new Result(0, "28.5.1\n", "");
  private Result df = DF;
  private Result rest = new Result(0, "", "");
  private final Processes processes = Processes.answering(this::answer);

  @BeforeEach
  void limaMadeTheVm() throws IOException {
    Files.createDirectories(home.resolve(".lima/dusty"));
  }

  /** Before each command for the VM, it is read how that is reached. */
  private boolean isRead(List<String> argv) {
    return argv.get(0).equals("head")
        && argv.get(argv.size() - 1).equals(home.resolve(".lima/dusty/ssh.config").toString());
  }

  private List<List<String>> asked() {
    return processes.argumentVectors().stream().filter(argv -> !isRead(argv)).toList();
  }

  private Result answer(Command command) {
    String last = command.argv().get(command.argv().size() - 1);
    if (Samples.isList(command)) {
      return list;
    } else if (command.argv().equals(List.of("limactl", "--version"))) {
      return new Result(0, "limactl version 2.0.3\n", "");
    } else if (isRead(command.argv())) {
      return new Result(0, Samples.read("ssh.config"), "");
    } else if (command.argv().get(0).equals("docker")) {
      return docker.get();
    } else if (last.contains("getent hosts")) {
      return guest;
    } else if (last.contains(" df ")) {
      return df;
    }
    return rest;
  }

  private FakeContext context() {
    return new FakeContext(home).with(processes);
  }

  private List<String> programs() {
    return asked().stream()
        .map(argv -> argv.get(0).equals("ssh") ? "ssh" : argv.get(0) + " " + argv.get(1))
        .toList();
  }

  @Test
  void theStateIsWhatLimaSaysInOneCall() {
    assertThat(machine.state(context())).isEqualTo(State.RUNNING);
    list = Samples.output("list-stopped.json");
    assertThat(machine.state(context())).isEqualTo(State.STOPPED);
    list = Samples.NO_INSTANCE;
    assertThat(machine.state(context())).isEqualTo(State.ABSENT);
    assertThat(processes.commands()).hasSize(3);
  }

  @Test
  void aStartOfAVmThatRunsAsksLimaOnceAndPreparesTheVm() throws IOException {
    machine.start(context());
    assertThat(programs()).containsExactly("limactl list", "ssh", "ssh");
    List<String> prepared = asked().get(2);
    assertThat(prepared.get(prepared.size() - 1))
        .startsWith("exec sudo -n -- sh -c ")
        .endsWith(" sh /persist /persist/dusty_assets /dusty_repos /command_files /cp");
  }

  @Test
  void theSiteHasTheAddressInTheNetworkThatReachesThisComputer() throws IOException {
    assertThat(machine.site(context())).isEqualTo(Site.at("192.168.64.3", "172.17.0.1"));
    assertThat(programs()).containsExactly("ssh");
  }

  @Test
  void withoutSuchANetworkTheSiteIsWhereLimaForwardsPorts() throws IOException {
    guest = Samples.output("guest-user-network.txt");
    assertThat(machine.site(context())).isEqualTo(Site.at("127.0.0.1", "172.17.42.1"));
    assertThat(machine.hostAddress(context())).contains("192.168.5.2");
  }

  @Test
  void inASharedNetworkThisComputerHasItsOwnAddressThere() throws IOException {
    guest = new Result(0, "addr 3: lima0    inet 127.0.0.77/24 scope global lima0\n", "");
    assertThat(machine.hostAddress(context())).contains("127.0.0.1");
  }

  @Test
  void aVmWithoutDockersBridgeIsReported() {
    guest = Samples.output("guest-without-docker.txt");
    assertThatThrownBy(() -> machine.site(context()))
        .isInstanceOf(UserError.class)
        .hasMessage("Docker in the VM 'dusty' has no bridge network");
  }

  @Test
  void dockersSocketIsTheOneThatLimaForwards() {
    assertThat(machine.dockerEnvironment(context()))
        .isEqualTo(Map.of("DOCKER_HOST", "unix://" + home + "/.lima/dusty/sock/docker.sock"));
  }

  @Test
  void commandsGoOverSshAsTheUserAndRootsThroughSudo() throws IOException {
    Command command = Command.of(Identity.ROOT, Duration.ofSeconds(3), "mount", "a b");
    Command here = machine.onMachine(context(), command);
    assertThat(here.identity()).isEqualTo(Identity.USER);
    assertThat(here.limit()).isEqualTo(Duration.ofSeconds(3));
    assertThat(here.argv().get(0)).isEqualTo("ssh");
    assertThat(here.argv().get(here.argv().size() - 1)).endsWith("sudo -n -- mount 'a b'");
    assertThat(machine.local("/persist")).isEmpty();
  }

  @Test
  void theDiskIsTheVms() throws IOException {
    assertThat(machine.diskUsage(context()))
        .isEqualTo(new DiskUsage("/", 101430960L << 10, 96294576L << 10));
  }

  @Test
  void itIsPreferredOnMacosWhereItsVmIsThere() {
    assertThat(machine.preference(Platform.MACOS, context())).hasValue(15);
    assertThat(machine.preference(Platform.LINUX, context())).isEmpty();
    list = Samples.NO_INSTANCE;
    assertThat(machine.preference(Platform.MACOS, context())).isEmpty();
    list = new Result(127, "", "");
    assertThat(machine.preference(Platform.MACOS, context())).isEmpty();
  }

  @Test
  void theDoctorLooksAtEachLink() throws IOException {
    guest = new Result(0, "addr 3: lima0    inet 127.0.0.77/24 x\nbridge 172.17.0.1 \n", "");
    assertThat(machine.diagnose(context()))
        .extracting(Finding::code, Finding::severity, Finding::what)
        .containsExactly(
            fine("lima", "Lima 2.0.3 is installed"),
            fine("lima-vm", "the VM dusty runs"),
            fine("lima-ssh", "ssh to the VM answers"),
            fine(
                "lima-network",
                "the VM has the address 127.0.0.77, and reaches this computer at 127.0.0.1"),
            fine("lima-bridge", "containers reach the VM at 172.17.0.1"),
            fine("lima-engine", "Docker 28.5.1 answers"),
            fine("lima-disk", "the disk of the VM has 91.8 of 96.7 GiB free"));
  }

  @Test
  void aDockerThatIsMissingHereHidesNothingElse() throws IOException {
    docker = () -> new Result(127, "", "docker: not found\n");
    Finding finding = findingOfDocker();
    assertThat(finding.code()).isEqualTo("docker-missing");
    assertThat(finding.fixable()).isFalse();
  }

  @Test
  void anEngineThatHangsHidesNothingElse() throws IOException {
    docker =
        () -> {
          throw new UserError("time-limit", "'docker version' was ended", "");
        };
    Finding finding = findingOfDocker();
    assertThat(finding.code()).isEqualTo("lima-engine");
    assertThat(finding.what()).endsWith("it gave no answer within 15 seconds");
    assertThat(finding.fixable()).isTrue();
  }

  @Test
  void anEngineThatIsNotReachedIsToldInItsLastLine() throws IOException {
    docker = () -> new Result(1, "", "Cannot connect to the Docker daemon\n");
    assertThat(findingOfDocker().what())
        .isEqualTo(
            "docker here does not reach the engine in the VM: Cannot connect to the Docker daemon");
  }

  /** Returns the finding between all others, with which nothing is wrong. */
  private Finding findingOfDocker() throws IOException {
    List<Finding> findings = machine.diagnose(context());
    assertThat(findings)
        .extracting(Finding::code)
        .startsWith("lima", "lima-vm", "lima-ssh", "lima-network", "lima-bridge")
        .endsWith("lima-disk")
        .hasSize(7);
    assertThat(findings.get(5).severity()).isEqualTo(Severity.BROKEN);
    return findings.get(5);
  }

  @Test
  void aDiskThatIsNotThereHidesNothingElse() throws IOException {
    df = new Result(1, "", "df: /persist: No such file or directory\n");
    List<Finding> findings = machine.diagnose(context());
    assertThat(findings).extracting(Finding::code).contains("lima-engine").endsWith("vm-command");
    assertThat(findings.get(6).fixable()).isTrue();
  }

  private static Tuple fine(String code, String what) {
    return Tuple.tuple(code, Severity.FINE, what);
  }

  @Test
  void aVmThatIsNotThereIsNothingBad() throws IOException {
    list = Samples.NO_INSTANCE;
    assertThat(machine.diagnose(context()))
        .extracting(Finding::what)
        .containsExactly(
            "Lima 2.0.3 is installed", "there is no VM dusty yet; 'dusty up' makes it");
  }

  @Test
  void anotherMemorySizeIsPointedOut() throws IOException {
    list = Samples.output("list-stopped.json");
    assertThat(machine.diagnose(context()))
        .extracting(Finding::severity, Finding::what)
        .last()
        .isEqualTo(
            Tuple.tuple(Severity.WARNING, "the VM has 4096 MB of memory, and 2048 are configured"));
  }

  @Test
  void aVmThatDoesNotAnswerIsBrokenAndCanBeFixed() throws IOException {
    guest = new Result(255, "", "ssh: connect to host 127.0.0.1 port 60906: Connection refused\n");
    List<Finding> findings = machine.diagnose(context());
    Finding last = findings.get(findings.size() - 1);
    assertThat(last.code()).isEqualTo("vm-unreachable");
    assertThat(last.severity()).isEqualTo(Severity.BROKEN);
    assertThat(last.fixable()).isTrue();
  }

  @Test
  void aMissingLimaIsBroken() throws IOException {
    FakeContext context =
        new FakeContext(home).with(Processes.answering(command -> new Result(127, "", "")));
    assertThat(machine.diagnose(context))
        .extracting(Finding::code, Finding::severity)
        .containsExactly(Tuple.tuple("lima-missing", Severity.BROKEN));
  }

  @Test
  void aFixOfTheHostKeyForgetsTheFormerOneAndLeavesTheVmAlone() throws IOException {
    guest = new Result(255, "", "Host key verification failed.\n");
    FakeContext context = context();
    Path keys = context.files().state().resolve("ssh/known_hosts");
    Finding finding = machine.diagnose(context).get(2);
    Files.createDirectories(keys.getParent());
    Files.writeString(keys, "dusty ssh-ed25519 A\n");
    assertThat(finding.code()).isEqualTo("vm-host-key");
    assertThat(finding.fixable()).isTrue();
    int before = asked().size();
    machine.fix(context, finding);
    assertThat(keys).doesNotExist();
    assertThat(asked()).hasSize(before);
  }

  @Test
  void aFixStopsTheVmAndStartsItAnew() throws IOException {
    machine.fix(context(), Finding.broken("lima-engine", "", "", ""));
    assertThat(programs()).startsWith("limactl list", "limactl stop", "limactl list");
  }
}
