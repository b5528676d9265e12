package dev.dusty.plugin.vmboot2docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dusty.api.Settings;
import dev.dusty.api.UserError;
import dev.dusty.api.compile.Site;
import dev.dusty.api.machine.DiskUsage;
import dev.dusty.api.machine.Machine.State;
import dev.dusty.api.machine.Platform;
import dev.dusty.api.step.Command;
import dev.dusty.api.step.Command.Identity;
import dev.dusty.api.step.ProcessRunner;
import dev.dusty.testkit.FakeContext;
import dev.dusty.testkit.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the machine asks its tools, and what it makes of the answers. */
class Boot2dockerMachineTest {

  private static final String NONE_RUNS = "\"default\" {3b0e7a1e-6d3c-4f0b-9a3d-0c9b43a0f9a1}\n";

  @TempDir private Path folder;

  private final Boot2dockerMachine machine = new Boot2dockerMachine();

  private FakeContext context(FakeTools tools) {
    return new FakeContext(folder).with(tools.processes);
  }

  private static FakeTools stopped(String sample) {
    return FakeTools.running()
        .answers("VBoxManage list runningvms", NONE_RUNS)
        .answers(
            "VBoxManage showvminfo",
            Samples.read("showvminfo-" + sample + ".txt"),
            Samples.read("showvminfo-running.txt"));
  }

  private static List<String> ofTools(FakeTools tools) {
    return tools.lines().stream()
        .filter(line -> !line.startsWith("vm: ") && !line.startsWith("ssh "))
        .toList();
  }

  private static void assertCode(String code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .asInstanceOf(InstanceOfAssertFactories.type(UserError.class))
        .returns(code, UserError::code);
  }

  @Test
  void theStateIsAskedFromVirtualBoxAlone() {
    FakeTools tools = FakeTools.running();
    assertThat(machine.state(context(tools))).isEqualTo(State.RUNNING);
    assertThat(tools.lines()).containsExactly("VBoxManage list runningvms");
    assertThat(machine.state(context(tools.answers("VBoxManage list runningvms", NONE_RUNS))))
        .isEqualTo(State.STOPPED);
    tools.answers("VBoxManage list vms", Samples.read("list-vms-absent.txt"));
    assertThat(machine.state(context(tools))).isEqualTo(State.ABSENT);
  }

  @Test
  void aVmThatIsNotThereIsMade() throws IOException {
    FakeTools tools =
        FakeTools.running()
            .answers("VBoxManage list runningvms", NONE_RUNS)
            .answers("VBoxManage list vms", Samples.read("list-vms-absent.txt"));
    FakeContext context = context(tools);
    machine.start(
        context.with(
            new Settings(
                Map.of(
                    "vm_memory_size", "4096",
                    "boot2docker_url", "https://example.com/b2d.iso",
                    "machine_options", "--virtualbox-disk-size  40000"))));
    assertThat(ofTools(tools))
        .containsExactly(
            "VBoxManage list runningvms",
            "VBoxManage list vms",
            "docker-machine create --driver virtualbox --virtualbox-cpu-count -1"
                + " --virtualbox-memory 4096 --virtualbox-boot2docker-url"
                + " https://example.com/b2d.iso --virtualbox-hostonly-nictype 82540EM"
                + " --virtualbox-disk-size 40000 dusty",
            "VBoxManage showvminfo dusty --machinereadable",
            "docker-machine env dusty --shell bash");
    assertThat(context.lines()).containsExactly("Making the VM 'dusty', which takes some minutes.");
  }

  @Test
  void aVmThatIsOffIsConfiguredAndStarted() throws IOException {
    FakeTools tools = stopped("stopped");
    FakeContext context = context(tools);
    machine.start(context);
    assertThat(ofTools(tools))
        .containsSubsequence(
            "VBoxManage modifyvm dusty --natdnshostresolver1 on",
            "VBoxManage modifyvm dusty --natnet1 10.174.249/24",
            "VBoxManage modifyvm dusty --memory 2048",
            "docker-machine start dusty",
            "docker-machine env dusty --shell bash");
    assertThat(context.lines())
        .containsExactly(
            "Starting the VM 'dusty'.", "The VM gets 2048 MB of memory instead of 1024.");
  }

