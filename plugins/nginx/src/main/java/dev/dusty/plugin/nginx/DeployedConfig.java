package dev.dusty.plugin.nginx;

import dev.dusty.api.compile.Artifact;
import dev.dusty.api.compile.Artifact.Place;
import dev.dusty.api.compile.Site;
import dev.dusty.api.run.MachineContext;
import dev.dusty.api.run.RunContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Where the config stands on the Docker host, and what is in it. */
final class DeployedConfig {

  /** The folder of the config, below the one for persistent data; the container mounts it. */
  static final String FOLDER = "dustyNginx";

  /** The config's name in that folder. */
  static final String FILE = "dustyNginx.conf";

  /** The config, below the folder for persistent data. */
  static final Place PLACE = new Place.PersistFolder(FOLDER + "/" + FILE);

  private DeployedConfig() {}

  /** Returns the config that was compiled; empty where another plugin makes none. */
  static Optional<String> compiled(RunContext context) {
    return context.artifacts().stream()
        .filter(artifact -> artifact.place().equals(PLACE))
        .findFirst()
        .map(Artifact::content);
  }

  /** Returns the config on the Docker host; empty where there is none or it is not told. */
  static Optional<String> deployed(RunContext context) throws IOException {
    return deployed(context, context.input().site());
  }

  /** Returns the config on the Docker host with a site; empty where there is none. */
  static Optional<String> deployed(MachineContext context, Site site) throws IOException {
    Optional<Path> file = context.machine().local(path(site, FILE));
    if (file.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new String(Files.readAllBytes(file.get()), StandardCharsets.UTF_8));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** Returns the path on the Docker host of a file beside the config. */
  static String path(RunContext context, String file) {
    return path(context.input().site(), file);
  }

  private static String path(Site site, String file) {
    return site.persist() + "/" + FOLDER + "/" + file;
  }
}
