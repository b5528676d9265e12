package dev.dusty.api.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses and places. */
class SiteTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"127.0.0.1", "255.255.255.255", "::1", "fd00::1", "2001:db8::8:800:200c:417a"})
  void anAddressIsTaken(String address) {
    assertThat(Site.at(address, address).vmIp()).isEqualTo(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1.2.3",
        "1.2.3.",
        "1.2.3.4.5",
        "256.1.1.1",
        "1",
        "a.b.c.d",
        "1.2.3.4; x",
        ":",
        "host"
      })
  void anythingElseIsNone(String text) {
    assertThat(Site.isAddress(text)).isFalse();
    assertThatThrownBy(() -> Site.at(text, "127.0.0.1"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/a", "a//b", "../a", "a/./b", "a/"})
  void anArtifactsPathIsPlainAndRelative(String path) {
    assertThatThrownBy(() -> new Artifact(path, new Artifact.Place.HostsSection(), ""))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anIpv6AddressStandsInBracketsBeforeAPort() {
    assertThat(Site.beforePort("::1")).isEqualTo("[::1]");
    assertThat(Site.beforePort("127.0.0.1")).isEqualTo("127.0.0.1");
  }
}
