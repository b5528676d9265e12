package dev.dusty.distribution.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dusty.distribution.bed.GitRemotes;
import dev.dusty.distribution.bed.Pty;
import dev.dusty.distribution.bed.Shell;
import dev.dusty.distribution.bed.Specs;
import dev.dusty.distribution.bed.Trial;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DiskIT {

  private final GitRemotes remotes = new GitRemotes();
  private Trial trial;

  @BeforeAll
  void up() {
    trial = Trial.start();
    Specs specs =
        new Specs(remotes.create("specs"))
            .answering("web", "web.test", "hello")
            .answering("ended", "ended.test", "hello")
            .service("spare", "image: localhost:5000/spare:1\n")
            .bundle("all", "web", "ended")
            .commit();
    trial.setUp(specs.remote().fileUrl()).activate("all").up();
  }

  @AfterAll
  void down() {
    docker("ps", "-a", "-q", "--filter", "name=not-dustys")
        .lines()
        .forEach(id -> docker("rm", "-f", id));
    trial.close();
    remotes.close();
  }

  private String docker(String... arguments) {
    return trial.engine().docker(arguments).orFail().out().strip();
  }

  @Test
  void theDiskIsShownWithWhatIsOnIt() {
    String text = trial.dusty("disk", "inspect").orFail().out();
    assertThat(text)
        .matches("(?s)The Docker host \\(local\\) has .*B of .*B left on /.*")
        .contains("images", "containers", "volumes")
        .containsPattern("persistent data +[0-9.]+ (KiB|MiB|B) +" + trial.home() + "/persist\n")
        .containsPattern("managed repos +[0-9.]+ KiB +" + trial.home() + "/state/repos\n");
    assertThat(trial.dusty("disk", "inspect", "--format", "json").orFail().out())
        .contains("\"machine\" : \"local\"", "\"available\" : ", "\"what\" : \"images\"");
  }

  @Test
  void onlyDustysOwnContainersThatDoNotRunAreRemoved() {
    trial.dusty("stop", "ended").orFail();
    docker("run", "--name", "not-dustys", "busybox", "true");
    Shell asked = trial.dusty("disk", "cleanup_containers");
    assertThat(asked.exitCode()).isEqualTo(1);
    assertThat(asked.out()).contains("dusty_ended_1").doesNotContain("dusty_web_1", "not-dustys");
    assertThat(asked.err())
        .isEqualTo(
            "dusty: nobody is there to ask, so nothing was removed\n"
                + "look at the list above, and remove all of it with --yes\n");
    assertThat(trial.containers()).containsKey("ended");

    try (Pty terminal = trial.terminal("disk", "cleanup_containers")) {
      terminal.await("Remove this container? [y/N] ");
      terminal.type("n\n");
      terminal.await("Nothing was removed.");
      assertThat(terminal.exitCode()).isZero();
    }
    assertThat(trial.containers()).containsKey("ended");
    try (Pty terminal = trial.terminal("disk", "cleanup_containers")) {
      terminal.await("[y/N] ");
      terminal.type("y\n");
      terminal.await("Removed: 1 container");
      assertThat(terminal.exitCode()).isZero();
    }
    assertThat(trial.containers()).containsKey("web").doesNotContainKey("ended");
    assertThat(docker("ps", "-a", "--format", "{{.Names}}")).contains("not-dustys");
    assertThat(trial.dusty("disk", "cleanup_containers").orFail().out())
        .isEqualTo("Nothing to do: no container of Dusty is unused.\n");
    assertThat(trial.up().out()).startsWith("Up:");
  }

  @Test
  void onlyUnusedImagesOfSpecsAreRemoved() {
    // Others may have used the engine before.
    trial.dusty("disk", "cleanup_images", "--yes").orFail();
    docker("tag", "busybox", "localhost:5000/spare:1");
    docker("tag", "busybox", "spare:1");
    docker("tag", "busybox", "dusty-web:latest");
    String maker = docker("create", "busybox", "true");
    // Neither has a name; one has been made by Compose for Dusty.
    String somebodys = docker("commit", maker);
    String former =
        docker("commit", "-c", "LABEL com.docker.compose.project=dusty", "-c", "ENV A=1", maker);
    String unused = docker("commit", "-c", "ENV B=1", maker, "dusty_ended:latest");
    docker("rm", maker);
    String snapshot = docker("commit", "-c", "ENV C=1", "dusty_web_1");
    List<String> before = List.of(somebodys, snapshot, former, unused);

    Shell shell = trial.dusty("disk", "cleanup_images", "--yes");
    assertThat(shell.orFail().out())
        .contains("untagged", "dusty_ended:latest", "Removed: 2 images")
        .doesNotContain("busybox", "nginx");
    List<String> images = docker("images", "-a", "-q", "--no-trunc").lines().toList();
    assertThat(before).filteredOn(images::contains).containsExactly(somebodys, snapshot);
    assertThat(docker("images", "--format", "{{.Repository}}:{{.Tag}}"))
        .contains("busybox:latest", "nginx:stable", "spare:1");
    docker("rmi", somebodys, snapshot, "localhost:5000/spare:1", "spare:1", "dusty-web:latest");
    assertThat(trial.dusty("disk", "cleanup_images").orFail().out())
        .isEqualTo("Nothing to do: no image of Dusty is unused.\n");
  }
}
