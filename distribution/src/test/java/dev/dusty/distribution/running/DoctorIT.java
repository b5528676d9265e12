package dev.dusty.distribution.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dusty.distribution.bed.GitRemotes;
import dev.dusty.distribution.bed.Shell;
import dev.dusty.distribution.bed.Specs;
import dev.dusty.distribution.bed.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What the doctor says of an environment that runs, and of what was done to it. */
@TestInstance(Lifecycle.PER_CLASS)
class DoctorIT {

  private static final String LABELS =
      "{{index .Config.Labels \"com.docker.compose.project.config_files\"}}";

  private final GitRemotes remotes = new GitRemotes();
  private final Trial trial = Trial.start();

  @BeforeAll
  void bringUp() {
    Specs specs =
        new Specs(remotes.create("specs"))
            .answering("front", "front.test", "hello")
            .bundle("all", "front")
            .app("failing", "image: busybox\ncommands: {always: [echo no key, exit 3]}\n")
            .bundle("bad", "failing")
            .commit();
    trial.setUp(specs.remote().fileUrl());
    trial.activate("all");
    trial.up();
  }

  @AfterAll
  void end() {
    trial.close();
    remotes.close();
  }

  private static Path hosts(Trial trial) {
    return trial.home().resolve("hosts");
  }

  @Test
  void anEnvironmentThatRunsIsWell() {
    Shell doctor = trial.dusty("doctor").orFail();
    assertThat(doctor.err()).isEmpty();
    assertThat(doctor.out())
        .contains("ok       machine local: Docker ")
        .contains("ok       machine local: containers reach this computer at ")
        .contains("ok       dusty: the specs in '")
        .contains("ok       compose: 'docker compose' works\n")
        .contains("ok       compose: 2 containers are well\n")
        .contains("ok       nginx: nginx runs with the config that is in place\n")
        .contains("ok       hosts: ")
        .doesNotContain("broken   ");
  }

  @Test
  void aDamagedHostsFileIsMendedAsItWas() throws IOException {
    String sound = trial.hostsFile();
    Files.writeString(
        hosts(trial), "10.1.2.3 mine.test\n" + sound.replace("# END section for Dusty\n", ""));
    Shell doctor = trial.dusty("doctor");
    assertThat(doctor.exitCode()).isEqualTo(1);
    assertThat(doctor.out())
        .contains("broken   hosts: " + hosts(trial) + ":2: Dusty's section is damaged: ")
        .contains("(or: dusty doctor --fix)\n");

    Shell fixed = trial.dusty("doctor", "--fix").orFail();
    assertThat(fixed.out()).startsWith("mended      hosts: " + hosts(trial) + ":2: ");
    assertThat(trial.hostsFile()).isEqualTo("10.1.2.3 mine.test\n" + sound);
    Files.writeString(hosts(trial), sound);
  }

  @Test
  void aContainerThatEndedIsToldWithWhatItWrote() {
    trial.activate("bad");
    assertThat(trial.dusty("up").exitCode()).isEqualTo(1);
    assertThat(trial.dusty("doctor").orFail().out())
        .contains("warning  compose: failing has exited with code 3; its last line: no key\n")
        .contains("mend: see 'dusty logs failing', mend it and run 'dusty up'\n");
    trial.dusty("bundles", "deactivate", "bad").orFail();
    trial.up();
    assertThat(trial.dusty("doctor").orFail().out()).doesNotContain("failing");
  }

  @Test
  void whatNobodyNeedsIsRemovedByTheFix() {
    String file = trial.engine().docker("inspect", "--format", LABELS, "dusty_front_1").out();
    trial
        .engine()
        .docker(
            "run",
            "-d",
            "--name",
            "dusty_old_1",
            "--label",
            "com.docker.compose.project=dusty",
            "--label",
            "com.docker.compose.service=old",
            "--label",
            "com.docker.compose.project.config_files=" + file.strip(),
            "busybox",
            "sleep",
            "1000")
        .orFail();
    assertThat(trial.dusty("doctor").orFail().out())
        .contains("warning  compose: containers are left over: dusty_old_1\n");
    assertThat(trial.dusty("doctor", "--fix").orFail().out())
        .startsWith("mended      compose: containers are left over: dusty_old_1\n");
    assertThat(trial.engine().docker("ps", "-a", "--format", "{{.Names}}").out().lines())
        .containsExactlyInAnyOrder("dusty_front_1", "dusty_dustyInternalNginx_1");
  }

  @Test
  void programsGetItAsJson() {
    Shell doctor = trial.dusty("doctor", "--format", "json").orFail();
    assertThat(doctor.out())
        .startsWith("{\n  \"healthy\" : true,\n")
        .contains("\"by\" : \"nginx\"");
  }

  @Test
  void aConfigurationThatDoesNotParseIsToldWithItsLineAndTheRestIsLookedAt() throws IOException {
    Path file = trial.home().resolve("config.yml");
    String sound = Files.readString(file);
    Files.writeString(file, sound + "machine: [\n");
    Shell doctor = trial.dusty("doctor");
    Files.writeString(file, sound);
    assertThat(doctor.exitCode()).isEqualTo(1);
    assertThat(doctor.out())
        .containsPattern("broken   dusty: \\S+config.yml:\\d+:\\d+: ")
        .contains("ok       machine local: Docker ");
  }

  @Test
  void beforeTheSetupItSaysSoAndLooksAtTheRest() {
    try (Trial fresh = Trial.withoutEngine()) {
      Shell doctor = fresh.dusty("doctor");
      assertThat(doctor.exitCode()).isEqualTo(1);
      assertThat(doctor.out())
          .contains("broken   dusty: Dusty is not set up yet\n")
          .contains("broken   machine local: no Docker engine answers at unix:///nonexistent/")
          .contains("ok       hosts: ");
    }
  }

  @Test
  void withoutADaemonItSaysSoAndLooksByItself() {
    try (Trial dead = Trial.withoutEngine()) {
      dead.killDaemon();
      Shell doctor = dead.dusty("doctor");
      assertThat(doctor.exitCode()).isEqualTo(1);
      assertThat(doctor.err()).isEmpty();
      assertThat(doctor.out())
          .startsWith("broken   dusty: no daemon answers at '" + dead.socket() + "'\n")
          .contains("ok       hosts: ");

      Shell ofAnother = dead.dustyAs("nobody", "doctor");
      assertThat(ofAnother.exitCode()).isEqualTo(1);
      assertThat(ofAnother.out())
          .contains("broken   dusty: no daemon answers at '")
          .contains("warning  dusty: the plugins did not look");
    }
  }

  @Test
  void aPluginThatIsRefusedIsTold() throws IOException {
    try (Trial team = Trial.withoutEngine()) {
      Path plugins = Files.createDirectories(team.home().resolve("plugins"));
      Files.writeString(plugins.resolve("awry.jar"), "no jar");
      team.restartDaemon();
      assertThat(team.dusty("doctor").out())
          .contains("warning  dusty: plugin 'awry.jar' is not used: ")
          .contains("ok       hosts: ");
    }
  }
}
