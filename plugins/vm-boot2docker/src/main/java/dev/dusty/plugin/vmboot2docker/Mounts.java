package dev.dusty.plugin.vmboot2docker;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The file systems of the VM.
 *
 * @param all in the order in which they were mounted
 */
record Mounts(List<Mount> all) {

  /** boot2docker names the folder after the partition: {@code sda1}, {@code vda1}, ... */
  private static final String DISK = "/mnt/[A-Za-z0-9._-]+";

  private static final Set<String> MEMORY = Set.of("rootfs", "tmpfs", "ramfs");

  /** What is written may be in memory or on a disk, which is not told. */
  private static final Set<String> LAYERS = Set.of("overlay", "overlayfs", "aufs");

  /**
   * One of them.
   *
   * @param device what is mounted
   * @param folder where
   * @param type as {@code ext4}
   * @param isWritable whether it can be written
   */
  record Mount(String device, String folder, String type, boolean isWritable) {}

  Mounts {
    all = List.copyOf(all);
  }

  /** Reads {@code /proc/mounts}; see proc_pid_mounts(5). */
  static Mounts parse(String text) {
    List<Mount> all = new ArrayList<>();
    for (String line : text.lines().toList()) {
      String[] fields = line.split(" ", -1);
      if (fields.length >= 4) {
        boolean isWritable = List.of(fields[3].split(",", -1)).contains("rw");
        all.add(new Mount(fields[0], fields[1], fields[2], isWritable));
      }
    }
    return new Mounts(all);
  }

  /** Returns whether what is written outside of a disk's folder is gone after the next stop. */
  boolean isRootInMemory() {
    return MEMORY.contains(rootType());
  }

  /**
   * Returns the folder of the disk for what has to survive; empty if there is none, or if root's
   * own file system is a disk.
   */
  Optional<String> disk() {
    if (!isRootInMemory() && !LAYERS.contains(rootType())) {
      return Optional.empty();
    }
    return all.stream()
        .filter(mount -> mount.device().startsWith("/dev/") && mount.isWritable())
        .map(Mount::folder)
        .filter(folder -> folder.matches(DISK))
        .findFirst();
  }

  /** The last one covers those before. */
  private String rootType() {
    return all.stream()
        .filter(mount -> mount.folder().equals("/"))
        .reduce((first, second) -> second)
        .map(Mount::type)
        .orElse("");
  }
}
