package dev.dusty.plugin.vmboot2docker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where in a VM there is what survives its stop. */
class MountsTest {

  private static final String IN_MEMORY = "rootfs / rootfs rw 0 0\ntmpfs / tmpfs rw,size=9k 0 0\n";

  @ParameterizedTest
  @ValueSource(strings = {"sda1", "vda1", "xvdb", "nvme0n1p1"})
  void theDiskIsWhereverItsPartitionIsMounted(String partition) {
    Mounts mounts =
        Mounts.parse(
            IN_MEMORY
                + "proc /proc proc rw 0 0\n"
                + "tmpfs /mnt/ram tmpfs rw 0 0\n"
                + "/dev/sr0 /mnt/sr0 iso9660 ro,relatime 0 0\n"
                + "/dev/%s /mnt/%s ext4 rw,relatime 0 0\n".formatted(partition, partition)
                + "/dev/%s /mnt/%s/var/lib/docker ext4 rw 0 0\n".formatted(partition, partition)
                + "/dev/sdb1 /mnt/sdb1 ext4 rw 0 0\n");
    assertThat(mounts.disk()).contains("/mnt/" + partition);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rootfs / rootfs rw 0 0", "tmpfs / tmpfs rw 0 0", "x / ramfs rw 0 0"})
  void aRootInMemoryIsKnown(String root) {
    Mounts mounts = Mounts.parse(root + "\n/dev/sr0 /mnt/sr0 iso9660 ro 0 0\n");
    assertThat(mounts.isRootInMemory()).isTrue();
    assertThat(mounts.disk()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/dev/sda2 / ext4 rw 0 0\n", "rootfs / rootfs rw 0 0\n/dev/sda2 / xfs rw 0 0\n"})
  void aRootOnADiskNeedsNoOther(String root) {
    Mounts mounts = Mounts.parse(root + "/dev/sdb1 /mnt/backup ext4 rw 0 0\n");
    assertThat(mounts.isRootInMemory()).isFalse();
    assertThat(mounts.disk()).isEmpty();
  }

  @Test
  void aRootOfLayersIsNotSurerThanADisk() {
    String layers = "root / overlay rw,lowerdir=/image,upperdir=/memory/upper 0 0\n";
    assertThat(Mounts.parse(layers + "/dev/vdb /mnt/sda1 ext4 rw,noatime 0 0\n").disk())
        .contains("/mnt/sda1");
    assertThat(Mounts.parse(layers).isRootInMemory()).isFalse();
  }

  @Test
  void whatIsNoLineOfMountsIsLeftOut() {
    assertThat(Mounts.parse("\nx y\n").all()).isEmpty();
  }
}
