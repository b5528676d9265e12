package dev.dusty.plugin;

import dev.dusty.api.ConfigKey;
import dev.dusty.api.Extension;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.pf4j.PluginRuntimeException;

/** Makes the extensions that a plugin declares: all of them, or none, with the reason. */
final class PluginExtensions {

  private static final Pattern KEBAB_CASE = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

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
  List<MadeExtension> make() {
    String id;
    try {
      id = manager.loadPlugin(candidate.path());
      manager.startPlugin(id);
    } catch (PluginRuntimeException e) {
      throw new Refusal("it cannot be loaded: " + e.getMessage());
    }
    List<MadeExtension> made = new ArrayList<>();
    for (ExtensionKind kind : ExtensionKind.values()) {
      made.addAll(make(id, kind));
    }
    if (made.isEmpty()) {
      throw new Refusal("it declares no extension in META-INF/services");
    }
    return made;
  }

  private List<MadeExtension> make(String id, ExtensionKind kind) {
    ClassLoader loader = manager.getPluginClassLoader(id);
    Set<String> declared = ServiceFileFinder.declared(loader, kind);
    if (declared.isEmpty()) {
      return List.of();
    }
    List<? extends Class<? extends Extension>> found = found(id, kind, declared);
    List<MadeExtension> made = new ArrayList<>();
    for (String name : declared) {
      try {
        Optional<? extends Class<? extends Extension>> type =
            found.stream().filter(f -> f.getName().equals(name)).findFirst();
        if (type.isEmpty()) {
          throw new Refusal(whyNotFound(loader, name, kind));
        }
        Extension extension = manager.getExtensionFactory().create(type.get());
        made.add(described(kind, extension));
      } catch (Refusal e) {
        throw unusable(name, kind, String.valueOf(e.getMessage()));
      }
    }
    return made;
  }

  private List<? extends Class<? extends Extension>> found(
      String id, ExtensionKind kind, Set<String> declared) {
    try {
      return manager.getExtensionClasses(kind.type(), id);
    } catch (LinkageError e) {
      throw unusable(String.join(" or ", declared), kind, e.toString());
    }
  }

  /** Returns why PF4J, which would only log it, left a class out. */
  private static String whyNotFound(ClassLoader loader, String name, ExtensionKind kind) {
    try {
      Class<?> type = loader.loadClass(name);
      return kind.type().isAssignableFrom(type)
          ? "it could not be loaded"
          : "it does not implement " + kind.type().getName();
    } catch (ClassNotFoundException e) {
      return "there is no such class";
    } catch (LinkageError e) {
      return e.toString();
    }
  }

  private MadeExtension described(ExtensionKind kind, Extension extension) {
    String name = told("name()", extension, Extension::name);
    if (!KEBAB_CASE.matcher(name).matches()) {
      throw new Refusal("its name '%s' is not in kebab-case".formatted(name));
    }
    List<ConfigKey> keys =
        told("configKeys()", extension, e -> List.copyOf(e.configKeys())); // none of them null
    return new MadeExtension(candidate.id(), kind, extension, name, keys);
  }

  /** Asks an extension something; a plugin's code may throw anything. */
  private static <T> T told(String method, Extension extension, Function<Extension, T> question) {
    T answer;
    try {
      answer = question.apply(extension);
    } catch (Throwable e) {
      throw Refusal.failed(method, e);
    }
    if (answer == null) {
      throw new Refusal(method + " returned null");
    }
    return answer;
  }

  private static Refusal unusable(String name, ExtensionKind kind, String reason) {
    return new Refusal(
        "%s, declared as %s, cannot be used: %s"
            .formatted(name, kind.type().getSimpleName(), reason));
  }

  /**
   * Makes an instance with the public constructor without parameters.
   *
   * @throws Refusal if there is none, or it throws
   */
  static <T> T instance(Class<T> type) {
    try {
      return type.getConstructor().newInstance();
    } catch (NoSuchMethodException e) {
      throw new Refusal("it has no public constructor without parameters");
    } catch (IllegalAccessException e) {
      throw new Refusal("it is not public");
    } catch (InstantiationException e) {
      throw new Refusal("it is abstract");
    } catch (InvocationTargetException e) {
      throw Refusal.failed("its constructor", e.getCause());
    } catch (ExceptionInInitializerError e) {
      throw Refusal.failed("its static initializer", e.getCause());
    } catch (LinkageError e) {
      throw new Refusal(e.toString());
    }
  }
}
