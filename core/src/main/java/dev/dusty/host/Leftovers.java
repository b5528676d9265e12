package dev.dusty.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a daemon that was killed left running. */
public final class Leftovers {

  private static final Duration GRACE = Duration.ofSeconds(5);

  private Leftovers() {}

  /**
   * Ends every process that is recorded in a folder and still runs, with its descendants, first
   * politely, and empties the folder. No {@link HostProcesses} may use the folder meanwhile.
   *
   * @param folder the folder of child records; it may be missing
   * @return the names of the programs that were ended
   * @throws IOException if the folder cannot be read or emptied
   */
  public static List<String> end(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<Path> records;
    try (Stream<Path> files = Files.list(folder)) {
      records = files.sorted().toList();
    }
    List<ProcessHandle> running = new ArrayList<>();
    List<String> programs = new ArrayList<>();
    for (Path record : records) {
      List<String> lines = Files.readAllLines(record);
      Optional<ProcessHandle> process = process(record);
      // A record that was cut off, or whose number another process has by now, names nobody.
      if (lines.size() == 2
          && process
              .flatMap(ProcessStat::of)
              .filter(stat -> stat.start().equals(lines.get(0)) && !stat.dead())
              .isPresent()) {
        process.ifPresent(running::add);
        programs.add(lines.get(1));
      }
    }
    ProcessTree.end(running, GRACE);
    for (Path record : records) {
      Files.deleteIfExists(record);
    }
    return List.copyOf(programs);
  }

  private static Optional<ProcessHandle> process(Path record) {
    try {
      return ProcessHandle.of(Long.parseLong(String.valueOf(record.getFileName())));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
