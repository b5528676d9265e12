package dev.dusty.run;

import dev.dusty.api.run.Undo;
import dev.dusty.config.AtomicFile;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the steps of a run have changed so far, on disk: a folder with a file for each step. It is
 * there exactly while a run is under way, so that one found at the start tells of a run that was
 * killed. Its end is the renaming of the folder, which is there as a whole or not at all.
 *
 * @param folder the folder
 */
record Journal(Path folder) {

  /**
   * What one step wrote.
   *
   * @param number its place in the run, from 0
   * @param step its name
   * @param facts how to take back what it changed
   */
  record Entry(int number, String step, Map<String, String> facts) {

    Undo undo() {
      return new Undo(facts);
    }
  }

  /** Begins a run. */
  void begin() throws IOException {
    discard();
    Path parent = folder.toAbsolutePath().getParent();
    if (parent == null) {
      throw new IOException("'" + folder + "' is in no folder");
    }
    Files.createDirectory(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    AtomicFile.force(parent);
  }

  /** Writes down, durably, how to take back what a step changes. */
  void write(Entry entry) throws IOException {
    Json.write(file(entry), entry);
  }

  /** Takes back that a step changed anything. */
  void remove(Entry entry) throws IOException {
    Files.deleteIfExists(file(entry));
  }

  /** Ends the run: from now on there is nothing to undo. */
  void end() throws IOException {
    try {
      Files.move(folder, ended(), StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException e) {
      return;
    }
    AtomicFile.force(ended().resolveSibling("."));
    discard();
  }

  /** Returns what a run that did not end has written, the last step first; empty if all ended. */
  Optional<List<Entry>> unfinished() throws IOException {
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    List<Entry> entries = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.json")) {
      for (Path file : files) {
        Json.read(file, Entry.class).ifPresent(entries::add);
      }
    }
    entries.sort(Comparator.comparingInt(Entry::number).reversed());
    return Optional.of(entries);
  }

  private Path file(Entry entry) {
    return folder.resolve("%03d-%s.json".formatted(entry.number(), entry.step()));
  }

  private Path ended() {
    return folder.resolveSibling(folder.getFileName() + ".ended");
  }

  /** Removes what a killed end has left; no run may be ending meanwhile. */
  void discard() throws IOException {
    if (Files.isDirectory(ended())) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(ended())) {
        for (Path file : files) {
          Files.deleteIfExists(file);
        }
      }
      Files.deleteIfExists(ended());
    }
  }
}