  @Test
  void aVmThatWasKilledIsStartedWithItsMemoryAsItIs() throws IOException {
    FakeTools tools = stopped("aborted");
    machine.start(context(tools));
    assertThat(ofTools(tools))
        .contains("docker-machine start dusty")
        .noneMatch(line -> line.contains("--memory"));
  }

  @Test
  void aSavedVmIsWokenUpAndNotConfiguredWhichIsTold() throws IOException {
    FakeTools tools = stopped("saved");
    FakeContext context = context(tools);
    machine.start(context);
    assertThat(context.warnings())
        .containsExactly(
            "The VM was saved with 1024 MB of memory, and keeps them until 'dusty shutdown' and"
                + " 'dusty up'; 2048 are configured.");
    assertThat(ofTools(tools))
        .contains("docker-machine start dusty")
        .noneMatch(line -> line.contains("modifyvm"));
  }

  @Test
  void aSavedVmWithTheConfiguredMemoryGetsNoWarning() throws IOException {
    FakeContext context =
        context(stopped("saved")).with(new Settings(Map.of("vm_memory_size", "1024")));
    machine.start(context);
    assertThat(context.warnings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "paused, VBoxManage controlvm dusty resume",
    "gurumeditation, VBoxManage controlvm dusty poweroff"
  })
  void aVmThatStandsStillIsWokenUp(String state, String call) throws IOException {
    String running = Samples.read("showvminfo-running.txt");
    FakeTools tools =
        FakeTools.running()
            .answers(
                "VBoxManage showvminfo",
                running.replace("VMState=\"running\"", "VMState=\"" + state + "\""),
                running);
    machine.start(context(tools));
    assertThat(tools.lines()).contains(call);
  }

  @Test
  void onARunningVmTheEnvironmentIsAskedOnce() throws IOException {
    FakeTools tools = FakeTools.running();
    machine.start(context(tools));
    machine.start(context(tools));
    assertThat(machine.dockerEnvironment(context(tools)))
        .containsEntry("DOCKER_HOST", "tcp://192.168.99.100:2376");
    assertThat(tools.lines().stream().filter(line -> line.startsWith("docker-machine env")))
        .hasSize(1);
    assertThat(tools.lines()).noneMatch(line -> line.startsWith("docker-machine start"));
  }

  @Test
  void theWayToTheVmIsFoundOutOnceForManyCommands() throws IOException {
    FakeTools tools = FakeTools.running();
    FakeContext context = context(tools);
    for (int i = 0; i < 3; i++) {
      machine.run(context, Command.of(Identity.ROOT, Duration.ofSeconds(9), "id"));
    }
    assertThat(tools.lines())
        .containsExactly(
            "VBoxManage showvminfo dusty --machinereadable",
            "vm: exec sudo -n -- id",
            "vm: exec sudo -n -- id",
            "vm: exec sudo -n -- id");
    assertThat(tools.processes.commands()).allMatch(c -> c.identity() == Identity.USER);
  }

  @Test
  void siteAndDiskAreFound() throws IOException {
    FakeContext context = context(FakeTools.running());
    assertThat(machine.site(context)).isEqualTo(Site.at("192.168.99.100", "172.17.42.1"));
    assertThat(machine.diskUsage(context))
        .isEqualTo(new DiskUsage("/mnt/sda1", 19195136L * 1024, 17673504L * 1024));
  }

  /** The loopback network stands for the host-only one: this computer is in it for certain. */
  @ParameterizedTest
  @ValueSource(strings = {"two-adapters", "virtualbox-7"})
  void thisComputersAddressIsThatBesideTheVms(String sample) throws IOException {
    FakeTools tools =
        FakeTools.running()
            .answers("VBoxManage showvminfo", Samples.read("showvminfo-" + sample + ".txt"))
            .answers("docker-machine inspect", Samples.read("inspect-generic.json"))
            .answers(
                "vm: exec ip addr",
                Samples.read("ip-addr.txt").replace("192.168.99.100", "127.0.0.77"))
            .answers("vm: exec sh -c 'echo", "10.0.2.2 50000 10.0.2.15 22\n");
    assertThat(machine.hostAddress(context(tools))).contains("127.0.0.1");
  }

