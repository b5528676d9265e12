package dev.dusty.host;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * A folder with a file for each running child process: named by its pid, with when it started and
 * the name of its program, one a line.
 *
 * @param folder the folder; made where it is missing, for its owner alone
 */
record ChildRecords(Path folder) {

  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  /**
   * Writes down a process that was just started. Where that is impossible, on a full disk say, it
   * runs nevertheless: with no process at all one could not even make room.
   */
  void add(ProcessHandle process, String program) {
    Optional<ProcessStat> stat = ProcessStat.of(process);
    if (stat.isEmpty()) {
      return;
    }
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(folder, OWNER_ONLY);
      }
      Files.writeString(file(process), stat.get().start() + "\n" + program + "\n");
    } catch (IOException e) {
      // It is missed only if Dusty is killed while that process runs.
    }
  }

  /** Forgets a process that has ended. */
  void remove(ProcessHandle process) throws IOException {
    try {
      Files.deleteIfExists(file(process));
    } catch (AccessDeniedException e) {
      // Whoever may not write there, a plain user without a daemon, has written nothing down.
    }
  }

  private Path file(ProcessHandle process) {
    return folder.resolve(Long.toString(process.pid()));
  }
}
