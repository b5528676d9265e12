package dev.dusty.plugin;

/**
 * The parent of every plugin's class loader: it shows the JDK and the plugin contract, and nothing
 * else of Dusty.
 */
final class ApiOnlyClassLoader extends ClassLoader {

  private static final String[] SHOWN = {"dev.dusty.api.", "org.jspecify.annotations."};

  private final ClassLoader dusty;

  ApiOnlyClassLoader(ClassLoader dusty) {
    super("plugin-api", getPlatformClassLoader());
    this.dusty = dusty;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    for (String prefix : SHOWN) {
      if (name.startsWith(prefix)) {
        return dusty.loadClass(name);
      }
    }
    throw new ClassNotFoundException(name);
  }
}
