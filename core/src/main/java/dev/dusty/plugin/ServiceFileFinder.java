package dev.dusty.plugin;

import dev.dusty.api.Extension;
import dev.dusty.api.compile.CompileStep;
import dev.dusty.api.machine.Machine;
import dev.dusty.api.run.RunStep;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pf4j.AbstractExtensionFinder;
import org.pf4j.PluginManager;
import org.pf4j.PluginWrapper;

/**
 * Finds extensions by the convention of {@link java.util.ServiceLoader}: the files that are named
 * like our three interfaces, and no others. PF4J's own finder for this misses jars without entries
 * for folders.
 */
final class ServiceFileFinder extends AbstractExtensionFinder {

  static final List<Class<? extends Extension>> TYPES =
      List.of(CompileStep.class, RunStep.class, Machine.class);

  ServiceFileFinder(PluginManager manager) {
    super(manager);
  }

  @Override
  public Map<String, Set<String>> readPluginsStorages() {
    Map<String, Set<String>> names = new LinkedHashMap<>();
    for (PluginWrapper plugin : pluginManager.getPlugins()) {
      Set<String> ofPlugin = new LinkedHashSet<>();
      TYPES.forEach(type -> ofPlugin.addAll(declared(plugin.getPluginClassLoader(), type)));
      names.put(plugin.getPluginId(), ofPlugin);
    }
    return names;
  }

  @Override
  public Map<String, Set<String>> readClasspathStorages() {
    return Map.of();
  }

  /** Returns the class names in a service file, comments left out. */
  static Set<String> declared(ClassLoader plugin, Class<?> type) {
    Set<String> names = new LinkedHashSet<>();
    URL file = plugin.getResource("META-INF/services/" + type.getName());
    if (file == null) {
      return names;
    }
    try {
      // Without the cache, which would keep a jar open that is replaced later.
      var connection = file.openConnection();
      connection.setUseCaches(false);
      try (BufferedReader reader =
          new BufferedReader(
              new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
        reader
            .lines()
            .map(ServiceFileFinder::withoutComment)
            .filter(n -> !n.isEmpty())
            .forEach(names::add);
      }
      return names;
    } catch (IOException e) {
      throw new UncheckedIOException("a service file cannot be read", e);
    }
  }

  private static String withoutComment(String line) {
    int hash = line.indexOf('#');
    return (hash < 0 ? line : line.substring(0, hash)).strip();
  }
}
