package dev.dusty.plugin.vmboot2docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dusty.plugin.vmboot2docker.VmInfo.HostOnlyAdapter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read from what the tools write. */
class SamplesTest {

  private static final HostOnlyAdapter FIRST = new HostOnlyAdapter("vboxnet0", "08:00:27:44:f0:6c");

  private static VmInfo info(String name) {
    return VmInfo.parse(Samples.read("showvminfo-" + name + ".txt"));
  }

  @ParameterizedTest
  @CsvSource({
    "running, running, 2048, false",
    "stopped, poweroff, 1024, true",
    "saved, saved, 1024, false",
    "aborted, aborted, 2048, true"
  })
  void theStateAndMemoryOfAVmAreFound(String sample, String state, int memory, boolean isOff) {
    VmInfo info = info(sample);
    assertThat(info.state()).isEqualTo(state);
    assertThat(info.memory()).isEqualTo(memory);
    assertThat(info.isOff()).isEqualTo(isOff);
    assertThat(info.uuid()).isEqualTo("7a1c8f0e-5a44-4a5b-9d39-2f1f5c0d7b11");
    assertThat(info.sshPort()).hasValue(51822);
    assertThat(info.adapters()).containsExactly(FIRST);
  }

  @Test
  void allHostOnlyAdaptersAreFound() {
    assertThat(info("two-adapters").adapters())
        .containsExactly(new HostOnlyAdapter("vboxnet1", "08:00:27:1a:2b:3c"), FIRST);
  }

  @Test
  void theNetworksOfVirtualBoxSevenAreFound() {
    VmInfo info = info("virtualbox-7");
    assertThat(info.adapters())
        .containsExactly(new HostOnlyAdapter("docker-machine", "08:00:27:44:f0:6c"));
    assertThat(info.sshPort()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"running", "two-adapters", "virtualbox-7"})
  void theAddressIsThatOfTheAdapterThatHasOne(String sample) {
    Interfaces interfaces = Interfaces.parse(Samples.read("ip-addr.txt"));
    assertThat(interfaces.of(info(sample))).contains("192.168.99.100");
    assertThat(interfaces.bridge()).contains("172.17.42.1");
  }

  @Test
  void aVmWithoutAddressHasNone() {
    Interfaces interfaces = Interfaces.parse(Samples.read("ip-addr-no-address.txt"));
    assertThat(interfaces.of(info("running"))).isEqualTo(Optional.empty());
    assertThat(interfaces.bridge()).isEmpty();
  }

  @Test
  void theEnvironmentIsReadFromItsExports() {
    assertThat(DockerMachine.environment(Samples.read("env.txt")))
        .isEqualTo(
            Map.of(
                "DOCKER_TLS_VERIFY",
                "1",
                "DOCKER_HOST",
                "tcp://192.168.99.100:2376",
                "DOCKER_CERT_PATH",
                "/Users/ann o'/.docker/machine/machines/dusty",
                "DOCKER_MACHINE_NAME",
                "dusty"));
  }

  @ParameterizedTest
  @CsvSource({"env-other-address.txt, true", "env-no-docker.txt, false"})
  void whatIsWrongWithTheCertificatesIsTold(String sample, boolean isOfCertificates) {
    assertThat(Said.isOfCertificates(Samples.read(sample))).isEqualTo(isOfCertificates);
  }

  @Test
  void theReasonOfAFailureIsItsOwnLine() {
    assertThat(Said.reason(Samples.read("start-network-failed.txt")))
        .isEqualTo("Could not find Host Interface Networking driver! Please reinstall");
    String virtualization = Samples.read("create-no-virtualization.txt");
    assertThat(Said.reason(virtualization)).startsWith("Error with pre-create check");
    assertThat(Said.remedy(virtualization, "dusty")).contains("firmware");
    assertThat(Said.remedy("Docker machine \"dusty\" already exists", "dusty"))
        .contains("docker-machine rm -f dusty");
  }

  @Test
  void aNetworkThatVirtualBoxDoesNotAllowIsToldWithBothWaysOut() {
    String denied = Samples.read("create-network-denied.txt");
    assertThat(Said.reason(denied)).startsWith("Code E_ACCESSDENIED (0x80070005)");
    assertThat(Said.remedy(denied, "box"))
        .contains(
            "'* 192.168.99.0/24' to /etc/vbox/networks.conf",
            "'docker-machine rm -f box'",
            "'--virtualbox-hostonly-cidr 192.168.56.1/24'");
    assertThat(Said.remedy("VBoxManage: error: Code E_ACCESSDENIED (0x80070005)", "box"))
        .doesNotContain("networks.conf");
  }

  @Test
  void linesThatAreNoneAreLeftOut() {
    assertThat(VmInfo.parse("WARNING: The vboxdrv kernel module is not loaded.\n\n").adapters())
        .isEqualTo(List.of());
    assertThat(DockerMachine.environment("unset DOCKER_HOST\nexport NO_PROXY=\"x\"\n")).isEmpty();
  }
}