  @Test
  void whereTheyShareNoNetworkItIsTheOneThatTheVmsSshServerSees() throws IOException {
    FakeTools tools =
        FakeTools.running()
            .answers(
                "vm: exec ip addr",
                // Of the range for documentation.
                Samples.read("ip-addr.txt").replace("192.168.99.100", "203.0.113.100"))
            .answers("vm: exec sh -c 'echo", "10.0.2.2 50000 10.0.2.15 22\n");
    assertThat(machine.hostAddress(context(tools))).contains("10.0.2.2");
  }

  @Test
  void withoutAHostOnlyAddressDockerMachineIsAsked() throws IOException {
    FakeTools tools =
        FakeTools.running()
            .answers("vm: exec ip addr", Samples.read("ip-addr.txt").replace("192.168.99.100", "x"))
            .answers("docker-machine ip dusty", "192.168.99.105\n");
    assertThat(machine.site(context(tools)).vmIp()).isEqualTo("192.168.99.105");
  }

  @Test
  void anAddressThatComesLaterIsWaitedFor() throws IOException {
    FakeTools tools =
        stopped("stopped")
            .answers(
                "vm: exec ip addr",
                Samples.read("ip-addr-no-address.txt"),
                Samples.read("ip-addr.txt"))
            .fails("docker-machine ip", 1, "IP address is not set\n");
    machine.start(context(tools));
    assertThat(machine.site(context(tools)).vmIp()).isEqualTo("192.168.99.100");
  }

  @Test
  void aDockerThatStartsIsWaitedForBeforeItIsAskedForItsBridge() throws IOException {
    FakeTools tools =
        stopped("stopped")
            .answers("vm: exec ip addr", Samples.read("ip-addr.txt").replace("docker0", "none"))
            .failsOnce("docker-machine env", 1, Samples.read("env-no-docker.txt"))
            .answers("vm: exec sudo -n -- docker network", "172.30.0.1 \n");
    FakeContext context = context(tools);
    machine.start(context);
    assertThat(tools.lines()).noneMatch(line -> line.contains("docker network"));
    assertThat(machine.site(context).bridgeIp()).isEqualTo("172.30.0.1");
  }

  @Test
  void certificatesOfAnotherAddressAreMadeAnewByTheStart() throws IOException {
    FakeTools tools =
        FakeTools.running()
            .failsOnce("docker-machine env", 1, Samples.read("env-other-address.txt"));
    FakeContext context = context(tools);
    machine.start(context);
    assertThat(ofTools(tools))
        .containsSubsequence(
            "docker-machine env dusty --shell bash",
            "docker-machine regenerate-certs -f dusty",
            "docker-machine env dusty --shell bash");
    assertThat(context.lines())
        .containsExactly("The address of the VM has changed: making Docker's certificates anew.");
  }

  @Test
  void whatAsksWithoutAStartIsToldOfSuchCertificates() {
    FakeContext context =
        context(
            FakeTools.running()
                .fails("docker-machine env", 1, Samples.read("env-other-address.txt")));
    assertCode("vm-certificates", () -> machine.dockerEnvironment(context));
  }

  @Test
  void rsyncIsInstalledByTheLoginUserWhereItIsMissing() throws IOException {
    FakeTools tools = FakeTools.running().answers("vm: exec sudo -n -- sh -c", "tce-load\n");
    machine.start(context(tools));
    assertThat(tools.lines()).contains("vm: exec tce-load -wi rsync");
  }

  @Test
  void whatSurvivesIsOnTheDiskWhereverItIsMounted() throws IOException {
    FakeTools tools =
        FakeTools.running()
            .answers(
                "vm: exec cat /proc/mounts",
                "tmpfs / tmpfs rw 0 0\n/dev/vda1 /mnt/vda1 ext4 rw 0 0\n");
    machine.start(context(tools));
    assertThat(tools.lines())
        .filteredOn(line -> line.startsWith("vm: exec sudo -n -- sh -c"))
        .singleElement()
        .asString()
        .endsWith(" sh /mnt/vda1 /persist /persist/dusty_assets /dusty_repos /command_files /cp");
  }

