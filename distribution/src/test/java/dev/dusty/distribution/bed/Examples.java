package dev.dusty.distribution.bed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The corner shop of this project's examples, in copies that a test may change. */
public final class Examples {

  private static final Path SOURCE = Path.of("..", "examples").toAbsolutePath().normalize();

  private final Path repos;

  private Examples(Path repos) {
    this.repos = repos;
  }

  /** Sets a trial up for the examples, with every repo overridden by a copy in its folder. */
  public static Examples setUp(Trial trial, String... bundles) {
    copy(SOURCE.resolve("specs"), trial.folder());
    copy(SOURCE.resolve("repos"), trial.folder());
    Path specs = trial.folder().resolve("specs");
    Shell.run(
            specs,
            "sh",
            "-c",
            "git init -q . && git add . && git -c user.name=t -c user.email=t@localhost commit -q"
                + " -m 'The corner shop'")
        .orFail();
    trial.giveToOwner(specs);
    trial.giveToOwner(trial.folder().resolve("repos"));
    trial.setUp(specs.toString());
    trial.activate(bundles);
    Path repos = trial.folder().resolve("repos");
    trial.dusty("repos", "from", repos.toString()).orFail();
    return new Examples(repos);
  }

  /** Returns a file of the copies' repos. */
  public Path file(String repo, String path) {
    return repos.resolve(repo).resolve(path);
  }

  /** Replaces text in a file of the copies' repos. */
  public void replace(String repo, String path, String old, String by) {
    try {
      String text = Files.readString(file(repo, path));
      if (!text.contains(old)) {
        throw new AssertionError("'" + old + "' is not in " + file(repo, path));
      }
      Files.writeString(file(repo, path), text.replace(old, by));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(Path folder, Path into) {
    Shell.run(into, "cp", "-R", folder.toString(), into.toString()).orFail();
  }
}
