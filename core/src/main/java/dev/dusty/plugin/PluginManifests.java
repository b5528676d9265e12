package dev.dusty.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.pf4j.ManifestPluginDescriptorFinder;

/**
 * Finds the manifest that describes a plugin: of a jar its own, of a folder {@code
 * META-INF/MANIFEST.MF}, or else that of the one jar in {@code lib} that has an id.
 */
final class PluginManifests extends ManifestPluginDescriptorFinder {

  @Override
  protected Manifest readManifest(Path plugin) {
    try {
      return Files.isDirectory(plugin) ? ofFolder(plugin) : ofJar(plugin);
    } catch (IOException | IllegalArgumentException e) {
      throw new Refusal("it is damaged, or no jar at all; put it here again: " + e.getMessage());
    }
  }

  private static Manifest ofFolder(Path folder) throws IOException {
    Path file = folder.resolve(JarFile.MANIFEST_NAME);
    if (Files.exists(file)) {
      try (InputStream in = Files.newInputStream(file)) {
        return new Manifest(in);
      }
    }
    List<Path> described = new ArrayList<>();
    Manifest manifest = new Manifest();
    for (Path jar : jars(folder)) {
      Manifest ofJar = ofJar(jar);
      if (ofJar.getMainAttributes().getValue(PLUGIN_ID) != null) {
        described.add(jar.getFileName());
        manifest = ofJar;
      }
    }
    if (described.size() > 1) {
      throw new Refusal(
          "more than one jar in its 'lib' is a plugin: %s and %s; give each a folder of its own"
              .formatted(described.get(0), described.get(1)));
    }
    return manifest;
  }

  private static List<Path> jars(Path folder) throws IOException {
    List<Path> jars = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder.resolve("lib"), "*.jar")) {
      files.forEach(jars::add);
    }
    jars.sort(Comparator.naturalOrder());
    return jars;
  }

  private static Manifest ofJar(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      Manifest manifest = file.getManifest();
      return manifest == null ? new Manifest() : manifest;
    }
  }
}
