package dev.dusty.plugin.vmssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dusty.plugin.vmssh.HostNetworks.Own;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** At which of its addresses this computer is found. */
class HostNetworksTest {

  private final HostNetworks networks =
      new HostNetworks(
          List.of(
              own("127.0.0.1", 8),
              own("192.168.0.17", 16),
              own("192.168.64.1", 24),
              own("192.168.200.1", 32)));

  private static Own own(String address, int prefix) {
    return new Own((Inet4Address) InetAddress.ofLiteral(address), prefix);
  }

  @ParameterizedTest
  @CsvSource({
    "192.168.64.3, 192.168.64.1",
    "192.168.65.3, 192.168.0.17",
    "192.168.200.2, 192.168.0.17",
    "127.3.4.5, 127.0.0.1"
  })
  void theAddressInTheSmallestSharedNetworkIsTaken(String guest, String here) {
    assertThat(networks.beside(guest)).contains(here);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.1.2.3", "::1", "fd00::1"})
  void anAddressInNoneOfItsNetworksFindsNone(String other) {
    assertThat(networks.beside(other)).isEmpty();
  }

  @Test
  void aPrefixOfNothingIsEveryNetwork() {
    assertThat(new HostNetworks(List.of(own("10.0.0.1", 0))).beside("200.1.2.3"))
        .contains("10.0.0.1");
  }

  @Test
  void thisComputerIsInItsLoopbackNetwork() throws IOException {
    assertThat(HostNetworks.now().beside("127.0.0.1")).contains("127.0.0.1");
  }
}
