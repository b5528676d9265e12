package dev.dusty.api.text;

import dev.dusty.api.UserError;
import dev.dusty.api.step.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What {@code dusty doctor} looks at in a file with a section of Dusty's, and how it mends that.
 *
 * @param file the file
 * @param written the section that was last written
 * @param name what stands in codes and names of files for it: {@code hosts}
 * @param changed the code of the finding that the section is not what was written
 * @since 1.0
 */
public record SectionChecks(SystemFile file, WrittenSection written, String name, String changed) {

  /** A damaged section's code is that of {@link MarkedSection}. */
  private static final String DAMAGED = "section-damaged";

  /**
   * Looks at it.
   *
   * @param findings gets what was found
   * @param why why it matters that the section cannot be written
   * @param whyChanged why it matters that it is another one
   * @return the file's text; empty if its section is damaged, so that no more can be said
   * @throws IOException if it cannot be read
   */
  public Optional<String> look(List<Finding> findings, String why, String whyChanged)
      throws IOException {
    String text = file.read().orElse("");
    try {
      MarkedSection.replace(file.name(), text, "");
    } catch (UserError e) {
      findings.add(Finding.broken(e, why).thatCanBeFixed());
      return Optional.empty();
    }
    if (file.isWritable()) {
      findings.add(Finding.fine(name + "-file", file.name() + " can be written"));
    } else {
      findings.add(Finding.broken(file.unwritable("it is read-only"), why));
    }
    String section = written.read();
    String there = SectionLines.of(text).text();
    if (!section.isEmpty() && !there.equals(section)) {
      findings.add(
          Finding.broken(
                  changed,
                  there.isEmpty()
                      ? "Dusty's section is gone from " + file.name()
                      : "Dusty's section of " + file.name() + " is not what Dusty wrote",
                  whyChanged,
                  "see what else writes that file, and run 'dusty up'")
              .thatCanBeFixed());
    }
    return Optional.of(text);
  }

  /**
   * Mends what {@link #look} found, and returns whether it was such a finding.
   *
   * @param state the step's own folder, where a damaged text is kept
   * @throws IOException if something cannot be read or written
   */
  public boolean fix(Finding finding, Path state) throws IOException {
    if (finding.code().equals(DAMAGED)) {
      String text = file.read().orElse("");
      // Whatever goes wrong: nothing of a file that is not ours is lost.
      Files.writeString(state.resolve(name + ".damaged"), text, SystemFile.BYTES);
      file.write(written.mend(file.name(), text));
      return true;
    }
    if (finding.code().equals(changed)) {
      file.write(MarkedSection.replace(file.name(), file.read().orElse(""), written.read()));
      return true;
    }
    return false;
  }
}
