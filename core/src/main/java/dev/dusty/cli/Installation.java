package dev.dusty.cli;

import dev.dusty.api.ConfigKey;
import dev.dusty.command.Accounts;
import dev.dusty.command.CommandQueue;
import dev.dusty.command.Console;
import dev.dusty.command.Dusty;
import dev.dusty.config.KnownKeys;
import dev.dusty.config.Paths;
import dev.dusty.daemon.Daemon;
import dev.dusty.host.HostProcesses;
import dev.dusty.host.RunAs;
import dev.dusty.host.Users;
import dev.dusty.plugin.PluginCatalog;
import dev.dusty.plugin.PluginFolders;
import dev.dusty.plugin.PluginReport;
import dev.dusty.run.Uncancelled;
import dev.dusty.upgrade.Releases;
import dev.dusty.upgrade.Succession;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/** Where this Dusty is installed, and what belongs to it. */
final class Installation {

  /** The system property in which the launcher tells the installation's folder. */
  private static final String FOLDER = "dusty.install";

  private static final Properties BUILD = buildProperties();

  private Installation() {}

  /** Returns the releases beside this one. */
  static Releases releases() throws IOException {
    return Releases.of(Path.of(System.getProperty(FOLDER, ".")).toRealPath());
  }

  /** Returns Dusty's version. */
  static String version() {
    return BUILD.getProperty("version", "");
  }

  /** Loads the plugins. */
  static PluginCatalog catalog(Console console) {
    Path own = Path.of(System.getProperty(FOLDER, ".")).resolve("plugins");
    return PluginCatalog.load(
        new PluginFolders(own, Paths.of(console.environment()).plugins()),
        BUILD.getProperty("api.version", ""));
  }

  /** Loads the plugins for a command that uses them; those that were refused are warned about. */
  static PluginCatalog plugins(Console console) {
    PluginCatalog catalog = catalog(console);
    for (PluginReport report : catalog.refused()) {
      console.warn("plugin '%s' is not used: %s".formatted(report.id(), report.reason()));
    }
    return catalog;
  }

  /** Returns the daemon of this installation. */
  static Daemon daemon(Console console) throws IOException {
    return new Daemon(
        dusty(console),
        DustyCommand::run,
        console.environment(),
        new PrintStream(new FileOutputStream(FileDescriptor.err), false, StandardCharsets.UTF_8));
  }

  /** Returns what all commands of this installation share. */
  static Dusty dusty(Console console) throws IOException {
    PluginCatalog catalog = catalog(console);
    List<ConfigKey> keys = new ArrayList<>();
    Stream.of(catalog.compileSteps(), catalog.runSteps(), catalog.machines(), catalog.testRunners())
        .flatMap(List::stream)
        .forEach(loaded -> keys.addAll(loaded.step().configKeys()));
    Paths paths = Paths.of(console.environment());
    Users users =
        new Users(
            new HostProcesses(
                new RunAs(0, RunAs.thisPlatform()),
                Optional.empty(),
                Map.of(),
                Uncancelled.FOREVER,
                paths.state().resolve("children")));
    return new Dusty(
        version(),
        paths,
        catalog,
        KnownKeys.with(
            keys, catalog.machines().stream().map(loaded -> loaded.step().name()).toList()),
        new CommandQueue(),
        new Accounts(users),
        users.ownUid(),
        new Succession(releases(), console.environment()));
  }

  private static Properties buildProperties() {
    Properties properties = new Properties();
    try (InputStream in = Installation.class.getResourceAsStream("build.properties")) {
      if (in != null) {
        properties.load(in);
      }
      return properties;
    } catch (IOException e) {
      throw new UncheckedIOException("build.properties cannot be read", e);
    }
  }
}
