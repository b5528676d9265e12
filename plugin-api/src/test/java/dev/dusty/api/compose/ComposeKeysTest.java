package dev.dusty.api.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dusty.api.compose.ComposeKeys.Network;
import dev.dusty.api.value.Value;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComposeKeysTest {

  @Test
  void theNewKeyForTheNetworkCountsBeforeTheOldOne() {
    Value.Entries compose =
        new Value.Entries(Map.of("net", Value.text("host"), "network_mode", Value.text("none")));
    assertThat(ComposeKeys.network(compose)).contains(new Network("network_mode", "none"));
  }

  @Test
  void theOldKeyForTheNetworkIsKnown() {
    assertThat(ComposeKeys.network(new Value.Entries(Map.of("net", Value.text("host")))))
        .contains(new Network("net", "host"));
  }

  @Test
  void aKeyWithoutAValueAsksForNoNetwork() {
    assertThat(ComposeKeys.network(new Value.Entries(Map.of("net", Value.Plain.NULL)))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"container:a, a", "service:b, b", "host,", "bridge,", "my-net,"})
  void theTargetIsWhatTheNetworkIsSharedWith(String mode, String target) {
    assertThat(new Network("net", mode).target()).isEqualTo(Optional.ofNullable(target));
  }

  @ParameterizedTest
  @CsvSource({
    "container:a, true",
    "service:b, true",
    "host, true",
    "none, true",
    "bridge, false",
    "my-net, false"
  })
  void aSharedNetworkIsNoneOfTheContainersOwn(String mode, boolean shared) {
    assertThat(new Network("net", mode).isShared()).isEqualTo(shared);
  }
}
