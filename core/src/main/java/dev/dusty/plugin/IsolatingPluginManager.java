package dev.dusty.plugin;

import java.nio.file.Path;
import java.util.List;
import org.pf4j.ClassLoadingStrategy;
import org.pf4j.CompoundPluginLoader;
import org.pf4j.DefaultPluginLoader;
import org.pf4j.DefaultPluginManager;
import org.pf4j.ExtensionFinder;
import org.pf4j.JarPluginLoader;
import org.pf4j.ManifestPluginDescriptorFinder;
import org.pf4j.Plugin;
import org.pf4j.PluginClassLoader;
import org.pf4j.PluginDescriptor;
import org.pf4j.PluginDescriptorFinder;
import org.pf4j.PluginFactory;
import org.pf4j.PluginLoader;

/**
 * PF4J as Dusty uses it: jars, or folders with {@code lib/*.jar}; each sees the plugin contract and
 * itself.
 */
final class IsolatingPluginManager extends DefaultPluginManager {

  private final ClassLoader shared = new ApiOnlyClassLoader(getClass().getClassLoader());

  IsolatingPluginManager(String apiVersion) {
    super(List.<Path>of());
    setSystemVersion(apiVersion);
  }

  /** Reads the manifest of a jar or folder. */
  PluginDescriptor describe(Path path) {
    return getPluginDescriptorFinder().find(path);
  }

  /** Returns whether a plugin that requires an API version works with this one. */
  boolean satisfies(String requires) {
    return requires.isBlank()
        || requires.equals("*")
        || versionManager.checkVersionConstraint(getSystemVersion(), requires);
  }

  @Override
  protected PluginDescriptorFinder createPluginDescriptorFinder() {
    return new ManifestPluginDescriptorFinder();
  }

  @Override
  protected ExtensionFinder createExtensionFinder() {
    ServiceFileFinder finder = new ServiceFileFinder(this);
    // So that it looks again after each plugin that is loaded.
    addPluginStateListener(finder);
    return finder;
  }

  /** There is no life cycle: a plugin is its extensions. */
  @Override
  protected PluginFactory createPluginFactory() {
    return wrapper -> new Plugin() {};
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
