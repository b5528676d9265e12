package dev.dusty.distribution.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dusty.distribution.bed.Background;
import dev.dusty.distribution.bed.GitRemotes;
import dev.dusty.distribution.bed.Specs;
import dev.dusty.distribution.bed.Trial;
import dev.dusty.distribution.bed.VirtualMachine;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens to a VM between one {@code up} and the next. Each test leaves all running. */
@ParameterizedClass(name = "{0}")
@ValueSource(strings = {VirtualMachine.NAME, VirtualMachine.LIMA})
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class VmTroubleIT {

  /** Of an emulated VM that boots. */
  private static final Duration SOON = Duration.ofMinutes(3);

  @Parameter private String machine;
  private GitRemotes remotes;
  private Trial trial;

  @BeforeParameterizedClassInvocation
  void setUp() {
    trial = Trial.start(machine, Map.of());
    remotes = new GitRemotes();
    var site = remotes.create("site");
    site.commit("index.html", "from the host\n");
    Specs specs =
        new Specs(remotes.create("specs"))
            .app(
                "site",
                """
                repo: %s
                mount: /site
                image: busybox
                host_forwarding:
                  - {host_name: site.test, host_port: 80, container_port: 8000}
                commands:
                  always: [exec httpd -f -p 8000 -h /site]
                compose:
                  stop_signal: SIGKILL
                  restart: always
                  volumes: [/persist/site:/data]
                """
                    .formatted(site.fileUrl()))
            .bundle("all", "site")
            .commit();
    trial.setUp(specs.remote().fileUrl()).activate("all");
  }

  @AfterParameterizedClassInvocation
  void end() {
    trial.close();
    remotes.close();
  }

  private String in(String script) {
    String id = trial.containers().getOrDefault("site", "");
    return trial.engine().docker("exec", id, "sh", "-c", script).orFail().out();
  }

  private void assertAllWorks() {
    assertThat(trial.web().await("site.test", "/", 200, SOON).body()).isEqualTo("from the host\n");
    assertThat(trial.hostsFile()).contains(trial.address() + " site.test");
    assertThat(in("cat /data/kept")).isEqualTo("kept\n");
  }

  @Test
  @Order(1)
  void upMakesTheVmAndLogsInOnce() {
    try (Background up = trial.background("up")) {
      assertThat(up.exitCode()).as(up.lines().toString()).isZero();
      System.out.println("'dusty up' from no VM at all to containers that run:");
      up.timedLines().forEach(System.out::println);
    }
    assertThat(trial.vm().runs()).isTrue();
    assertThat(trial.web().await("site.test", "/", 200, SOON).body()).isEqualTo("from the host\n");
    assertThat(trial.vm().logins()).as("logins by ssh").isEqualTo(1);
    in("echo kept > /data/kept");
  }

  @Test
  @Order(2)
  void shutdownStopsTheVmAndUpStartsItWithItsData() {
    trial.dusty("config", "set", "vm_memory_size", "1280").orFail();
    trial.dusty("shutdown").orFail();
    assertThat(trial.vm().runs()).isFalse();
    for (String command : List.of("status", "logs site")) {
      assertThat(trial.dusty(command.split(" ")).err())
          .isEqualTo(
              "dusty: machine '%s' does not run\nrun 'dusty up', which starts it\n"
                  .formatted(machine));
    }
    trial.up("--no-pull");
    assertAllWorks();
    assertThat(Integer.parseInt(trial.vm().inside("free -m | awk '/^Mem/ {print $2}'").strip()))
        .as("its memory in MB, without the kernel's")
        .isBetween(1100, 1280);
  }

  @Test
  @Order(3)
  void aVmThatGotAnotherAddressAfterItWasKilledIsFoundThere() {
    trial.vm().kill();
    trial.vm().giveOtherAddress();
    trial.up("--no-pull");
    assertThat(trial.address()).isEqualTo("192.168.99.101");
    assertAllWorks();
  }

  @Test
  @Order(4)
  void aVmThatRebootsAndGetsAnotherAddressIsFoundThere() {
    trial.vm().giveOtherAddress();
    trial.vm().reboot();
    trial.up("--no-pull");
    assertThat(trial.address()).isEqualTo("192.168.99.100");
    assertAllWorks();
  }
}
