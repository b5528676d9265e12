package dev.dusty.plugin;

import java.nio.file.Path;
import java.util.List;

/**
 * Where plugins are looked for.
 *
 * @param own Dusty's own plugins, part of its distribution and trusted as the rest of it
 * @param team folders of a team's plugins, the first one first; one that is not there has none
 */
public record PluginFolders(Path own, List<Path> team) {
  /** Copies the list. */
  public PluginFolders {
    team = List.copyOf(team);
  }
}
