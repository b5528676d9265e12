package dev.dusty.command;

import dev.dusty.config.AtomicFile;
import dev.dusty.run.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What is known of a restore that has begun, so that one that was killed is brought to an end by
 * whatever comes next.
 *
 * @param mark there while there is one
 */
record UnfinishedRestore(Path mark) {

  static UnfinishedRestore of(Dusty dusty) {
    return new UnfinishedRestore(dusty.paths().state().resolve("restoring"));
  }

  boolean isThere() {
    return Files.exists(mark);
  }

  /**
   * Writes down that one begins; survives a crash of the computer.
   *
   * @param folder the folder of persistent data on the Docker host
   */
  void begin(String folder) throws IOException {
    AtomicFile.write(mark, folder, "rw-------");
  }

  /** Writes down that it has ended. */
  void end() throws IOException {
    Files.deleteIfExists(mark);
  }

  /**
   * Brings a restore that was cut off to its end, if there is one, and says so.
   *
   * @throws dev.dusty.api.UserError if that cannot be done now
   */
  void recover(Surroundings surroundings) throws IOException {
    if (isThere()) {
      recover(new PersistentData(surroundings, Files.readString(mark)));
    }
  }

  /** Does so wherever there are traces of one, although none is known of. */
  void recover(PersistentData data) throws IOException {
    Optional<Boolean> isNew = data.recover();
    end();
    isNew.ifPresent(
        yes ->
            data.surroundings()
                .reporter()
                .line(
                    yes
                        ? "an earlier restore was cut off at its end, and is now whole"
                        : "an earlier restore was cut off;"
                            + " the persistent data is as it was before"));
  }
}
