package dev.dusty.plugin.hosts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Remembers the section that was last written, one char a byte, to know it from what others write.
 *
 * @param state the step's own folder
 */
record WrittenSection(Path state) {

  /** Returns the section with its markers; empty where none was written. */
  String read() throws IOException {
    try {
      return Files.readString(file(), HostsFile.BYTES);
    } catch (NoSuchFileException e) {
      return "";
    }
  }

  /** Remembers the section of a text whose markers are sound. */
  void remember(String text) throws IOException {
    String section = SectionLines.of(text).text();
    if (!section.equals(read())) {
      Path temporary = state.resolve("section.new");
      Files.writeString(temporary, section, HostsFile.BYTES);
      Files.move(temporary, file(), StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private Path file() {
    return state.resolve("section");
  }
}
