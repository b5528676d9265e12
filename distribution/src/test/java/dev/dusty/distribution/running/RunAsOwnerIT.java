package dev.dusty.distribution.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dusty.distribution.bed.Containers;
import dev.dusty.distribution.bed.GitRemotes;
import dev.dusty.distribution.bed.People.Person;
import dev.dusty.distribution.bed.Shell;
import dev.dusty.distribution.bed.Specs;
import dev.dusty.distribution.bed.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whose the files are that containers make in repos, with the config key {@code run_as_owner}. */
class RunAsOwnerIT {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Person OWNER = Person.ANN;

  private GitRemotes remotes;
  private Trial trial;
  private Containers containers;

  @BeforeEach
  void start() {
    trial = Trial.startFor(OWNER);
    containers = new Containers(trial);
    remotes = new GitRemotes();
    commit("README", "code of a test");
    Specs specs =
        new Specs(remotes.create("specs")).app("maker", maker()).bundle("all", "maker").commit();
    // Git does not trust repos of somebody else.
    trial.giveToOwner(specs.remote().folder());
    trial.setUp(specs.remote().fileUrl()).activate("all");
  }

  @AfterEach
  void end() {
    trial.close();
    remotes.close();
  }

  private String maker() {
    return """
    repo: %s
    mount: /code
    image: busybox
    host_forwarding:
      - {host_name: maker.test, host_port: 80, container_port: 8000}
    commands:
      once:
        - mkdir -p build
        - echo 'the user' > build/index.html
        - id -u >> build/index.html
      always:
        - httpd -f -p 8000 -h build
    compose:
      stop_signal: SIGKILL
    """
        .formatted(code());
  }

  private Path code() {
    return trial.people().home(OWNER).resolve("code");
  }

  /** Adds a file to the owner's repo of code. */
  private void commit(String file, String text) {
    String script =
        "git init -q \"$1\" && cd \"$1\" && mkdir -p \"$(dirname \"$2\")\" && echo \"$3\" > \"$2\""
            + " && git add . && git -c user.name=a -c user.email=a@localhost commit -q -m code";
    trial.people().run(OWNER, "sh", "-c", script, "commit", code().toString(), file, text).orFail();
  }

  private Path build() throws IOException {
    try (Stream<Path> all = Files.walk(trial.home().resolve("state/repos"))) {
      return all.filter(file -> file.endsWith("build")).findFirst().orElseThrow();
    }
  }

  private String page() {
    return trial.web().await("maker.test", "/", 200, SOON).body();
  }

  private static int owner(Path file) throws IOException {
    return (int) Files.getAttribute(file, "unix:uid");
  }

  @Test
  void filesOfAnAppThatRunsAsTheOwnerAreTheOwners() throws IOException {
    trial.dusty("config", "set", "run_as_owner", "maker").orFail();
    trial.up();
    assertThat(page()).isEqualTo("the user\n" + OWNER.uid() + "\n");
    assertThat(owner(build())).isEqualTo(OWNER.uid());
    assertThat(owner(build().resolve("index.html"))).isEqualTo(OWNER.uid());
    assertThat(containers.run("maker", "id", "-u").orFail().out()).isEqualTo(OWNER.uid() + "\n");
  }

  @Test
  void theOnceCommandsOfSuchAnAppRunOnceToo() {
    trial.dusty("config", "set", "run_as_owner", "*").orFail();
    trial.up();
    page();
    trial.dusty("restart", "maker").orFail();
    assertThat(page()).isEqualTo("the user\n" + OWNER.uid() + "\n");
    assertThat(containers.inspect("maker", "{{.State.Running}} {{.RestartCount}}"))
        .isEqualTo("true 0");
  }

  @Test
  void filesOfRootThatAreInTheWayAreExplainedAndSoIsHowToAvoidThem() throws IOException {
    trial.up();
    assertThat(page()).isEqualTo("the user\n0\n");
    assertThat(owner(build())).isZero();

    commit("build/index.html", "from the repo");
    Shell up = trial.dusty("up");
    assertThat(up.exitCode()).isEqualTo(1);
    assertThat(up.err())
        .contains("Permission denied", "containers left files of root's there")
        .contains("sudo chown -R ann", "run_as_owner");
    assertThat(page()).isEqualTo("the user\n0\n");

    trial.giveToOwner(build());
    trial.dusty("config", "set", "run_as_owner", "maker").orFail();
    trial.up();
    assertThat(owner(build())).isEqualTo(OWNER.uid());
    assertThat(containers.run("maker", "id", "-u").orFail().out()).isEqualTo(OWNER.uid() + "\n");
  }
}
