package dev.dusty.plugin.hosts;

import dev.dusty.api.run.MachineContext;
import dev.dusty.api.step.Finding;
import dev.dusty.api.text.SectionChecks;
import dev.dusty.api.text.WrittenSection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What {@code dusty doctor} looks at in the hosts file, and how it mends that.
 *
 * @param section what is looked at in any file with a section
 * @param state the step's own folder
 */
record HostsChecks(SectionChecks section, Path state) {

  private static final String WHY = "without its section no host name leads to an app";

  static HostsChecks of(MachineContext context) {
    Path state = context.files().state();
    return new HostsChecks(
        new SectionChecks(
            HostsFile.of(context), new WrittenSection(state), "hosts", "section-changed"),
        state);
  }

  List<Finding> all() throws IOException {
    List<Finding> findings = new ArrayList<>();
    Optional<String> text = section.look(findings, WHY, WHY);
    if (text.isEmpty()) {
      return findings;
    }
    for (OtherLines.Claim claim : OtherLines.claims(section.file().name(), text.get())) {
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
    if (!section.fix(finding, state)) {
      throw new IllegalArgumentException(finding.code());
    }
  }
}
