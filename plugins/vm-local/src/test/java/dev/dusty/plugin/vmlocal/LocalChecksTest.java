package dev.dusty.plugin.vmlocal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.dusty.api.Settings;
import dev.dusty.api.machine.DiskUsage;
import dev.dusty.api.step.Finding;
import dev.dusty.api.step.Finding.Severity;
import dev.dusty.api.step.ProcessRunner.Result;
import dev.dusty.testkit.FakeContext;
import dev.dusty.testkit.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalChecksTest {

  private static final long GIB = 1L << 30;

  @TempDir Path folder;

  private List<Finding> findings(Result version, Settings settings) throws IOException {
    FakeContext context =
        new FakeContext(folder).with(Processes.answering(command -> version)).with(settings);
    return new LocalMachine(Map.of("DOCKER_HOST", "unix:///run/test.sock")).diagnose(context);
  }

  private List<Finding> findings(String version) throws IOException {
    return findings(new Result(0, version + "\n", ""), Settings.DEFAULTS);
  }

  @Test
  void aHealthyComputerIsFine() throws IOException {
    assertThat(findings("20.10.24+dfsg1"))
        .extracting(Finding::code, Finding::severity)
        .contains(
            tuple("docker", Severity.FINE),
            tuple("local-address", Severity.FINE),
            tuple("folders", Severity.FINE));
    assertThat(folder.resolve("persist")).doesNotExist();
  }

  @Test
  void anOldEngineIsWarnedAbout() throws IOException {
    assertThat(findings("20.9.1").get(0).code()).isEqualTo("docker-old");
    assertThat(findings("19.03.15").get(0).code()).isEqualTo("docker-old");
    assertThat(findings("28.2.2").get(0).code()).isEqualTo("docker");
  }

  @Test
  void whatIsBrokenIsToldWithoutStoppingAtTheFirst() throws IOException {
    Files.createFile(folder.resolve("persist"));
    Settings settings = new Settings(Map.of("local_address", "192.0.2.1"));
    assertThat(findings(new Result(1, "", "Cannot connect to the Docker daemon\n"), settings))
        .filteredOn(finding -> finding.severity() == Severity.BROKEN)
        .extracting(Finding::code)
        .containsExactly("docker-down", "local-address", "folders");
  }

  private List<Finding> findings(String bridge, String root) throws IOException {
    Processes docker =
        Processes.answering(
            command ->
                new Result(
                    0,
                    command.argv().contains("network")
                        ? bridge + "\n"
                        : command.argv().contains("info") ? root + "\n" : "20.10.24\n",
                    ""));
    FakeContext context = new FakeContext(folder).with(docker);
    return new LocalMachine(Map.of("DOCKER_HOST", "unix:///run/test.sock")).diagnose(context);
  }

  @Test
  void aBridgeThatThisComputerDoesNotHaveIsToldOf() throws IOException {
    assertThat(findings("192.0.2.7", "/nowhere"))
        .filteredOn(finding -> finding.severity() == Severity.BROKEN)
        .extracting(Finding::what)
        .containsExactly("this computer does not have the address 192.0.2.7 of Docker's bridge");
    assertThat(findings("127.0.0.1", "/nowhere"))
        .extracting(Finding::code)
        .contains("bridge")
        .doesNotContain("bridge-address");
  }

  @Test
  void eachDiskIsLookedAtOnce() throws IOException {
    assertThat(findings("127.0.0.1", folder.toString()))
        .filteredOn(finding -> finding.code().startsWith("disk"))
        .hasSize(1);
  }

  @Test
  void aDiskIsNearlyFullBelowTwoGibibytesOrATenth() {
    assertThat(LocalChecks.isNearlyFull(new DiskUsage("/", 10 * GIB, 2 * GIB - 1))).isTrue();
    assertThat(LocalChecks.isNearlyFull(new DiskUsage("/", 10 * GIB, 2 * GIB))).isFalse();
    assertThat(LocalChecks.isNearlyFull(new DiskUsage("/", 100 * GIB, 10 * GIB - 1))).isTrue();
    assertThat(LocalChecks.isNearlyFull(new DiskUsage("/", 100 * GIB, 10 * GIB))).isFalse();
  }
}
