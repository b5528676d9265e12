package dev.dusty.command;

import dev.dusty.api.Settings;
import dev.dusty.api.UserError;
import dev.dusty.api.compile.ActiveSpecs;
import dev.dusty.api.machine.Machine;
import dev.dusty.api.run.RepoCopy;
import dev.dusty.api.spec.Repo;
import dev.dusty.api.step.Cancellation;
import dev.dusty.api.step.HostUser;
import dev.dusty.api.step.ProcessRunner;
import dev.dusty.api.step.Reporter;
import dev.dusty.assembly.Assembler;
import dev.dusty.config.Config;
import dev.dusty.host.HostProcesses;
import dev.dusty.host.RunAs;
import dev.dusty.plugin.LoadedStep;
import dev.dusty.repos.LocalChanges;
import dev.dusty.repos.ManagedRepos;
import dev.dusty.run.Runner;
import dev.dusty.run.StepCall;
import dev.dusty.run.Surroundings;
import dev.dusty.run.Uncancelled;
import dev.dusty.spec.Specs;
import dev.dusty.spec.read.SpecReader;
import dev.dusty.spec.read.SpecReading;
import dev.dusty.spec.yaml.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * What a command works with once it knows the configuration: whose Dusty it is, their specs, repos,
 * machine and processes. Made anew for each command, so that none sees what an earlier one saw.
 */
final class Work {

  private final Dusty dusty;
  private final Caller caller;
  private final Config config;
  private final HostUser user;

  private Work(Dusty dusty, Caller caller, Config config, HostUser user) {
    this.dusty = dusty;
    this.caller = caller;
    this.config = config;
    this.user = user;
  }

  /**
   * Reads the configuration.
   *
   * @throws UserError if {@code dusty setup} has not run yet
   */
  static Work of(Dusty dusty, Caller caller) throws IOException {
    Config config = dusty.configFile().read();
    String name =
        config
            .value(Config.USERNAME)
            .orElseThrow(
                () ->
                    new UserError(
                        "not-set-up", "Dusty is not set up yet", "run 'dusty setup' first"));
    HostUser user =
        dusty
            .accounts()
            .named(name)
            .orElseThrow(
                () ->
                    new UserError(
                        "no-such-user",
                        "there is no user '" + name + "' on this computer any more",
                        "run 'dusty setup' again"));
    return new Work(dusty, caller, config, user);
  }

  /**
   * Reads the configuration as far as that is possible, to find out what is wrong. Where nobody is
   * configured, who asks stands for the configured user.
   */
  static Work asFarAsKnown(Dusty dusty, Caller caller) throws IOException {
    Config config = dusty.configFile().readLeniently();
    Optional<String> name = config.value(Config.USERNAME);
    Optional<HostUser> user =
        name.isEmpty() ? Optional.empty() : dusty.accounts().named(name.get());
    return new Work(dusty, caller, config, user.orElse(caller.user()));
  }

  /** What a command does that changes something. */
  @FunctionalInterface
  interface Change {
    int run(Work work) throws IOException;
  }

  /**
   * Runs a command that changes something when it is its turn. It works with the configuration as
   * it is then: whoever was before it may have changed it.
   */
  static int inTurn(Dusty dusty, Caller caller, String command, Change change) throws IOException {
    return dusty.queue().run(caller, command, () -> change.run(Work.of(dusty, caller)));
  }

  Dusty dusty() {
    return dusty;
  }

  Caller caller() {
    return caller;
  }

  Console console() {
    return caller.console();
  }

  Config config() {
    return config;
  }

  HostUser user() {
    return user;
  }

  Settings settings() {
    return new Settings(config.values());
  }

  /** Returns the repo of specs. */
  Repo specsRepo() {
    return Repo.parse(
        config
            .value(Config.SPECS_REPO)
            .orElseThrow(
                () ->
                    new UserError(
                        "no-specs-repo",
                        "no repo of specs is configured",
                        "run 'dusty setup', or 'dusty config set specs_repo REPO'")));
  }

  /** Returns which copy of each repo is in use. */
  Copies copies() {
    return new Copies(config.overrides(), repos());
  }

  /** Returns the managed copies of repos. */
  ManagedRepos repos() {
    return repos(processes());
  }

  /** Returns them for what goes on when the caller goes away. */
  ManagedRepos uncancelledRepos() {
    return repos(uncancelledProcesses());
  }

  private ManagedRepos repos(ProcessRunner git) {
    return new ManagedRepos(dusty.paths().managedRepos(), git, user, Map.of());
  }

  /** Brings managed copies up to date; those that the user overrides are the user's business. */
  void pull(Collection<Repo> repos, LocalChanges changes, Progress progress) throws IOException {
    List<Repo> managed =
        copies().of(repos).stream()
            .filter(copy -> copy.kind() == RepoCopy.Kind.MANAGED)
            .map(RepoCopy::repo)
            .toList();
    if (!managed.isEmpty()) {
      repos().pull(managed, changes, progress, caller.cancellation());
    }
  }

  /**
   * Reads the specs; warnings go to standard error.
   *
   * @throws UserError if they are not valid, or not there; all errors are shown
   */
  Specs specs() throws IOException {
    return specsIfThere()
        .orElseThrow(
            () ->
                new UserError(
                    "no-specs",
                    "there are no specs at '" + specsFolder() + "'",
                    "run 'dusty repos update' to get them, or look at 'dusty repos list'"));
  }

