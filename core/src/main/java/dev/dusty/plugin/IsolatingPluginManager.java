package dev.dusty.plugin;

import java.nio.file.Path;
import java.util.List;
import org.pf4j.AbstractPluginManager;
import org.pf4j.ClassLoadingStrategy;
import org.pf4j.CompoundPluginLoader;
import org.pf4j.DefaultPluginLoader;
import org.pf4j.DefaultVersionManager;
import org.pf4j.ExtensionFactory;
import org.pf4j.ExtensionFinder;
import org.pf4j.JarPluginLoader;
import org.pf4j.Plugin;
import org.pf4j.PluginClassLoader;
import org.pf4j.PluginDescriptor;
import org.pf4j.PluginDescriptorFinder;
import org.pf4j.PluginFactory;
import org.pf4j.PluginLoader;
import org.pf4j.PluginRepository;
import org.pf4j.PluginStatusProvider;
import org.pf4j.PluginWrapper;
import org.pf4j.VersionManager;

/**
 * PF4J as Dusty uses it: jars, or folders with {@code lib/*.jar}; each sees the plugin contract and
 * itself. Nothing comes from PF4J's defaults, which look into {@code plugins/} of the working
 * folder.
 */
final class IsolatingPluginManager extends AbstractPluginManager {

  private final ClassLoader shared = new ApiOnlyClassLoader(getClass().getClassLoader());

  IsolatingPluginManager(String apiVersion) {
    super(List.<Path>of());
    setSystemVersion(apiVersion);
  }

  /** Reads the manifest of a jar or folder. */
  PluginDescriptor describe(Path path) {
    return getPluginDescriptorFinder().find(path);
  }

  /**
   * Returns whether a plugin that requires an API version works with this one. A plain version, as
   * {@code 1.0.0}, means that one or a later one.
   */
  boolean satisfies(String requires) {
    if (requires.isBlank() || requires.equals("*")) {
      return true;
    }
    boolean plain = Character.isDigit(requires.charAt(0)) && requires.matches("[0-9.]+");
    return versionManager.checkVersionConstraint(
        getSystemVersion(), plain ? ">=" + requires : requires);
  }

  /** Unloads a plugin if it was loaded. */
  void forget(String id) {
    if (getPlugin(id) != null) {
      unloadPlugin(id);
    }
  }

  /** The catalog has looked at it before it loads a plugin. */
  @Override
  protected boolean isPluginValid(PluginWrapper plugin) {
    return true;
  }

  @Override
  protected List<Path> createPluginsRoot() {
    return List.of();
  }

  @Override
  protected PluginRepository createPluginRepository() {
    return new PluginRepository() {
      @Override
      public List<Path> getPluginPaths() {
        return List.of();
      }

      @Override
      public boolean deletePluginPath(Path path) {
        return false;
      }
    };
  }

  @Override
  protected PluginStatusProvider createPluginStatusProvider() {
    return new PluginStatusProvider() {
      @Override
      public boolean isPluginDisabled(String id) {
        return false;
      }

      @Override
      public void disablePlugin(String id) {
        throw new UnsupportedOperationException();
      }

      @Override
      public void enablePlugin(String id) {
        throw new UnsupportedOperationException();
      }
    };
  }

  @Override
  protected PluginDescriptorFinder createPluginDescriptorFinder() {
    return new PluginManifests();
  }

  @Override
  protected ExtensionFinder createExtensionFinder() {
    ServiceFileFinder finder = new ServiceFileFinder(this);
    // So that it looks again after each plugin that is loaded.
    addPluginStateListener(finder);
    return finder;
  }

  @Override
  protected ExtensionFactory createExtensionFactory() {
    return PluginExtensions::instance;
  }

  /** There is no life cycle: a plugin is its extensions. */
  @Override
  protected PluginFactory createPluginFactory() {
    return wrapper -> new Plugin() {};
  }

  @Override
  protected VersionManager createVersionManager() {
    return new DefaultVersionManager();
  }

  @Override
  protected PluginLoader createPluginLoader() {
    return new CompoundPluginLoader()
        .add(
            new DefaultPluginLoader(this) {
              @Override
              protected PluginClassLoader createPluginClassLoader(
                  Path path, PluginDescriptor descriptor) {
                return isolated(descriptor);
              }
            })
        .add(
            new JarPluginLoader(this) {
              @Override
              public ClassLoader loadPlugin(Path path, PluginDescriptor descriptor) {
                PluginClassLoader loader = isolated(descriptor);
                loader.addFile(path.toFile());
                return loader;
              }
            });
  }

  /**
   * The contract comes first, so that a plugin that packs it too still speaks of the same types.
   */
  private PluginClassLoader isolated(PluginDescriptor descriptor) {
    return new PluginClassLoader(this, descriptor, shared, ClassLoadingStrategy.APD);
  }
}
