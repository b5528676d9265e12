package dev.dusty.api.text;

import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * That a section of a file was changed, and how to take that back.
 *
 * @param former the whole text that was there before; empty where there was no file
 * @param written the whole text that was put in its place
 * @since 1.0
 */
public record SectionChange(Optional<String> former, String written) {

  private static final String FORMER = "former";
  private static final String WRITTEN = "written";

  /** Returns the facts that {@link #of} makes the same change of. */
  public Map<String, String> facts() {
    Map<String, String> facts = new TreeMap<>();
    former.ifPresent(text -> facts.put(FORMER, text));
    facts.put(WRITTEN, written);
    return Collections.unmodifiableMap(facts);
  }

  /** Returns the change among the facts of an undo; empty if there is none. */
  public static Optional<SectionChange> of(Map<String, String> facts) {
    return Optional.ofNullable(facts.get(WRITTEN))
        .map(written -> new SectionChange(Optional.ofNullable(facts.get(FORMER)), written));
  }

  /**
   * Brings back the former section; what others changed since stays.
   *
   * @return the text that is now there; empty where there is no file any more
   * @throws IOException if the file cannot be read
   * @throws dev.dusty.api.UserError if it cannot be written, or its markers are damaged
   */
  public Optional<String> takeBack(SystemFile file) throws IOException {
    file.removeUnfinished();
    Optional<String> current = file.read();
    if (current.isEmpty()) {
      return current;
    }
    String text = current.get();
    String restored =
        isOurs(text)
            ? former.orElse("")
            : MarkedSection.replace(file.name(), text, SectionLines.of(former.orElse("")).text());
    if (restored.isEmpty() && former.isEmpty()) {
      file.delete();
      return Optional.empty();
    }
    if (!restored.equals(text)) {
      file.write(restored);
    }
    return Optional.of(restored);
  }

  /**
   * Returns whether a text is what we wrote. A file that is a mount point is written in place, so
   * it may also be the beginning of the new text and then the rest of the old one, where we were
   * killed while writing.
   */
  private boolean isOurs(String text) {
    String before = former.orElse("");
    int same = 0;
    int most = Math.min(text.length(), written.length());
    while (same < most && text.charAt(same) == written.charAt(same)) {
      same++;
    }
    return text.substring(same).equals(before.substring(Math.min(same, before.length())))
        || text.equals(written);
  }
}
