package dev.dusty.plugin.hosts;

import dev.dusty.api.compile.Artifact;
import dev.dusty.api.compile.Artifact.Place;
import dev.dusty.api.run.Change;
import dev.dusty.api.run.MachineContext;
import dev.dusty.api.run.RunContext;
import dev.dusty.api.run.RunStep;
import dev.dusty.api.run.Undo;
import dev.dusty.api.step.Finding;
import dev.dusty.api.text.MarkedSection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts Dusty's section into the hosts file; all else in that file stays, byte for byte. */
public final class HostsRunStep implements RunStep {

  /** The whole text that was there before; missing where there was no file. */
  private static final String FORMER = "former";

  /** The whole text that was put in its place. */
  private static final String WRITTEN = "written";

  @Override
  public String name() {
    return "hosts";
  }

  @Override
  public List<Change> plan(RunContext context) throws IOException {
    HostsFile file = new HostsFile(context.files().hosts());
    Optional<String> former = file.read();
    Optional<String> wanted = wanted(context, file, former);
    if (wanted.isEmpty()) {
      return List.of();
    }
    // Here, as it is worth knowing also where nothing is to be changed.
    OtherLines.claims(file.name(), wanted.get())
        .forEach(claim -> context.reporter().warning(claim.sentence()));
    if (wanted.equals(former)) {
      return List.of();
    }
    return List.of(
        new Change(
            former.isPresent() ? Change.Action.UPDATE : Change.Action.CREATE,
            "file",
            file.name(),
            "",
            List.of(),
            TextDiff.of(file.name(), former.orElse(""), wanted.get())));
  }

  @Override
  public Undo apply(RunContext context) throws IOException {
    HostsFile file = new HostsFile(context.files().hosts());
    Optional<String> former = file.read();
    Optional<String> wanted = wanted(context, file, former);
    if (wanted.isEmpty()) {
      return Undo.NOTHING;
    }
    WrittenSection written = new WrittenSection(context.files().state());
    if (wanted.equals(former)) {
      written.remember(wanted.get());
      return Undo.NOTHING;
    }
    Map<String, String> facts = new HashMap<>();
    former.ifPresent(text -> facts.put(FORMER, text));
    facts.put(WRITTEN, wanted.get());
    Undo undo = new Undo(facts);
    context.journal(undo);
    file.write(wanted.get());
    written.remember(wanted.get());
    return undo;
  }

  @Override
  public void undo(MachineContext context, Undo undo) throws IOException {
    String written = undo.facts().get(WRITTEN);
    HostsFile file = new HostsFile(context.files().hosts());
    file.removeUnfinished();
    Optional<String> current = file.read();
    if (written == null || current.isEmpty()) {
      return;
    }
    Optional<String> former = Optional.ofNullable(undo.facts().get(FORMER));
    String text = current.get();
    String restored =
        isOurs(text, written, former.orElse(""))
            ? former.orElse("")
            : MarkedSection.replace(file.name(), text, SectionLines.of(former.orElse("")).text());
    if (restored.isEmpty() && former.isEmpty()) {
      file.delete();
    } else if (!restored.equals(text)) {
      file.write(restored);
    }
    new WrittenSection(context.files().state()).remember(restored);
  }

  @Override
  public List<Finding> diagnose(MachineContext context) throws IOException {
    return HostsChecks.of(context).all();
  }

  @Override
  public void fix(MachineContext context, Finding finding) throws IOException {
    HostsChecks.of(context).fix(finding);
  }

  /** Returns the text that the file should have; empty where nobody compiled a section. */
  private static Optional<String> wanted(
      RunContext context, HostsFile file, Optional<String> former) {
    return context.artifacts().stream()
        .filter(artifact -> artifact.place() instanceof Place.HostsSection)
        .findFirst()
        .map(Artifact::content)
        // The file's text is one char a byte.
        .map(section -> section.getBytes(StandardCharsets.UTF_8))
        .map(bytes -> new String(bytes, HostsFile.BYTES))
        .map(section -> MarkedSection.replace(file.name(), former.orElse(""), section));
  }

  /**
   * Returns whether a text is what we wrote. A file that is a mount point is written in place, so
   * it may also be the beginning of the new text and then the rest of the old one, where we were
   * killed while writing.
   */
  private static boolean isOurs(String text, String written, String former) {
    int same = 0;
    int most = Math.min(text.length(), written.length());
    while (same < most && text.charAt(same) == written.charAt(same)) {
      same++;
    }
    return text.substring(same).equals(former.substring(Math.min(same, former.length())))
        || text.equals(written);
  }
}
