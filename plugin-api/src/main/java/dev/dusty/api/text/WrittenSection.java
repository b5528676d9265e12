package dev.dusty.api.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Remembers the section that was last written, one char a byte, to know it from what others write.
 *
 * @param state the step's own folder
 * @since 1.0
 */
public record WrittenSection(Path state) {

  /**
   * Returns the section with its markers; empty where none was written.
   *
   * @throws IOException if what is remembered cannot be read
   */
  public String read() throws IOException {
    try {
      return Files.readString(file(), SystemFile.BYTES);
    } catch (NoSuchFileException e) {
      return "";
    }
  }

  /**
   * Remembers the section of a text whose markers are sound.
   *
   * @throws IOException if that cannot be written
   */
  public void remember(String text) throws IOException {
    String section = SectionLines.of(text).text();
    if (!section.equals(read())) {
      Path temporary = state.resolve("section.new");
      Files.writeString(temporary, section, SystemFile.BYTES);
      Files.move(temporary, file(), StandardCopyOption.ATOMIC_MOVE);
    }
  }

  /**
   * Returns a text whose markers may be damaged, with the section as it was last written.
   *
   * @param name the file's name
   * @throws IOException if what is remembered cannot be read
   */
  public String mend(String name, String text) throws IOException {
    return MarkedSection.replace(name, withoutOurs(text), read());
  }

  /** Returns the text without marker lines and without lines as Dusty last wrote them. */
  private String withoutOurs(String text) throws IOException {
    Set<String> ours = read().lines().collect(Collectors.toSet());
    StringBuilder rest = new StringBuilder();
    for (int start = 0; start < text.length(); ) {
      int newline = text.indexOf('\n', start);
      int end = newline < 0 ? text.length() : newline + 1;
      String line = text.substring(start, end);
      String stripped = line.strip();
      boolean isMarker = stripped.equals(MarkedSection.BEGIN) || stripped.equals(MarkedSection.END);
      if (!isMarker && !ours.contains(stripped)) {
        rest.append(line);
      }
      start = end;
    }
    return rest.toString();
  }

  private Path file() {
    return state.resolve("section");
  }
}
