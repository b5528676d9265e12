package dev.dusty.plugin.vmboot2docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dusty.api.Settings;
import dev.dusty.api.step.Finding;
import dev.dusty.api.step.Finding.Severity;
import dev.dusty.testkit.FakeContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code dusty doctor} shows of the VM, and how it mends it. */
class VmChecksTest {

  @TempDir private Path folder;

  private final Boot2dockerMachine machine = new Boot2dockerMachine();

  private FakeContext context(FakeTools tools) {
    return new FakeContext(folder).with(tools.processes);
  }

  private static Finding last(List<Finding> findings) {
    return findings.get(findings.size() - 1);
  }

  @Test
  void allIsFineWhereAllIs() throws IOException {
    FakeTools tools = FakeTools.running();
    assertThat(machine.diagnose(context(tools)))
        .allMatch(finding -> finding.severity() == Severity.FINE)
        .extracting(Finding::code)
        .containsExactly("docker-machine", "vm", "vm-disk", "vm-address", "vm-docker");
    assertThat(tools.lines()).noneMatch(line -> line.contains("start") || line.contains("mkdir"));
  }

  @Test
  void aVmThatIsOffIsNoFault() throws IOException {
    FakeTools tools = FakeTools.running().answers("VBoxManage list runningvms", "");
    Finding finding = last(machine.diagnose(context(tools)));
    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
    assertThat(finding.what()).isEqualTo("the VM 'dusty' does not run");
  }

  @Test
  void missingToolsAreTold() throws IOException {
    FakeTools tools = FakeTools.running().fails("VBoxManage", 127, "not found\n");
    Finding finding = last(machine.diagnose(context(tools)));
    assertThat(finding.severity()).isEqualTo(Severity.BROKEN);
    assertThat(finding.what()).isEqualTo("VBoxManage is not installed");
  }

  @Test
  void anotherMemoryThanConfiguredIsTold() throws IOException {
    FakeContext context =
        context(FakeTools.running()).with(new Settings(Map.of("vm_memory_size", "4096")));
    assertThat(machine.diagnose(context))
        .extracting(Finding::what)
        .contains("the VM has 2048 MB of memory, and 4096 are configured");
  }

  @Test
  void aVmWithoutAddressGetsItsNetworkMadeAnew() throws IOException {
    FakeTools tools =
        FakeTools.running()
            .answers("vm: exec ip addr", Samples.read("ip-addr-no-address.txt"))
            .fails("docker-machine ip", 1, "IP address is not set\n");
    FakeContext context = context(tools);
    Finding finding = last(machine.diagnose(context));
    assertThat(finding.code()).isEqualTo("vm-no-address");
    assertThat(finding.fixable()).isTrue();
    machine.fix(context, finding);
    assertThat(tools.lines())
        .containsSubsequence(
            "docker-machine stop dusty",
            "VBoxManage hostonlyif remove vboxnet0",
            "docker-machine start dusty",
            "docker-machine regenerate-certs -f dusty");
  }

  @Test
  void aVmThatDoesNotAnswerIsStartedAnew() throws IOException {
    FakeTools tools =
        FakeTools.running().fails("vm: exec df", 255, "ssh: connect to host: Connection refused\n");
    FakeContext context = context(tools);
    Finding finding = last(machine.diagnose(context));
    assertThat(finding.code()).isEqualTo("vm-unreachable");
    machine.fix(context, finding);
    assertThat(tools.lines()).contains("docker-machine start dusty");
  }

  @Test
  void certificatesOfAnotherAddressAreMadeAnew() throws IOException {
    FakeTools tools =
        FakeTools.running()
            .failsOnce("docker-machine env", 1, Samples.read("env-other-address.txt"));
    FakeContext context = context(tools);
    Finding finding = last(machine.diagnose(context));
    assertThat(finding.code()).isEqualTo("vm-certificates");
    machine.fix(context, finding);
    assertThat(tools.lines())
        .contains("docker-machine regenerate-certs -f dusty")
        .doesNotContain("docker-machine stop dusty");
  }

  @ParameterizedTest
  @CsvSource({
    "vm: exec df, 1, df: No space left on device, vm-disk-full",
    "docker-machine env, 127, not found, vm-tool-missing"
  })
  void whatCannotBeMendedIsNotOffered(String call, int code, String errors, String found)
      throws IOException {
    FakeContext context = context(FakeTools.running().fails(call, code, errors + "\n"));
    Finding finding = last(machine.diagnose(context));
    assertThat(finding.code()).isEqualTo(found);
    assertThat(finding.severity()).isEqualTo(Severity.BROKEN);
    assertThat(finding.fixable()).isFalse();
  }

  @Test
  void aNearlyFullDiskIsTold() throws IOException {
    FakeTools tools =
        FakeTools.running()
            .answers(
                "vm: exec df",
                "Filesystem 1024-blocks Used Available Capacity Mounted on\n"
                    + "/dev/sda1 19195136 18503972 673504 97% /mnt/sda1\n");
    assertThat(machine.diagnose(context(tools)))
        .filteredOn(finding -> finding.severity() == Severity.WARNING)
        .extracting(Finding::what)
        .containsExactly("the VM's disk at /mnt/sda1 has 0.6 of 18.3 GiB free");
  }
}
