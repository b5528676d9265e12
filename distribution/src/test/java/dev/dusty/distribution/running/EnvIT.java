package dev.dusty.distribution.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dusty.distribution.bed.GitRemotes;
import dev.dusty.distribution.bed.Shell;
import dev.dusty.distribution.bed.Specs;
import dev.dusty.distribution.bed.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Overrides of environments, as containers get to see them. */
class EnvIT {

  private static final String APP =
      """
      image: busybox
      commands: {always: [exec sleep 1000000]}
      compose:
        stop_signal: SIGKILL
        environment: %s
      """;

  private static String variable(Trial trial, String container, String name) {
    return trial
        .engine()
        .docker("exec", "dusty_" + container + "_1", "sh", "-c", "echo \"$" + name + '"')
        .orFail()
        .out();
  }

  @Test
  void anOverrideReplacesItsContainerAloneAndGoesAgain() throws IOException {
    try (Trial trial = Trial.start();
        GitRemotes remotes = new GitRemotes()) {
      Specs specs =
          new Specs(remotes.create("specs"))
              .app("listed", APP.formatted("[MODE=spec, KEPT=kept]"))
              .app("mapped", APP.formatted("{MODE: spec, KEPT: kept}"))
              .app("other", APP.formatted("{MODE: spec}"))
              .bundle("all", "listed", "mapped", "other")
              .commit();
      trial.setUp(specs.remote().fileUrl()).activate("all").up();
      Map<String, String> before = trial.containers();

      String odd = "$HOME '${X}' \"q\" #\nline 2\\";
      trial.dusty("env", "set", "listed", "MODE", odd).orFail();
      Files.writeString(
          trial.folder().resolve("dev.env"),
          "# mine\nexport MODE=\"from\\tfile\" # so\nSECRET='a$b'\n");
      trial.dusty("env", "set", "mapped", "--file", "dev.env").orFail();
      assertThat(trial.dusty("up", "--dry-run").orFail().out())
          .contains(
              "container listed: recreate (what 'dusty env' overrides changed)\n",
              "container mapped: recreate (what 'dusty env' overrides changed)\n")
          .doesNotContain("container other");
      trial.up();
      Map<String, String> after = trial.containers();
      assertThat(after.get("other")).isEqualTo(before.get("other"));
      assertThat(after.get("listed")).isNotEqualTo(before.get("listed"));
      assertThat(after.get("mapped")).isNotEqualTo(before.get("mapped"));
      assertThat(variable(trial, "listed", "MODE")).isEqualTo(odd + "\n");
      assertThat(variable(trial, "listed", "KEPT")).isEqualTo("kept\n");
      assertThat(variable(trial, "mapped", "MODE")).isEqualTo("from\tfile\n");
      assertThat(variable(trial, "mapped", "SECRET")).isEqualTo("a$b\n");
      assertThat(variable(trial, "other", "MODE")).isEqualTo("spec\n");

      assertThat(trial.dusty("env", "list", "mapped").orFail().out())
          .isEqualTo(
              "NAME    VARIABLE  VALUE\nmapped  MODE      from file\nmapped  SECRET    a$b\n");
      trial.dusty("env", "unset", "mapped", "--all").orFail();
      trial.dusty("env", "unset", "listed", "MODE").orFail();
      trial.up();
      assertThat(trial.containers().get("other")).isEqualTo(before.get("other"));
      assertThat(variable(trial, "listed", "MODE")).isEqualTo("spec\n");
      assertThat(variable(trial, "mapped", "MODE")).isEqualTo("spec\n");
    }
  }

  @Test
  void aFileThatIsWrongIsToldWithItsLineAndSetsNothing() throws IOException {
    try (Trial trial = Trial.withoutEngine();
        GitRemotes remotes = new GitRemotes()) {
      Specs specs =
          new Specs(remotes.create("specs"))
              .app("web", APP.formatted("{}"))
              .bundle("all", "web")
              .commit();
      trial.setUp(specs.remote().fileUrl());
      Files.writeString(trial.folder().resolve("bad.env"), "A=1\nB=\"open\n");
      Shell refused = trial.dusty("env", "set", "web", "--file", "bad.env");
      assertThat(refused.exitCode()).isEqualTo(1);
      assertThat(refused.err()).startsWith("dusty: bad.env:2: the value has no closing \"");
      assertThat(trial.dusty("env", "list").out()).isEqualTo("NAME  VARIABLE  VALUE\n");
      assertThat(trial.dusty("env", "set", "web", "A").exitCode()).isEqualTo(2);
      trial.dusty("env", "set", "web", "A=b=c").orFail();
      assertThat(trial.dusty("env", "list").out())
          .isEqualTo("NAME  VARIABLE  VALUE\nweb   A         b=c\n");
    }
  }
}
