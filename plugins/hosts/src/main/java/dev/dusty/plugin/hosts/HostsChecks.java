package dev.dusty.plugin.hosts;

import dev.dusty.api.UserError;
import dev.dusty.api.run.MachineContext;
import dev.dusty.api.step.Finding;
import dev.dusty.api.text.MarkedSection;
import dev.dusty.api.text.SectionLines;
import dev.dusty.api.text.SystemFile;
import dev.dusty.api.text.WrittenSection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code dusty doctor} looks at in the hosts file, and how it mends that.
 *
 * @param file the hosts file
 * @param written the section that was last written
 * @param state the step's own folder
 */
record HostsChecks(SystemFile file, WrittenSection written, Path state) {

  private static final String WHY = "without its section no host name leads to an app";
  private static final String CHANGED = "section-changed";

  /** A damaged section's code is that of {@link MarkedSection}. */
  private static final String DAMAGED = "section-damaged";

  static HostsChecks of(MachineContext context) {
    Path state = context.files().state();
    return new HostsChecks(HostsFile.of(context), new WrittenSection(state), state);
  }

  List<Finding> all() throws IOException {
    String text = file.read().orElse("");
    try {
      MarkedSection.replace(file.name(), text, "");
    } catch (UserError e) {
      return List.of(Finding.broken(e, WHY).thatCanBeFixed());
    }
    List<Finding> findings = new ArrayList<>();
    if (file.isWritable()) {
      findings.add(Finding.fine("hosts-file", file.name() + " can be written"));
    } else {
      findings.add(Finding.broken(file.unwritable("it is read-only"), WHY));
    }
    String section = written.read();
    String there = SectionLines.of(text).text();
    if (!section.isEmpty() && !there.equals(section)) {
      findings.add(
          Finding.broken(
                  CHANGED,
                  there.isEmpty()
                      ? "Dusty's section is gone from " + file.name()
                      : "Dusty's section of " + file.name() + " is not what Dusty wrote",
                  WHY,
                  "see what else writes that file, and run 'dusty up'")
              .thatCanBeFixed());
    }
    for (OtherLines.Claim claim : OtherLines.claims(file.name(), text)) {
      String remedy = "remove that line, or the name from it";
      findings.add(
          claim.wins()
              ? Finding.broken("name-taken", claim.sentence(), "the app is not reached", remedy)
              : Finding.warning(
                  "name-taken", claim.sentence(), "some programs ask for all addresses", remedy));
    }
    return findings;
  }

  void fix(Finding finding) throws IOException {
    String text = file.read().orElse("");
    switch (finding.code()) {
      case DAMAGED -> {
        // Whatever goes wrong: nothing of a file that is not ours is lost.
        Files.writeString(state.resolve("hosts.damaged"), text, SystemFile.BYTES);
        file.write(written.mend(file.name(), text));
      }
      case CHANGED -> file.write(MarkedSection.replace(file.name(), text, written.read()));
      default -> throw new IllegalArgumentException(finding.code());
    }
  }
}
