package dev.dusty.command;

import dev.dusty.config.AtomicFile;
import dev.dusty.run.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is known of a restore that has begun, so that one that was killed is brought to an end by
 * whatever comes next on the same machine.
 *
 * @param marks a folder with a file for each machine with such a restore
 * @param machine the machine's name
 */
record UnfinishedRestore(Path marks, String machine) {

  /** Returns that of the machine in use. */
  static UnfinishedRestore of(Surroundings surroundings) {
    return new UnfinishedRestore(
        marks(surroundings.paths().state()), surroundings.machine().step().name());
  }

  /** Returns whether there is one, on any machine. */
  static boolean isAnyIn(Path state) throws IOException {
    return !machines(marks(state)).isEmpty();
  }

  private static Path marks(Path state) {
    return state.resolve("restores");
  }

  private Path mark() {
    return marks.resolve(machine);
  }

  /**
   * Writes down that one begins; survives a crash of the computer.
   *
   * @param folder the folder of persistent data on the Docker host
   */
  void begin(String folder) throws IOException {
    AtomicFile.write(mark(), folder, "rw-------");
  }

  /** Writes down that it has ended. */
  void end() throws IOException {
    Files.deleteIfExists(mark());
  }

  /**
   * Brings a restore that was cut off to its end, if there is one, and says so. Warns of one on
   * another machine, which has to wait.
   *
   * @throws dev.dusty.api.UserError if that cannot be done now
   */
  void recover(Surroundings surroundings) throws IOException {
    warnOfOthers(surroundings);
    if (Files.exists(mark())) {
      recover(new PersistentData(surroundings, Files.readString(mark())));
    }
  }

  private void warnOfOthers(Surroundings surroundings) throws IOException {
    for (String other : machines(marks)) {
      if (!other.equals(machine)) {
        surroundings
            .reporter()
            .warning(
                "a restore on machine '%s' was cut off, and is brought to its end once that machine is in use again"
                    .formatted(other));
      }
    }
  }

  private static List<String> machines(Path marks) throws IOException {
    if (!Files.isDirectory(marks)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(marks)) {
      return all.map(mark -> mark.getFileName().toString())
          // What a killed writer has left begins with a dot.
          .filter(name -> !name.startsWith("."))
          .sorted()
          .toList();
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
