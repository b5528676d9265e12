package dev.dusty.command;

import dev.dusty.api.step.Command;
import dev.dusty.api.step.Command.Identity;
import dev.dusty.api.step.ProcessRunner;
import dev.dusty.spec.SpecFolder;
import dev.dusty.testkit.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A git repo of specs that a test commits to. */
public final class GitSpecs {

  private final Path folder;

  private GitSpecs(Path folder) {
    this.folder = folder;
  }

  /** Makes one, with the specs that a {@link SpecFolder} has from the start. */
  public static GitSpecs in(Path folder) throws IOException {
    GitSpecs specs = new GitSpecs(Files.createDirectories(folder));
    specs.git("init", "--quiet", "--initial-branch=main");
    SpecFolder.in(folder);
    specs.commit();
    return specs;
  }

  /** Returns the one that is there. */
  public static GitSpecs at(Path folder) {
    return new GitSpecs(folder);
  }

  /** Returns it as one gives it to setup. */
  public String url() {
    return "file://" + folder;
  }

  /** Commits another spec. */
  public GitSpecs with(String file, String text) throws IOException {
    SpecFolder.emptyIn(folder).with(file, text);
    commit();
    return this;
  }

  private void commit() throws IOException {
    git("add", "--all");
    // What is written may be what is there.
    git("commit", "--quiet", "--allow-empty", "--message=specs");
  }

  private void git(String... arguments) throws IOException {
    List<String> argv =
        new ArrayList<>(List.of("git", "-c", "user.name=Ann", "-c", "user.email=ann@example.com"));
    argv.addAll(List.of(arguments));
    Command command =
        Command.of(Identity.USER, Duration.ofMinutes(1), argv.toArray(String[]::new)).in(folder);
    ProcessRunner.Result result = Processes.real().run(command);
    if (!result.succeeded()) {
      throw new IOException(result.errors());
    }
  }
}
