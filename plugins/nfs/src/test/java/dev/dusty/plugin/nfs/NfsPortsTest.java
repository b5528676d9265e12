package dev.dusty.plugin.nfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NfsPortsTest {

  @Test
  void theUsualOptionsNeedThePortmapper() {
    assertThat(NfsPorts.of(NfsKeys.OPTIONS.defaultValue())).isEqualTo(List.of(2049, 111));
  }

  @Test
  void whatIsNoPortIsPassedOver() {
    assertThat(NfsPorts.of("vers=4,port=70000")).isEqualTo(List.of(2049));
    assertThat(NfsPorts.of("vers=4,port=0")).isEqualTo(List.of(2049));
    assertThat(NfsPorts.of("vers=4,port=999999999")).isEqualTo(List.of(2049));
  }

  @Test
  void versionFourAndAGivenMountPortDoWithoutIt() {
    assertThat(NfsPorts.of("noatime,nfsvers=4.1")).isEqualTo(List.of(2049));
    assertThat(NfsPorts.of("vers=4,port=12049")).isEqualTo(List.of(12049));
    assertThat(NfsPorts.of("nfsvers=3,mountport=20048,port=2050")).isEqualTo(List.of(2050));
  }
}
