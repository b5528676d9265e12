package dev.dusty.plugin;

import java.nio.file.Path;
import java.util.List;

/**
 * A jar or folder that may be a plugin, and what its manifest says.
 *
 * @param path the jar or folder
 * @param ofTeam whether it is in a team's folder, and not in Dusty's own
 * @param id its id, or its file's name
 * @param version its version, or empty
 * @param description what it says of itself, or empty
 */
record Candidate(Path path, boolean ofTeam, String id, String version, String description) {

  /** A jar or folder whose manifest is not known. */
  static Candidate of(Path path) {
    return new Candidate(path, false, String.valueOf(path.getFileName()), "", "");
  }

  /** Returns the report of what became of it. */
  PluginReport report(PluginReport.State state, List<String> steps, String reason) {
    return new PluginReport(id, version, description, path, steps, state, reason);
  }
}
