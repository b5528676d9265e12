package dev.dusty.distribution.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dusty.distribution.bed.GitRemotes;
import dev.dusty.distribution.bed.Pty;
import dev.dusty.distribution.bed.Shell;
import dev.dusty.distribution.bed.Specs;
import dev.dusty.distribution.bed.Trial;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** {@code dusty scripts} in an app that is up. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScriptsIT {

  private static final String WEB =
      """
      image: busybox
      commands:
        always: [sleep 1000]
      scripts:
        - name: show
          description: Shows what it is given
          command:
            - echo "$(cat /proc/1/comm)"
            - printf '<%s>\\n'
        - name: fail with
          command: [exit]
        - name: talk
          command:
            - if [ -t 0 ]; then echo terminal; else echo no terminal; fi
            - read -r line; echo "read $line"
      compose:
        stop_signal: SIGKILL
      """;

  private final Trial trial = Trial.start();
  private final GitRemotes remotes = new GitRemotes();
  private final Specs specs = new Specs(remotes.create("specs"));

  @BeforeAll
  void bringUp() {
    specs.app("web", WEB).bundle("all", "web").commit();
    trial.setUp(specs.remote().fileUrl()).activate("all").up();
  }

  @AfterAll
  void end() {
    trial.close();
    remotes.close();
  }

  @Test
  void withoutANameItShowsThem() {
    assertThat(trial.dusty("scripts", "web").orFail().out())
        .contains("NAME", "show", "Shows what it is given", "fail with");
    assertThat(trial.dusty("scripts", "--format", "json", "web").orFail().out())
        .contains("\"name\" : \"fail with\"");
  }

  @Test
  void argumentsArriveAsTheyWereTypedInTheAppsContainer() {
    Shell script =
        trial
            .dusty("scripts", "web", "show", "-v", "--help", "two words", "", "$HOME", "@x")
            .orFail();
    assertThat(script.out()).isEqualTo("sleep\n<-v>\n<--help>\n<two words>\n<>\n<$HOME>\n<@x>\n");
  }

  @Test
  void theExitCodeIsTheScripts() {
    assertThat(trial.dusty("scripts", "web", "fail with", "42").exitCode()).isEqualTo(42);
    assertThat(trial.dusty("scripts", "web", "fail with").exitCode()).isZero();
  }

  @Test
  void aScriptHasTheTerminalThatThereIs() {
    assertThat(trial.dusty("scripts", "web", "talk").out()).startsWith("no terminal\n");
    try (Pty terminal = trial.terminal("scripts", "web", "talk")) {
      terminal.await("terminal");
      terminal.type("hello\n");
      terminal.await("read hello");
      assertThat(terminal.exitCode()).isZero();
    }
  }

  @Test
  void aScriptThatIsNewInTheSpecsIsNotThereBeforeUp() {
    Shell unknown = trial.dusty("scripts", "web", "shw");
    assertThat(unknown.exitCode()).isEqualTo(1);
    assertThat(unknown.err())
        .isEqualTo(
            """
            dusty: apps/web has no script 'shw'; did you mean 'show'?
            scripts: show, fail with, talk
            """);
    specs.app("web", WEB.replace("- name: show", "- {name: new, command: [a]}\n  - name: show"));
    specs.commit();
    trial.dusty("repos", "update").orFail();
    Shell early = trial.dusty("scripts", "web", "new");
    assertThat(early.exitCode()).isEqualTo(1);
    assertThat(early.err())
        .isEqualTo(
            """
            dusty: the script 'new' of apps/web is not in its container yet
            bring it there: dusty up
            """);
    specs.app("web", WEB).commit();
    trial.dusty("repos", "update").orFail();
  }
}
