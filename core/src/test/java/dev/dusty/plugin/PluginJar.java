package dev.dusty.plugin;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** A real plugin jar, compiled from source text and packed without entries for folders. */
final class PluginJar {

  private final Map<String, String> attributes = new LinkedHashMap<>();
  private final Map<String, String> sources = new LinkedHashMap<>();
  private final Map<String, String> services = new LinkedHashMap<>();
  private final List<Path> classPath = new ArrayList<>();

  private PluginJar() {}

  static PluginJar of(String id) {
    return empty()
        .attribute("Plugin-Id", id)
        .attribute("Plugin-Version", "1.2.3")
        .attribute("Plugin-Description", "A plugin of a test");
  }

  static PluginJar empty() {
    return new PluginJar();
  }

  /** A plugin with one compile step that makes one file, with some code in its compile method. */
  static PluginJar compiling(String id, String step, String code) {
    return of(id).step("p.Step", step, "", code);
  }

  PluginJar step(String className, String name, String members, String code) {
    String simple = className.substring(className.lastIndexOf('.') + 1);
    return source(
            className,
            """
            package p;
            import dev.dusty.api.*;
            import dev.dusty.api.compile.*;
            import java.util.*;
            public class %s implements CompileStep {
              %s
              public String name() { return "%s"; }
              public List<Artifact> compile(CompileInput input) {
                String text = "";
                %s
                return List.of(new Artifact("x", new Artifact.Place.StateFolder("x"), text));
              }
            }
            """
                .formatted(simple, members, name, code))
        .service("dev.dusty.api.compile.CompileStep", className);
  }

  PluginJar attribute(String name, String value) {
    attributes.put(name, value);
    return this;
  }

  PluginJar source(String className, String text) {
    sources.put(className, text);
    return this;
  }

  PluginJar service(String type, String line) {
    services.merge(type, line, (a, b) -> a + "\n" + b);
    return this;
  }

  PluginJar compiledWith(Path jar) {
    classPath.add(jar);
    return this;
  }

  Path in(Path folder, String fileName) {
    try {
      Files.createDirectories(folder);
      Path classes = Files.createTempDirectory("classes");
      compile(classes);
      Path jar = folder.resolve(fileName);
      try (OutputStream out = Files.newOutputStream(jar);
          JarOutputStream entries = new JarOutputStream(out, manifest())) {
        try (Stream<Path> files = Files.walk(classes)) {
          for (Path file : files.filter(Files::isRegularFile).toList()) {
            put(entries, classes.relativize(file).toString(), Files.readAllBytes(file));
          }
        }
        for (Map.Entry<String, String> service : services.entrySet()) {
          put(
              entries,
              "META-INF/services/" + service.getKey(),
              service.getValue().getBytes(StandardCharsets.UTF_8));
        }
      }
      return jar;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void put(JarOutputStream jar, String name, byte[] content) throws IOException {
    jar.putNextEntry(new JarEntry(name));
    jar.write(content);
    jar.closeEntry();
  }

  private Manifest manifest() {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
    attributes.forEach((name, value) -> manifest.getMainAttributes().putValue(name, value));
    return manifest;
  }

  private void compile(Path classes) {
    if (sources.isEmpty()) {
      return;
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringBuilder path = new StringBuilder(System.getProperty("java.class.path"));
    classPath.forEach(jar -> path.append(File.pathSeparator).append(jar));
    StringWriter messages = new StringWriter();
    List<JavaFileObject> units = new ArrayList<>();
    sources.forEach((name, text) -> units.add(new Source(name, text)));
    boolean compiled =
        compiler
            .getTask(
                messages,
                null,
                null,
                List.of("-d", classes.toString(), "-cp", path.toString(), "-proc:none"),
                null,
                units)
            .call();
    if (!compiled) {
      throw new IllegalStateException(messages.toString());
    }
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String className, String text) {
      super(URI.create("string:///" + className.replace('.', '/') + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
