package dev.dusty.plugin.compose;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortHolderTest {

  private static final String OTHERS =
      """
      LISTEN 0      4096    10.1.0.1:80 0.0.0.0:* users:(("docker-proxy",pid=1,fd=4))
      LISTEN 0      511  127.0.0.1:8080 0.0.0.0:* users:(("java",pid=2,fd=4))
      LISTEN 0      511           [::1]:80    [::]:*
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1:80",
        "0.0.0.0:80",
        "*:80",
        "[::]:80",
        "127.0.0.1%lo:80",
        "[::ffff:127.0.0.1]:80"
      })
  void ofManyListenersOnOnePortTheOneInTheWayIsNamed(String address) {
    String lines =
        OTHERS
            + "LISTEN 0  511  %s 0.0.0.0:* users:((\"nginx\",pid=31,fd=6),(\"nginx\",pid=30,fd=6))\n"
                .formatted(address);
    assertThat(PortHolder.inSs(lines, new Endpoint("127.0.0.1", 80)))
        .contains("the process nginx (pid 31)");
  }

  @Test
  void listenersAtOtherAddressesAreNotBlamed() {
    assertThat(PortHolder.inSs(OTHERS, new Endpoint("127.0.0.1", 80))).isEmpty();
  }

  @Test
  void theContainerOfAnotherEngineIsToldAsOne() {
    assertThat(PortHolder.inSs(OTHERS, new Endpoint("10.1.0.1", 80)))
        .contains("a container of another Docker engine on this computer (docker-proxy, pid 1)");
  }
}
