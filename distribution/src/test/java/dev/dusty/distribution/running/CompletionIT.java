package dev.dusty.distribution.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dusty.distribution.bed.GitRemotes;
import dev.dusty.distribution.bed.Parts;
import dev.dusty.distribution.bed.Pty;
import dev.dusty.distribution.bed.Shell;
import dev.dusty.distribution.bed.Specs;
import dev.dusty.distribution.bed.Trial;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Somebody who presses the tab key, in the shells themselves. */
@TestInstance(Lifecycle.PER_CLASS)
class CompletionIT {

  private static final String TAB = "\t";

  private static final String LIB =
      """
      repo: github.com/org/x
      mount: /x
      test:
        image: busybox
        suites: [{name: unit, command: ["true"]}]
      """;

  private final GitRemotes remotes = new GitRemotes();
  private final Trial trial = Trial.withoutEngine();
  private final Path bin = Path.of(trial.argv().getFirst()).resolveSibling("");
  private final Path share = bin.resolveSibling("share");

  @BeforeAll
  void setUp() {
    Specs specs =
        new Specs(remotes.create("specs"))
            .answering("front", "front.test", "hello")
            .lib("front", LIB)
            .lib("other", LIB)
            .bundle("of-bash", "front")
            .bundle("of-fish", "front")
            .bundle("of-zsh", "front")
            .commit();
    trial.setUp(specs.remote().fileUrl());
  }

  @AfterAll
  void end() {
    trial.close();
    remotes.close();
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(trial.environment());
    environment.put("PATH", bin + ":" + System.getenv("PATH"));
    environment.put("HOME", trial.folder().toString());
    environment.put("ZDOTDIR", trial.folder().toString());
    environment.put("XDG_DATA_DIRS", share + ":/usr/local/share:/usr/share");
    environment.put("XDG_CONFIG_HOME", "");
    environment.put("XDG_DATA_HOME", "");
    return environment;
  }

  private Pty shell(String... argv) {
    Parts.requireCommand(argv[0], "-c", "exit");
    return Pty.start(trial.folder(), environment(), List.of(argv));
  }

  @Test
  void bashCompletesCommandsNamesAndValues() {
    try (Pty bash = shell("bash", "--norc", "--noprofile", "-i")) {
      bash.type(". <(dusty completion bash) && echo is$((2 * 2))ready\n");
      bash.await("is4ready");
      bash.type("dusty bun" + TAB + "act" + TAB + "--on" + TAB + "of-b" + TAB + "\n");
      bash.await("Active: of-bash.");
      bash.type("dusty config list --format=j" + TAB + "\n");
      bash.await("\"key\" : \"username\"");
      bash.type("dusty logs " + TAB + "\n");
      bash.await("logs front");
      bash.type("dusty test lib:fr" + TAB + "u" + TAB + "\001echo is \n");
      bash.await("is dusty test lib:front unit");
    }
  }

  @Test
  void bashReadsTheScriptOfTheDistribution() {
    try (Pty bash = shell("bash", "--norc", "--noprofile", "-i")) {
      Path script = share.resolve("bash-completion/completions/dusty");
      bash.type(". '" + script + "'; echo is$((2 * 2))ready\n");
      bash.await("is4ready");
      bash.type("dusty ver" + TAB + "\n");
      bash.await("daemon ");
    }
  }

  @Test
  void zshCompletesCommandsNamesAndValues() {
    try (Pty zsh = shell("zsh", "-f", "-i")) {
      zsh.type("autoload -U compinit; compinit -u -D; . <(dusty completion zsh)\n");
      zsh.type("echo is$((2 * 2))ready\n");
      zsh.await("is4ready");
      zsh.type("dusty bun" + TAB + "act" + TAB + "--on" + TAB + "of-z" + TAB + "\n");
      zsh.await("Active: of-zsh.");
      zsh.type("dusty config list --format=j" + TAB + "\n");
      zsh.await("\"key\" : \"username\"");
      zsh.type("dusty test lib:fr" + TAB + "u" + TAB + "\001echo is \n");
      zsh.await("is dusty test lib:front unit");
    }
  }

  @Test
  void zshFindsTheFunctionOfTheDistribution() {
    try (Pty zsh = shell("zsh", "-f", "-i")) {
      zsh.type("fpath=('" + share + "/zsh/site-functions' $fpath)\n");
      zsh.type("autoload -U compinit; compinit -u -D; echo is$((2 * 2))ready\n");
      zsh.await("is4ready");
      zsh.type("dusty ver" + TAB + "\n");
      zsh.await("daemon ");
    }
  }

  @Test
  void fishCompletesCommandsNamesAndValuesByTheScriptOfTheDistribution() {
    try (Pty fish = shell("fish", "-i")) {
      fish.type("echo is(math 2 x 2)ready\n");
      fish.await("is4ready");
      fish.type("dusty bun" + TAB + "act" + TAB + "--on" + TAB + "of-f" + TAB + "\n");
      fish.await("Active: of-fish.");
    }
  }

  @Test
  void fishIsToldWhatEachWordMeans() {
    Parts.requireCommand("fish", "--version");
    String script =
        """
        dusty completion fish | source
        complete -C 'dusty bundles activate of-z'
        complete -C 'dusty config list --format=j'
        complete -C 'dusty up --no-p'
        complete -C 'dusty test lib:fr'
        complete -C 'dusty test lib:front '
        """;
    Shell fish =
        Shell.run(trial.folder(), environment(), List.of("fish", "--no-config", "-c", script));
    assertThat(fish.out())
        .isEqualTo(
            """
            of-zsh\tFor a test
            --format=json
            --no-pull\tDo not bring repos up to date.
            lib:front\tlib
            unit
            """);
  }

  @Test
  void withoutADaemonCommandsAreCompletedAndNothingIsSaid() {
    try (Trial dead = Trial.withoutEngine()) {
      dead.killDaemon();
      assertThat(dead.dusty("__complete", "--", "val"))
          .isEqualTo(
              new Shell(
                  0,
                  "validate\tCheck a folder of specs and show all problems. Needs no daemon.\n:none\n",
                  ""));
      assertThat(dead.dusty("__complete", "--", "bundles", "activate", ""))
          .isEqualTo(new Shell(0, ":none\n", ""));
    }
  }
}
