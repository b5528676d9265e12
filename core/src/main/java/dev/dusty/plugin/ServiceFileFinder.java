package dev.dusty.plugin;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.pf4j.AbstractExtensionFinder;
import org.pf4j.PluginManager;
import org.pf4j.PluginWrapper;

/**
 * Finds extensions by the convention of {@link java.util.ServiceLoader}: the files that are named
 * like our own interfaces, and no others. PF4J's own finder for this misses jars without entries
 * for folders.
 */
final class ServiceFileFinder extends AbstractExtensionFinder {

  ServiceFileFinder(PluginManager manager) {
    super(manager);
  }

  @Override
  public Map<String, Set<String>> readPluginsStorages() {
    Map<String, Set<String>> names = new LinkedHashMap<>();
    for (PluginWrapper plugin : pluginManager.getPlugins()) {
      Set<String> ofPlugin = new LinkedHashSet<>();
      for (ExtensionKind kind : ExtensionKind.values()) {
        ofPlugin.addAll(declared(plugin.getPluginClassLoader(), kind));
      }
      names.put(plugin.getPluginId(), ofPlugin);
    }
    return names;
  }

  @Override
  public Map<String, Set<String>> readClasspathStorages() {
    return Map.of();
  }

  /** Returns the class names in the service files of a plugin's jars, comments left out. */
  static Set<String> declared(ClassLoader plugin, ExtensionKind kind) {
    Set<String> names = new LinkedHashSet<>();
    try {
      // Not getResources, which would ask the parent too.
      for (URL file :
          Collections.list(((URLClassLoader) plugin).findResources(kind.serviceFile()))) {
        URLConnection connection = file.openConnection();
        // Without the cache, which would keep a jar open that is replaced later.
        connection.setUseCaches(false);
        try (BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
          reader
              .lines()
              .map(ServiceFileFinder::withoutComment)
              .filter(name -> !name.isEmpty())
              .forEach(names::add);
        }
      }
      return names;
    } catch (IOException | UncheckedIOException e) {
      throw new Refusal("its " + kind.serviceFile() + " cannot be read: " + e.getMessage());
    }
  }

  private static String withoutComment(String line) {
    int hash = line.indexOf('#');
    return (hash < 0 ? line : line.substring(0, hash)).strip();
  }
}
