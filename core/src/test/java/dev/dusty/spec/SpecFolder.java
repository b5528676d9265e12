package dev.dusty.spec;

import dev.dusty.spec.read.SpecReader;
import dev.dusty.spec.read.SpecReading;
import dev.dusty.spec.yaml.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A folder of specs that a test writes; from the start it has a bundle and a minimal app and lib
 * and service.
 */
public final class SpecFolder {

  public static final String APP = "image: busybox\ncommands:\n  always:\n    - sleep 1000\n";
  public static final String LIB = "repo: github.com/org/lib\nmount: /lib\n";
  public static final String SERVICE = "image: busybox\n";

  private final Path root;

  private SpecFolder(Path root) {
    this.root = root;
  }

  public static SpecFolder in(Path root) {
    return new SpecFolder(root)
        .with("bundles/all.yml", "apps: [web]\nservices: [db]\n")
        .with("apps/web.yml", APP)
        .with("libs/common.yml", LIB)
        .with("services/db.yml", SERVICE);
  }

  public static SpecFolder emptyIn(Path root) {
    return new SpecFolder(root);
  }

  public SpecFolder with(String file, String content) {
    return with(file, content.getBytes(StandardCharsets.UTF_8));
  }

  public SpecFolder with(String file, byte[] content) {
    try {
      Path path = root.resolve(file);
      Files.createDirectories(path.getParent());
      Files.write(path, content);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public SpecFolder without(String file) {
    try {
      Files.delete(root.resolve(file));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public SpecReading read() {
    return SpecReader.read(root);
  }

  public List<String> problems() {
    return read().problems().stream().map(Problem::toString).toList();
  }

  public Path path() {
    return root;
  }
}
