package dev.dusty.command;

import dev.dusty.api.UserError;
import dev.dusty.api.spec.Repo;
import dev.dusty.config.Config;
import dev.dusty.repos.LocalChanges;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** {@code dusty setup}: the first configuration. */
public final class Setup {

  private final Dusty dusty;
  private final Caller caller;
  private final Options options;

  /**
   * What was given; what was not is asked for.
   *
   * @param username whose repos, git and Docker are used
   * @param specsRepo the repo of specs
   * @param memory memory of the virtual machine in MB
   * @param update whether the specs are pulled at once
   */
  public record Options(
      Optional<String> username,
      Optional<String> specsRepo,
      Optional<String> memory,
      boolean update) {}

  /** Creates the command. */
  public Setup(Dusty dusty, Caller caller, Options options) {
    this.dusty = dusty;
    this.caller = caller;
    this.options = options;
  }

  /** Runs the command and returns its exit code. */
  public int run() throws IOException {
    return dusty.queue().run(caller, "setup", this::setup);
  }

  private int setup() throws IOException {
    Config config = dusty.configFile().read();
    String name = username(config);
    String specs = specsRepo(config);
    Config changed = config.with(Config.USERNAME, name).with(Config.SPECS_REPO, specs);
    if (options.memory().isPresent()) {
      changed =
          changed.with(
              "vm_memory_size", dusty.keys().check("vm_memory_size", options.memory().get()));
    }
    dusty.configFile().write(changed);
    Work work = Work.of(dusty, caller);
    if (options.update() && !changed.overrides().containsKey(work.specsRepo().path())) {
      try (Progress progress = Progress.of(caller.console())) {
        work.repos()
            .pull(
                List.of(work.specsRepo()),
                LocalChanges.KEEP_AND_WARN,
                progress,
                caller.cancellation());
      }
    }
    caller
        .console()
        .out()
        .println(
            "Dusty is set up for %s with the specs of %s.%nNext: dusty bundles list, dusty bundles activate NAME, dusty up"
                .formatted(name, specs));
    return ExitCode.DONE;
  }

  private String username(Config config) throws IOException {
    String asking = caller.user().name();
    Optional<String> known = options.username().or(() -> config.value(Config.USERNAME));
    boolean isRoot = caller.user().uid() == 0;
    String name =
        known.isPresent() ? known.get() : isRoot ? ask("Whose Dusty is it", "--username") : asking;
    checkUser(dusty, caller, name);
    return name;
  }

  /**
   * Checks whose Dusty this is to be: git and Docker run as that user, so that only root may choose
   * somebody else, or take it from somebody else.
   *
   * @throws UserError if the caller may not choose that user, or there is none
   */
  static void checkUser(Dusty dusty, Caller caller, String name) throws IOException {
    if (caller.user().uid() != 0 && !name.equals(caller.user().name())) {
      throw new UserError(
          "not-yours",
          "Dusty runs git and Docker as the user of its configuration, and you are not '%s'"
              .formatted(name),
          "use your own login name, or ask root to set it up");
    }
    String owner = dusty.configFile().read().value(Config.USERNAME).orElse(caller.user().name());
    if (caller.user().uid() != 0 && !owner.equals(caller.user().name())) {
      throw new UserError(
          "not-yours",
          "this Dusty is set up for '" + owner + "'",
          "ask root to set it up for '" + name + "'");
    }
    if (dusty.accounts().named(name).isEmpty()) {
      throw new UserError(
          "no-such-user",
          "there is no user '" + name + "' on this computer",
          "give the login name of whoever works with Dusty");
    }
  }

  private String specsRepo(Config config) {
    String repo =
        options
            .specsRepo()
            .or(() -> config.value(Config.SPECS_REPO))
            .orElseGet(() -> ask("The repo of specs", "--default-specs-repo"));
    return checkRepo(repo);
  }

  /**
   * Checks the repo of specs.
   *
   * @return the repo as it is to be kept
   * @throws UserError if it is no repo
   */
  static String checkRepo(String repo) {
    try {
      return Repo.parse(repo).toString();
    } catch (IllegalArgumentException e) {
      throw new UserError(
          "no-repo", String.valueOf(e.getMessage()), "give it as one of: " + Repo.FORMS);
    }
  }

  private String ask(String question, String option) {
    if (!caller.console().terminal().input()) {
      throw new UserError(
          "not-given", "%s? Nobody is there to ask".formatted(question), "give it with " + option);
    }
    String answer = caller.ask(question + ": ").strip();
    if (answer.isEmpty()) {
      throw new UserError(
          "not-given", "nothing was given", "run 'dusty setup' again, or give it with " + option);
    }
    return answer;
  }
}
