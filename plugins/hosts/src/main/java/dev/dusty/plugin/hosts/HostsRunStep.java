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
import dev.dusty.api.text.SectionChange;
import dev.dusty.api.text.SystemFile;
import dev.dusty.api.text.WrittenSection;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Puts Dusty's section into the hosts file; all else in that file stays, byte for byte. */
public final class HostsRunStep implements RunStep {

  @Override
  public String name() {
    return "hosts";
  }

  @Override
  public List<Change> plan(RunContext context) throws IOException {
    SystemFile file = HostsFile.of(context);
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
    SystemFile file = HostsFile.of(context);
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
    Undo undo = new Undo(new SectionChange(former, wanted.get()).facts());
    context.journal(undo);
    file.write(wanted.get());
    written.remember(wanted.get());
    return undo;
  }

  @Override
  public void undo(MachineContext context, Undo undo) throws IOException {
    Optional<SectionChange> change = SectionChange.of(undo.facts());
    if (change.isPresent()) {
      String restored = change.get().takeBack(HostsFile.of(context)).orElse("");
      new WrittenSection(context.files().state()).remember(restored);
    }
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
      RunContext context, SystemFile file, Optional<String> former) {
    return context.artifacts().stream()
        .filter(artifact -> artifact.place() instanceof Place.HostsSection)
        .findFirst()
        .map(Artifact::content)
        .map(SystemFile::bytes)
        .map(section -> MarkedSection.replace(file.name(), former.orElse(""), section));
  }
}
