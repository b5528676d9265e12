package dev.dusty.command;

import dev.dusty.api.Settings;
import dev.dusty.api.compile.CompileInput;
import dev.dusty.api.machine.Machine;
import dev.dusty.api.run.MachineContext;
import dev.dusty.api.run.RepoCopy;
import dev.dusty.api.step.Cancellation;
import dev.dusty.api.step.HostFiles;
import dev.dusty.api.step.HostUser;
import dev.dusty.api.step.ProcessRunner;
import dev.dusty.api.step.Reporter;
import dev.dusty.api.test.TestContext;
import dev.dusty.api.test.Tested;
import dev.dusty.repos.CopyState;
import dev.dusty.repos.ManagedRepos;
import dev.dusty.run.RunInput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What a test runner is given. Closing it removes the folders that were made for it. */
final class SuiteContext implements TestContext, AutoCloseable {

  private final MachineContext all;
  private final Tested tested;
  private final RunInput run;
  private final ManagedRepos git;
  private final ManagedRepos uncancelledGit;
  private final Map<Path, Optional<String>> commits = new ConcurrentHashMap<>();
  private final Map<Path, Path> exports = new ConcurrentHashMap<>();

  /**
   * Creates it.
   *
   * @param all what every step is given
   * @param tested whose suites are run
   * @param run the specs and repos that they need
   */
  SuiteContext(MachineContext all, Tested tested, RunInput run, Work work) {
    this.all = all;
    this.tested = tested;
    this.run = run;
    this.git = work.repos();
    this.uncancelledGit = work.uncancelledRepos();
  }

  @Override
  public Tested tested() {
    return tested;
  }

  @Override
  public CompileInput input() {
    return run.input();
  }

  @Override
  public List<RepoCopy> repos() {
    return run.repos();
  }

  @Override
  public Optional<String> commit(RepoCopy copy) {
    return commits.computeIfAbsent(
        copy.folder(), folder -> git.state(folder).flatMap(CopyState::commit));
  }

  @Override
  public Path committed(RepoCopy copy) throws IOException {
    Path made = exports.get(copy.folder());
    if (made == null) {
      made = git.export(copy.folder()).orElse(copy.folder());
      exports.put(copy.folder(), made);
    }
    return made;
  }

  @Override
  public void close() {
    exports.forEach(
        (folder, made) -> {
          if (!made.equals(folder)) {
            uncancelledGit.removeExport(made);
          }
        });
  }

  @Override
  public Machine machine() {
    return all.machine();
  }

  @Override
  public Reporter reporter() {
    return all.reporter();
  }

  @Override
  public ProcessRunner processes() {
    return all.processes();
  }

  @Override
  public Cancellation cancellation() {
    return all.cancellation();
  }

  @Override
  public Settings settings() {
    return all.settings();
  }

  @Override
  public HostFiles files() {
    return all.files();
  }

  @Override
  public HostUser user() {
    return all.user();
  }
}
