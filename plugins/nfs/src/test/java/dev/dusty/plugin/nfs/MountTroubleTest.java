package dev.dusty.plugin.nfs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MountTroubleTest {

  @ParameterizedTest
  @CsvSource({
    "nfs-denied,mount.nfs: access denied by server while mounting 192.168.99.1:/home/ann/shop",
    "nfs-denied,'mount.nfs: mounting 192.168.99.1:/a failed, reason given by server: No such file or directory'",
    "nfs-denied,mount.nfs: Operation not permitted",
    "nfs-unreachable,mount.nfs: Connection refused",
    "nfs-unreachable,mount.nfs: No route to host",
    "nfs-unreachable,no answer within 40 seconds: timed out",
    "nfs-unreachable,mount.nfs: portmap query failed: RPC: Remote system error - Connection timed out",
    "nfs-client-missing,'mount: /dusty_repos/x: bad option; for several filesystems (e.g. nfs, cifs) you might need a /sbin/mount.<type> helper program.'",
    "nfs-client-missing,mount: unknown filesystem type 'nfs'",
    "nfs-client-missing,mount.nfs: No such device",
    "nfs-mount,mount.nfs: an incorrect mount option was specified"
  })
  void whatMountSaysHasACause(String code, String message) {
    assertThat(MountTrouble.of("192.168.99.1:/home/ann/shop", message, true).code())
        .isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({"mount.nfs: Connection refused", "mount.nfs: access denied by server"})
  void whereNoServerListensThatIsTheCause(String message) {
    assertThat(MountTrouble.of("192.168.99.1:/a", message, false).problem())
        .isEqualTo("no NFS server answers on this computer, so the machine could not mount /a");
  }

  @ParameterizedTest
  @CsvSource({"mount.nfs: No route to host"})
  void anAddressThatIsNotReachedIsNamed(String message) {
    assertThat(MountTrouble.of("[fd00::1]:/a", message, true).problem())
        .isEqualTo(
            "the machine does not reach the NFS server of this computer at [fd00::1]:"
                + " mount.nfs: No route to host");
  }
}
