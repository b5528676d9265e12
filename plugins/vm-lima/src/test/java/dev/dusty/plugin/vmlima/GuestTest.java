package dev.dusty.plugin.vmlima;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the VM's answer about its networks tells. */
class GuestTest {

  @ParameterizedTest
  @CsvSource({
    "guest-vznat.txt, 192.168.64.3, 192.168.5.2, 172.17.0.1",
    "guest-user-network.txt, , 192.168.5.2, 172.17.42.1",
    "guest-without-docker.txt, 192.168.105.7, , "
  })
  void theAddressesAreFound(String file, String address, String hostName, String bridge) {
    assertThat(Guest.parse(Samples.read(file)))
        .isEqualTo(
            new Guest(
                Optional.ofNullable(address),
                Optional.ofNullable(hostName),
                Optional.ofNullable(bridge)));
  }

  @Test
  void aBridgeWithIpv6AloneIsTaken() {
    assertThat(Guest.parse("bridge fd00:d0c::1 \n").bridge()).contains("fd00:d0c::1");
  }

  @Test
  void withoutAGatewayTheBridgeIsThatOfItsInterface() {
    String answer = Samples.read("guest-vznat.txt").replaceFirst("bridge .*", "bridge  ");
    assertThat(Guest.parse(answer).bridge()).contains("172.17.0.1");
  }

  @Test
  void whatIsNoAddressIsNotTaken() {
    assertThat(Guest.parse("bridge <no value>\nhost \naddr 3: lima0    inet x/24 scope\n"))
        .isEqualTo(new Guest(Optional.empty(), Optional.empty(), Optional.empty()));
  }
}