  @Test
  void aVmWithItsRootOnADiskKeepsAllThere() throws IOException {
    FakeTools tools =
        FakeTools.running().answers("vm: exec cat /proc/mounts", "/dev/sda1 / ext4 rw 0 0\n");
    machine.start(context(tools));
    assertThat(tools.lines())
        .anyMatch(line -> line.contains(" sh '' /persist /persist/dusty_assets "));
  }

  @Test
  void aVmThatWouldForgetAllIsRefusedAndLeftAsItIs() {
    FakeTools tools =
        FakeTools.running().answers("vm: exec cat /proc/mounts", "tmpfs / tmpfs rw 0 0\n");
    assertCode("vm-no-disk", () -> machine.start(context(tools)));
    assertThat(tools.lines()).noneMatch(line -> line.contains("mkdir"));
  }

  @Test
  void aVmWithoutNetworkCannotInstallRsync() {
    FakeContext context =
        context(
            FakeTools.running()
                .answers("vm: exec sudo -n -- sh -c", "tce-load\n")
                .fails("vm: exec tce-load", 1, "wget: bad address 'repo.tinycorelinux.net'\n"));
    assertThatThrownBy(() -> machine.start(context))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("bad address");
  }

  @Test
  void stoppingEndsTheConnectionAndThenTheVm() throws IOException {
    FakeTools tools = FakeTools.running();
    FakeContext context = context(tools);
    machine.site(context);
    machine.stop(context);
    assertThat(tools.lines())
        .containsSubsequence(
            "ssh -F " + folder.resolve("state/ssh_config") + " -O exit vm",
            "docker-machine stop dusty");
  }

  @Test
  void aVmThatDoesNotStopIsSwitchedOff() throws IOException {
    FakeTools tools = FakeTools.running().fails("docker-machine stop", 1, "timed out\n");
    machine.stop(context(tools));
    assertThat(tools.lines()).contains("docker-machine kill dusty");
  }

  @Test
  void anotherDriverIsAskedThroughDockerMachineAlone() throws IOException {
    FakeTools tools =
        FakeTools.running()
            .fails("VBoxManage", 127, "not found\n")
            .answers("docker-machine status", "Running\n")
            .answers("docker-machine inspect", Samples.read("inspect-generic.json"))
            .answers("docker-machine ip", "10.0.7.20\n")
            .answers("vm: exec sh -c 'echo", "10.0.7.1 50000 10.0.7.20 2022\n");
    FakeContext context =
        context(tools).with(new Settings(Map.of("machine_driver", "generic", "vm_name", "box")));
    machine.start(context);
    assertThat(machine.site(context).vmIp()).isEqualTo("10.0.7.20");
    assertThat(machine.hostAddress(context)).contains("10.0.7.1");
    assertThat(folder.resolve("state/ssh_config"))
        .content()
        .contains("HostName 10.0.7.20\n", "Port 2022\n", "User ann\n", "machines/dusty/id_rsa");
    assertThat(tools.lines()).noneMatch(line -> line.startsWith("VBoxManage"));
  }

  @Test
  void aVmOfAnotherDriverThatIsMadeAnewMayHaveAnotherHostKey() throws IOException {
    FakeTools tools =
        FakeTools.running()
            .fails("docker-machine status", 1, "Docker machine \"dusty\" does not exist.\n")
            .answers("docker-machine ip", "10.0.7.20\n")
            .answers("docker-machine inspect", Samples.read("inspect-generic.json"));
    FakeContext context = context(tools).with(new Settings(Map.of("machine_driver", "generic")));
    Path keys = Files.createDirectory(folder.resolve("state/ssh")).resolve("known_hosts");
    Files.writeString(keys, "dusty-generic ssh-ed25519 of the former one\n");
    machine.start(context);
    assertThat(tools.lines()).contains("docker-machine create --driver generic dusty");
    assertThat(keys).doesNotExist();
  }

