package dev.dusty.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A folder of specs as large as wanted: apps in ten layers, each depending on three of the layer
 * before; four forwarding rules for every ten apps, three libs for every ten apps, one service for
 * every hundred.
 */
public final class SyntheticSpecs {

  private static final int LAYERS = 10;

  private SyntheticSpecs() {}

  /**
   * Writes specs, for use by scripts.
   *
   * @param args the folder, and the number of apps
   * @throws IOException if something cannot be written
   */
  public static void main(String[] args) throws IOException {
    write(Path.of(args[0]), Integer.parseInt(args[1]));
  }

  /**
   * Writes specs.
   *
   * @param folder the folder; made where it is missing
   * @param apps the number of apps, a multiple of 100
   * @throws IOException if something cannot be written
   */
  public static void write(Path folder, int apps) throws IOException {
    int width = apps / LAYERS;
    int libs = apps * 3 / 10;
    int services = apps / 100;
    for (String kind : new String[] {"bundles", "apps", "libs", "services"}) {
      Files.createDirectories(folder.resolve(kind));
    }
    StringBuilder bundle = new StringBuilder("description: Everything\napps:\n");
    for (int i = 0; i < apps; i++) {
      bundle.append("  - app").append(i).append('\n');
      Files.writeString(folder.resolve("apps/app" + i + ".yml"), app(i, width, libs, services));
    }
    Files.writeString(folder.resolve("bundles/all.yml"), bundle);
    for (int i = 0; i < libs; i++) {
      Files.writeString(folder.resolve("libs/lib" + i + ".yml"), lib(i));
    }
    for (int i = 0; i < services; i++) {
      Files.writeString(
          folder.resolve("services/service" + i + ".yml"),
          "image: busybox\nvolumes:\n  - /persist/service" + i + ":/data\n");
    }
  }

  private static String app(int i, int width, int libs, int services) {
    StringBuilder app = new StringBuilder();
    app.append("repo: github.com/org/app").append(i).append("\nmount: /app\nimage: busybox\n");
    app.append("depends:\n");
    int layer = i / width;
    if (layer > 0) {
      app.append("  apps:\n");
      for (int k = 0; k < 3; k++) {
        app.append("    - app").append((layer - 1) * width + (i + k * 7) % width).append('\n');
      }
    }
    app.append("  libs:\n    - lib").append(i % libs).append("\n    - lib");
    app.append((i + 1) % libs).append('\n');
    app.append("  services:\n    - service").append(i % services).append('\n');
    if (i % 10 < 4) {
      app.append("host_forwarding:\n  - host_name: app").append(i).append(".example\n");
      app.append("    host_port: 80\n    container_port: 8000\n");
    }
    app.append("commands:\n  once:\n    - make deps\n  always:\n    - make build | cat\n");
    app.append("    - ./server --port 8000\n");
    app.append("scripts:\n  - name: console\n    description: A console\n");
    app.append("    command:\n      - ./console\n");
    app.append("compose:\n  environment:\n    APP_NAME: app").append(i);
    app.append("\n    DEBUG: \"1\"\n  mem_limit: 512m\n");
    return app.toString();
  }

  private static String lib(int i) {
    String depends = i % 3 == 0 ? "" : "depends:\n  libs:\n    - lib" + (i - 1) + "\n";
    return "repo: github.com/org/lib"
        + i
        + "\nmount: /libs/lib"
        + i
        + "\ninstall:\n  - make install\n"
        + depends;
  }
}
