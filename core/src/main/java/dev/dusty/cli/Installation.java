package dev.dusty.cli;

import dev.dusty.plugin.PluginCatalog;
import dev.dusty.plugin.PluginFolders;
import dev.dusty.plugin.PluginReport;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Where this Dusty is installed, and what belongs to it. */
final class Installation {

  /** The system property in which the launcher tells the installation's folder. */
  private static final String FOLDER = "dusty.install";

  private static final Properties BUILD = buildProperties();

  private Installation() {}

  /** Returns Dusty's version. */
  static String version() {
    return BUILD.getProperty("version", "");
  }

  /** Loads the plugins. */
  static PluginCatalog catalog(Console console) {
    Path own = Path.of(System.getProperty(FOLDER, ".")).resolve("plugins");
    return PluginCatalog.load(
        new PluginFolders(own, teamFolders(console.environment())),
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

  private static List<Path> teamFolders(Map<String, String> environment) {
    String named = environment.getOrDefault("DUSTY_PLUGINS_PATH", "");
    if (!named.isEmpty()) {
      return Arrays.stream(named.split(File.pathSeparator, -1))
          .filter(folder -> !folder.isEmpty())
          .map(Path::of)
          .toList();
    }
    String home = environment.getOrDefault("DUSTY_HOME", "");
    return List.of(Path.of(home.isEmpty() ? "/etc/dusty" : home).resolve("plugins"));
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
