package dev.dusty.plugin;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What in a folder is meant to be a plugin. */
final class PluginFolder {

  private PluginFolder() {}

  /**
   * Lists jars, folders, and what should have been one of them; sorted, as file systems give any
   * order. Hidden files and other kinds of files are nobody's plugin.
   *
   * @param folder a folder; one that is not there holds nothing
   */
  static List<Path> list(Path folder) throws IOException {
    List<Path> paths = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return paths;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path path : entries) {
        if (!nameOf(path).startsWith(".")
            && (endsWith(path, ".jar") || endsWith(path, ".zip") || Files.isDirectory(path))) {
          paths.add(path);
        }
      }
    }
    paths.sort(Comparator.naturalOrder());
    return paths;
  }

  /**
   * Checks that a path is what can be loaded.
   *
   * @throws Refusal if it is neither a jar nor a folder with {@code lib}
   */
  static void checkForm(Path plugin) {
    boolean isPlugin =
        Files.isDirectory(plugin)
            ? Files.isDirectory(plugin.resolve("lib"))
            : endsWith(plugin, ".jar");
    if (!isPlugin) {
      throw new Refusal(
          "it is neither a jar nor a folder with jars in 'lib'; make it one, or move it elsewhere");
    }
  }

  private static boolean endsWith(Path path, String ending) {
    return nameOf(path).toLowerCase(Locale.ROOT).endsWith(ending);
  }

  private static String nameOf(Path path) {
    return String.valueOf(path.getFileName());
  }
}