  @Test
  void aVmThatIsStartedAgainHasToHaveItsHostKey() throws IOException {
    FakeTools tools =
        FakeTools.running()
            .answers("docker-machine status", "Stopped\n")
            .answers("docker-machine ip", "10.0.7.20\n")
            .answers("docker-machine inspect", Samples.read("inspect-generic.json"));
    FakeContext context = context(tools).with(new Settings(Map.of("machine_driver", "generic")));
    Path keys = Files.createDirectory(folder.resolve("state/ssh")).resolve("known_hosts");
    Files.writeString(keys, "dusty-generic ssh-ed25519 of this one\n");
    machine.start(context);
    assertThat(tools.lines()).contains("docker-machine start dusty");
    assertThat(keys).exists();
  }

  @ParameterizedTest
  @CsvSource({
    "Running, RUNNING",
    "Stopped, STOPPED",
    "Saved, STOPPED",
    "Error, STOPPED",
  })
  void theStateOfAnotherDriverIsDockerMachines(String status, State state) {
    FakeTools tools = FakeTools.running().answers("docker-machine status", status + "\n");
    assertThat(machine.state(context(tools).with(new Settings(Map.of("machine_driver", "kvm")))))
        .isEqualTo(state);
  }

  @Test
  void aDriverThatTellsLittleIsReachedWhereDockerMachineSays() throws IOException {
    FakeTools tools =
        FakeTools.running()
            .answers("docker-machine inspect", Samples.read("inspect-kvm.json"))
            .answers("docker-machine ip", "192.168.122.5\n");
    FakeContext context = context(tools).with(new Settings(Map.of("machine_driver", "kvm")));
    machine.site(context);
    assertThat(folder.resolve("state/ssh_config"))
        .content()
        .contains(
            "HostName 192.168.122.5\n",
            "Port 22\n",
            "User docker\n",
            folder + "/.docker/machine/machines/dusty/id_rsa");
  }

  @Test
  void aKeyThatWouldWriteLinesOfSshsConfigurationIsNotTaken() throws IOException {
    FakeTools tools =
        FakeTools.running()
            .answers(
                "docker-machine inspect",
                Samples.read("inspect-generic.json")
                    .replace(
                        "/home/ann/.docker/machine/machines/dusty/id_rsa",
                        "/x\\\"\\nMatch exec \\\"id\\\"\\n#"));
    FakeContext context = context(tools).with(new Settings(Map.of("machine_driver", "generic")));
    assertCode("vm-unknown", () -> machine.site(context));
    assertThat(folder.resolve("state/ssh_config")).doesNotExist();
  }

  @Test
  void aVmThatIsReachedAtAnotherPortThanBeforeIsFound() throws IOException {
    FakeTools tools = FakeTools.running();
    FakeContext context = context(tools);
    machine.site(context);
    tools
        .answers(
            "VBoxManage showvminfo",
            Samples.read("showvminfo-running.txt").replace("51822", "51823"))
        .failsOnce("vm: exec df", 255, "ssh: connect to host: Connection refused\n");
    assertThat(machine.diskUsage(context).path()).isEqualTo("/mnt/sda1");
    assertThat(folder.resolve("state/ssh_config")).content().contains("Port 51823\n");
  }

  @Test
  void onMacOsItIsPreferredWhereDockerMachineIs() {
    FakeContext context = context(FakeTools.running());
    assertThat(machine.preference(Platform.MACOS, context)).hasValue(10);
    assertThat(machine.preference(Platform.LINUX, context)).isEmpty();
    FakeContext without =
        new FakeContext(folder)
            .with(Processes.answering(c -> new ProcessRunner.Result(127, "", "not found\n")));
    assertThat(machine.preference(Platform.MACOS, without)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"vm_name, a b", "machine_driver, --x", "vm_memory_size, 12", "vm_memory_size, -1"})
  void aSettingThatCannotBeUsedIsTold(String key, String value) {
    FakeContext context = context(FakeTools.running()).with(new Settings(Map.of(key, value)));
    assertCode("config-value", () -> machine.state(context));
  }
}
