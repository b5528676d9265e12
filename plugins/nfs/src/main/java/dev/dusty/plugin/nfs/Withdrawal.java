package dev.dusty.plugin.nfs;

import dev.dusty.api.run.Change;
import dev.dusty.api.run.Change.Action;
import dev.dusty.api.run.RunContext;
import dev.dusty.api.text.SectionChange;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Takes back what is exported to a former machine, where the present one mounts nothing.
 *
 * @param file the exports file
 * @param change how it changes
 * @param cause why, for people
 */
record Withdrawal(ExportsFile file, SectionChange change, String cause) {

  /** Exports nothing. */
  private static final Exports NONE = new Exports(new TreeMap<>());

  /** Looks; empty where there is nothing to take back. */
  static Optional<Withdrawal> of(RunContext context) throws IOException {
    ExportsFile file = ExportsFile.of(context);
    String cause = "machine '%s' mounts nothing by NFS".formatted(context.machine().name());
    return file.changeTo(NONE).map(change -> new Withdrawal(file, change, cause));
  }

  /** Returns the changes, for people; at least one. */
  List<Change> changes() {
    Exports exports = file.exports();
    return exports.clients().isEmpty()
        ? List.of(Change.of(Action.REMOVE, "exports", "Dusty's section", cause))
        : exports.clients().keySet().stream()
            .map(folder -> Change.of(Action.REMOVE, "export", folder.toString(), cause))
            .toList();
  }

  /** Does it. */
  void carryOut() throws IOException {
    file.withdraw(change);
  }
}
