package dev.dusty.testkit;

import dev.dusty.api.Settings;
import dev.dusty.api.compile.ActiveSpecs;
import dev.dusty.api.compile.Artifact;
import dev.dusty.api.compile.CompileInput;
import dev.dusty.api.compile.Owner;
import dev.dusty.api.compile.PortPlan;
import dev.dusty.api.compile.Site;
import dev.dusty.api.machine.Machine;
import dev.dusty.api.run.RepoCopy;
import dev.dusty.api.run.RunContext;
import dev.dusty.api.run.Undo;
import dev.dusty.api.step.Cancellation;
import dev.dusty.api.step.HostFiles;
import dev.dusty.api.step.HostUser;
import dev.dusty.api.step.ProcessRunner;
import dev.dusty.api.step.Reporter;
import dev.dusty.api.test.TestContext;
import dev.dusty.api.test.Tested;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;

/**
 * What a run step, machine or test runner is given, for tests: files in a folder of the test's own,
 * and everything that is said kept for looking at.
 *
 * <p>It is changed by its {@code with} methods, which return it.
 *
 * @since 1.0
 */
public final class FakeContext implements RunContext, TestContext {

  private final HostFiles files;
  private final HostUser user;
  private final List<String> lines = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private final List<String> items = new ArrayList<>();
  private final List<Undo> journal = new ArrayList<>();
  private ProcessRunner processes = Processes.succeeding();
  private Settings settings = Settings.DEFAULTS;
  private CompileInput input;
  private List<Artifact> artifacts = List.of();
  private List<RepoCopy> repos = List.of();
  private Optional<Machine> machine = Optional.empty();
  private boolean mayRecreate = true;
  private Optional<Tested> tested = Optional.empty();
  private Map<String, String> commits = Map.of();
  private volatile boolean cancelled;

  /**
   * Creates a context whose files are all in a folder: {@code hosts}, {@code exports}, {@code
   * state} and {@code repos}. The two files are not made.
   */
  public FakeContext(Path folder) {
    try {
      this.files =
          new HostFiles(
              folder,
              folder.resolve("hosts"),
              folder.resolve("exports"),
              Files.createDirectories(folder.resolve("state")),
              Files.createDirectories(folder.resolve("repos")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.user = new HostUser(System.getProperty("user.name", "user"), 1000, 1000, folder);
    this.input = empty(Site.at("127.0.0.1", "172.17.0.1"));
  }

  /** Returns an input without any specs. */
  public static CompileInput empty(Site site) {
    return new CompileInput(
        new ActiveSpecs(List.of(), List.of(), List.of(), List.of(), List.of()),
        new PortPlan(List.of()),
        site,
        Settings.DEFAULTS,
        Owner.ROOT,
        Map.of(),
        Set.of());
  }

  /** Sets what runs processes. */
  public FakeContext with(ProcessRunner newProcesses) {
    this.processes = newProcesses;
    return this;
  }

  /** Sets what the user configured. */
  public FakeContext with(Settings newSettings) {
    this.settings = newSettings;
    return this;
  }

  /** Sets what was compiled from. */
  public FakeContext with(CompileInput newInput) {
    this.input = newInput;
    return this;
  }

  /** Sets what was compiled. */
  public FakeContext withArtifacts(List<Artifact> newArtifacts) {
    this.artifacts = List.copyOf(newArtifacts);
    return this;
  }

  /** Sets which copies of repos are in use. */
  public FakeContext withRepos(List<RepoCopy> newRepos) {
    this.repos = List.copyOf(newRepos);
    return this;
  }

  /** Sets the machine. */
  public FakeContext with(Machine newMachine) {
    this.machine = Optional.of(newMachine);
    return this;
  }

  /** Sets whose suites are run. */
  public FakeContext with(Tested newTested) {
    this.tested = Optional.of(newTested);
    return this;
  }

  /** Sets which commit is checked out in the copy of each repo, by the repo's path. */
  public FakeContext withCommits(Map<String, String> newCommits) {
    this.commits = Map.copyOf(newCommits);
    return this;
  }

  /** Sets that containers stay as they are. */
  public FakeContext withoutRecreating() {
    this.mayRecreate = false;
    return this;
  }

  /** Cancels the command. */
  public void cancel() {
    this.cancelled = true;
  }

  /** Returns the lines that were shown. */
  public List<String> lines() {
    return List.copyOf(lines);
  }

  /** Returns the warnings that were shown. */
  public List<String> warnings() {
    return List.copyOf(warnings);
  }

  /** Returns what was shown of items, each as {@code name: state}. */
  public List<String> items() {
    return List.copyOf(items);
  }

  /** Returns what was written to the journal, the oldest first. */
  public List<Undo> journal() {
    return List.copyOf(journal);
  }

  @Override
  public CompileInput input() {
    return input;
  }

  @Override
  public List<Artifact> artifacts() {
    return artifacts;
  }

  @Override
  public List<RepoCopy> repos() {
    return repos;
  }

  @Override
  public boolean mayRecreate() {
    return mayRecreate;
  }

  @Override
  public void journal(Undo undo) {
    journal.add(undo);
  }

  @Override
  public Machine machine() {
    return machine.orElseThrow(() -> new AssertionError("the test gave no machine"));
  }

  @Override
  public Tested tested() {
    return tested.orElseThrow(() -> new AssertionError("the test says not whose suites are run"));
  }

  @Override
  public Optional<String> commit(RepoCopy copy) {
    return Optional.ofNullable(commits.get(copy.repo().path()));
  }

  /** Returns the copy itself: in tests all is committed. */
  @Override
  public Path committed(RepoCopy copy) {
    return copy.folder();
  }

  @Override
  public Reporter reporter() {
    return new Reporter() {
      @Override
      public void progress(String text) {}

      @Override
      public void item(String name, String state, boolean done) {
        items.add(name + ": " + state);
      }

      @Override
      public void line(String text) {
        lines.add(text);
      }

      @Override
      public void warning(String text) {
        warnings.add(text);
      }
    };
  }

  @Override
  public ProcessRunner processes() {
    return processes;
  }

  @Override
  public Cancellation cancellation() {
    return new Cancellation() {
      @Override
      public boolean isCancelled() {
        return cancelled;
      }

      @Override
      public void check() {
        if (cancelled) {
          throw new CancellationException();
        }
      }
    };
  }

  @Override
  public Settings settings() {
    return settings;
  }

  @Override
  public HostFiles files() {
    return files;
  }

  @Override
  public HostUser user() {
    return user;
  }
}