  /**
   * Reads the specs; empty if they are not there. Warnings go to standard error.
   *
   * @throws UserError if they are not valid; all errors are shown
   */
  Optional<Specs> specsIfThere() throws IOException {
    Path folder = specsFolder();
    Optional<SpecReading> there = reading(folder);
    if (there.isEmpty()) {
      return Optional.empty();
    }
    SpecReading reading = there.get();
    List<Problem> problems = reading.problems();
    problems.forEach(problem -> console().err().println(TerminalText.plain(problem.toString())));
    if (!reading.isValid()) {
      long errors = problems.stream().filter(Problem::isError).count();
      throw new UserError(
          "invalid-specs",
          "the specs in '%s' have %d error%s".formatted(folder, errors, errors == 1 ? "" : "s"),
          copies().of(specsRepo()).kind() == RepoCopy.Kind.MANAGED
              ? "mend them in the repo %s and run 'dusty repos update'; or use a copy of your own: dusty repos override %s FOLDER"
                  .formatted(specsRepo(), specsRepo().shortName())
              : "mend them and try again");
    }
    return Optional.of(reading.specs());
  }

  /** Returns the specs of a folder, with the rights of the user; empty if it is not there. */
  Optional<SpecReading> reading(Path folder) throws IOException {
    if (user.uid() == dusty.uid()) {
      return Files.isDirectory(folder) ? Optional.of(SpecReader.read(folder)) : Optional.empty();
    }
    return UsersSpecFiles.in(folder, processes()).map(SpecReader::read);
  }

  /** Returns the specs if they are there and valid; says nothing where they are not. */
  Optional<Specs> soundSpecs() throws IOException {
    try {
      return reading(specsFolder()).filter(SpecReading::isValid).map(SpecReading::specs);
    } catch (UserError | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Returns what the active bundles need, where the specs are sound and have all of them. */
  Optional<ActiveSpecs> soundActive() throws IOException {
    return soundSpecs()
        .filter(specs -> specs.bundles().keySet().containsAll(config.bundles()))
        .map(specs -> Assembler.assemble(specs, config.bundles()));
  }

  /** Returns the folder that the specs are read from; it need not be there. */
  Path specsFolder() {
    return copies().of(specsRepo()).folder();
  }

  /** Returns what the active bundles need. */
  ActiveSpecs active(Specs specs) {
    if (config.bundles().isEmpty()) {
      throw new UserError(
          "no-bundle",
          "no bundle is active",
          "see 'dusty bundles list', and switch some on: dusty bundles activate NAME");
    }
    return Assembler.assemble(specs, config.bundles());
  }

  /** Returns what all steps are given. */
  Surroundings surroundings(Reporter reporter) {
    return new Surroundings(
        dusty.paths(),
        user,
        settings(),
        machine(reporter),
        processes(),
        reporter,
        caller.cancellation());
  }

  /** Returns the same, where nothing is cancelled any more. */
  Surroundings uncancelledSurroundings(Surroundings surroundings) {
    return surroundings.uncancelled(uncancelledProcesses());
  }

  /** Returns the runner of all steps. */
  Runner runner() {
    return new Runner(dusty.catalog().runSteps(), dusty.paths().state());
  }

  /** Starts processes that end when the caller goes away. */
  HostProcesses processes() {
    return processes(caller.cancellation());
  }

  /** Starts processes that go on when the caller goes away. */
  HostProcesses uncancelledProcesses() {
    return processes(Uncancelled.FOREVER);
  }

  private HostProcesses processes(Cancellation cancellation) {
    Map<String, String> ofUser = new TreeMap<>();
    String agent = console().environment().get("SSH_AUTH_SOCK");
    // Somebody else's agent would sign with somebody else's keys.
    if (agent != null && caller.user().uid() == user.uid()) {
      ofUser.put("SSH_AUTH_SOCK", agent);
    }
    return new HostProcesses(
        new RunAs(dusty.uid(), RunAs.thisPlatform()),
        Optional.of(user),
        ofUser,
        cancellation,
        dusty.children());
  }

  /** Returns the machine that the configuration names, or else the one that suits best. */
  private LoadedStep<Machine> machine(Reporter reporter) {
    List<LoadedStep<Machine>> machines = dusty.catalog().machines();
    String wanted = config.value(Config.MACHINE).orElse("");
    String names =
        String.join(", ", machines.stream().map(loaded -> loaded.step().name()).toList());
    if (!wanted.isEmpty()) {
      return machines.stream()
          .filter(loaded -> loaded.step().name().equals(wanted))
          .findFirst()
          .orElseThrow(
              () ->
                  new UserError(
                      "no-such-machine",
                      "no plugin has a machine '" + wanted + "'",
                      "dusty config set machine NAME, with one of: " + names));
    }
    return machines.stream()
        .filter(loaded -> preference(loaded, reporter).isPresent())
        .max(Comparator.comparingInt(loaded -> preference(loaded, reporter).orElse(0)))
        .orElseThrow(
            () ->
                new UserError(
                    "no-machine",
                    "no plugin has a machine for this computer",
                    machines.isEmpty()
                        ? "put Dusty's plugin jars back; see 'dusty plugins list'"
                        : "choose one: dusty config set machine NAME, with one of: " + names));
  }

  private OptionalInt preference(LoadedStep<Machine> loaded, Reporter reporter) {
    Surroundings of =
        new Surroundings(
            dusty.paths(), user, settings(), loaded, processes(), reporter, caller.cancellation());
    return StepCall.of(
        loaded, () -> loaded.step().preference(RunAs.thisPlatform(), of.ofMachine()));
  }
}
