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
   * Makes the folder where it is missing.
   *
   * @return whether processes can be written down in it: not by a user whose folder it is not, who
   *     has no daemon to end them either
   */
  boolean prepare() throws IOException {
    if (Files.isDirectory(folder)) {
      return Files.isWritable(folder);
    }
    try {
      Files.createDirectories(folder, OWNER_ONLY);
      return true;
    } catch (AccessDeniedException e) {
      return false;
    }
  }

  /** Writes down a process that was just started. */
  void add(ProcessHandle process, String program) throws IOException {
    Optional<ProcessStat> stat = ProcessStat.of(process);
    if (stat.isPresent()) {
      Files.writeString(file(process), stat.get().start() + "\n" + program + "\n");
    }
  }

  /** Forgets a process that has ended. */
  void remove(ProcessHandle process) throws IOException {
    Files.deleteIfExists(file(process));
  }

  private Path file(ProcessHandle process) {
    return folder.resolve(Long.toString(process.pid()));
  }
}
