package dev.dusty.command;

import dev.dusty.config.ConfigFile;
import dev.dusty.config.KnownKeys;
import dev.dusty.config.Paths;
import dev.dusty.plugin.PluginCatalog;
import dev.dusty.upgrade.Succession;
import java.nio.file.Path;

/**
 * What all commands share.
 *
 * @param version Dusty's version
 * @param paths where its files are
 * @param catalog the plugins
 * @param keys the configuration keys
 * @param queue lets one command at a time change things
 * @param accounts looks up users
 * @param uid the user that this process runs as
 * @param succession how this daemon makes room for another release
 */
public record Dusty(
    String version,
    Paths paths,
    PluginCatalog catalog,
    KnownKeys keys,
    CommandQueue queue,
    Accounts accounts,
    long uid,
    Succession succession) {

  /** Returns the configuration file. */
  public ConfigFile configFile() {
    return new ConfigFile(paths.config());
  }

  /** Returns the last warnings and errors of the daemon. */
  public LastErrors lastErrors() {
    return LastErrors.in(paths.state());
  }

  /** Returns the folder with a record for each process that runs for a command. */
  public Path children() {
    return paths.state().resolve("children");
  }
}
