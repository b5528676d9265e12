package dev.dusty.plugin.compose;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListenersTest {

  private static final String SS =
      """
      LISTEN 0      4096   172.17.0.1:80 0.0.0.0:* users:(("docker-proxy",pid=11,fd=4))
      LISTEN 0      511    127.0.0.1:80  0.0.0.0:* users:(("nginx",pid=12,fd=6),("nginx",pid=9,fd=6))
      LISTEN 0      4096       [::1]:80     [::]:* users:(("six",pid=13,fd=4))
      LISTEN 0      4096   127.0.0.53%lo:80 0.0.0.0:* users:(("resolver",pid=14,fd=4))
      LISTEN 0      4096           *:443       *:* users:(("everywhere",pid=15,fd=4))
      LISTEN 0      50     [::ffff:127.0.0.2]:80 *:* users:(("java",pid=16,fd=7))
      LISTEN 0      4096   127.0.0.9:80  0.0.0.0:*
      """;

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 80, the process nginx (pid 12)",
    "::1, 80, the process six (pid 13)",
    "127.0.0.2, 80, the process java (pid 16)",
    "127.0.0.53, 80, the process resolver (pid 14)",
    "127.0.0.1, 443, the process everywhere (pid 15)"
  })
  void whoIsInTheWayIsToldFromOthersAtThatPort(String address, int port, String process) {
    assertThat(Listeners.inSs(SS, new Endpoint(address, port))).contains(process);
  }

  @ParameterizedTest
  @ValueSource(strings = {"172.17.0.1", ""})
  void theContainerOfAnotherEngineIsToldAsOne(String address) {
    assertThat(Listeners.inSs(SS, new Endpoint(address, 80)))
        .contains("a container of another Docker engine on this computer (docker-proxy, pid 11)");
  }

  @Test
  void aProcessThatMayNotBeSeenIsNotGuessed() {
    assertThat(Listeners.inSs(SS, new Endpoint("127.0.0.9", 80))).isEmpty();
    assertThat(Listeners.inSs(SS, new Endpoint("127.0.0.8", 80))).isEmpty();
  }

  @Test
  void lsofTellsItByFields() {
    String fields = "p21\ncfirst\nf3\nn127.0.0.1:80\np22\ncsecond\nf3\nn[::1]:80\nf4\nn*:81\n";
    assertThat(Listeners.inLsof(fields, new Endpoint("::1", 80)))
        .contains("the process second (pid 22)");
    assertThat(Listeners.inLsof(fields, new Endpoint("127.0.0.1", 81)))
        .contains("the process second (pid 22)");
    assertThat(Listeners.inLsof(fields, new Endpoint("127.0.0.2", 80))).isEmpty();
  }
}
