package dev.dusty.plugin;

import dev.dusty.api.Extension;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.pf4j.PluginRuntimeException;

/** Makes the extensions that a plugin declares: all of them, or none, with the reason. */
final class PluginExtensions {

  private final IsolatingPluginManager manager;
  private final Candidate candidate;

  PluginExtensions(IsolatingPluginManager manager, Candidate candidate) {
    this.manager = manager;
    this.candidate = candidate;
  }

  /**
   * Loads the plugin and makes its extensions.
   *
   * @throws Refusal if one that is declared cannot be made, or none is declared
   */
  List<LoadedStep<? extends Extension>> make() {
    String id;
    try {
      id = manager.loadPlugin(candidate.path());
    } catch (PluginRuntimeException e) {
      throw new Refusal("it cannot be loaded: " + CatalogLoader.reason(e));
    }
    manager.startPlugin(id);
    List<LoadedStep<? extends Extension>> made = new ArrayList<>();
    for (Class<? extends Extension> type : ServiceFileFinder.TYPES) {
      made.addAll(make(id, type));
    }
    if (made.isEmpty()) {
      throw new Refusal("it declares no extension in META-INF/services");
    }
    return made;
  }

  private <T extends Extension> List<LoadedStep<T>> make(String id, Class<T> type) {
    ClassLoader loader = manager.getPluginClassLoader(id);
    Set<String> declared = ServiceFileFinder.declared(loader, type);
    if (declared.isEmpty()) {
      return List.of();
    }
    List<T> made = manager.getExtensions(type, id);
    // PF4J logs and drops what it cannot make.
    for (String name : declared) {
      if (made.stream().noneMatch(extension -> extension.getClass().getName().equals(name))) {
        throw new Refusal(
            "%s, declared as %s, cannot be used: %s"
                .formatted(name, type.getSimpleName(), why(loader, name, type)));
      }
    }
    return made.stream().map(extension -> new LoadedStep<>(id, extension)).toList();
  }

  /** Returns why a class cannot be made an extension of. */
  private static String why(ClassLoader loader, String name, Class<?> type) {
    try {
      Class<?> extension = loader.loadClass(name);
      if (!type.isAssignableFrom(extension)) {
        return "it does not implement " + type.getName();
      }
      extension.getConstructor().newInstance();
      return "it could not be made at first, and can now";
    } catch (ClassNotFoundException e) {
      return "there is no such class";
    } catch (NoSuchMethodException e) {
      return "it has no public constructor without parameters";
    } catch (InvocationTargetException e) {
      return "its constructor failed: " + e.getCause();
    } catch (ReflectiveOperationException | LinkageError e) {
      return e.toString();
    }
  }
}
