package dev.dusty.distribution.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dusty.distribution.bed.GitRemotes;
import dev.dusty.distribution.bed.People.Person;
import dev.dusty.distribution.bed.Shell;
import dev.dusty.distribution.bed.Specs;
import dev.dusty.distribution.bed.Trial;
import dev.dusty.distribution.bed.VmManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * What happens to the folders of repos that somebody's VM sees by NFS. Each test has an app of its
 * own.
 */
@TestInstance(Lifecycle.PER_CLASS)
class VmSharingIT {

  /** Where a VM is emulated, all takes long. */
  private static final Duration SOON = Duration.ofMinutes(2);

  private final GitRemotes remotes = new GitRemotes();
  private Trial trial;

  @BeforeAll
  void bringUp() {
    trial = Trial.startFor(Person.ANN, VmManager.DOCKER_MACHINE);
    Specs specs = new Specs(remotes.create("specs"));
    for (String name : new String[] {"anew", "gone", "kept"}) {
      var repo = remotes.create(name);
      repo.commit("index.html", "managed " + name + "\n");
      trial.giveToOwner(repo.folder());
      specs.app(
          name,
          """
          repo: %s
          mount: /code
          image: busybox
          host_forwarding:
            - {host_name: %s.test, host_port: 80, container_port: 8000}
          commands:
            always: [exec httpd -f -p 8000 -h /code]
          compose:
            stop_signal: SIGKILL
          """
              .formatted(repo.fileUrl(), name));
    }
    specs.bundle("all", "anew", "gone", "kept").commit();
    trial.giveToOwner(specs.remote().folder());
    trial.setUp(specs.remote().fileUrl()).activate("all");
    trial.up();
  }

  @AfterAll
  void end() {
    trial.close();
    remotes.close();
  }

  private Path own(String name, String text) throws IOException {
    Path own = Files.createDirectories(trial.folder().resolve("my " + name));
    Files.writeString(own.resolve("index.html"), text);
    trial.giveToOwner(own);
    return own;
  }

  private void override(String name, Path own) {
    trial.dusty("repos", "override", name, own.toString()).orFail();
  }

  private String page(String name) {
    return trial.web().await(name + ".test", "/", 200, SOON).body();
  }

  private String exports() throws IOException {
    return Files.readString(trial.home().resolve("exports"));
  }

  @Test
  void anOverrideThatIsDeletedStopsNobodyElse() throws IOException {
    Path own = own("gone", "own\n");
    override("gone", own);
    trial.dusty("restart", "gone").orFail();
    assertThat(page("gone")).isEqualTo("own\n");
    assertThat(exports()).contains("my\\040gone " + trial.address() + "(");

    Files.move(own, trial.folder().resolve("moved"));
    Shell up = trial.up("--no-pull");
    assertThat(up.err()).contains("is missing: " + own + ", so containers see nothing of it");
    assertThat(exports()).doesNotContain("my\\040gone");
    trial.dusty("repos", "manage", "gone").orFail();
    trial.dusty("restart", "gone").orFail();
    assertThat(page("gone")).isEqualTo("managed gone\n");
  }

  @Test
  void aFolderThatWasMadeAnewIsSeenAfterARestart() throws IOException {
    override("anew", own("anew", "first\n"));
    trial.dusty("restart", "anew").orFail();
    assertThat(page("anew")).isEqualTo("first\n");
    Files.move(trial.folder().resolve("my anew"), trial.folder().resolve("old"));
    own("anew", "second\n");
    trial.dusty("restart", "anew").orFail();
    assertThat(page("anew")).isEqualTo("second\n");
  }

  @Test
  void aContainerHasItsCopyUntilItStartsAgain() throws IOException {
    override("kept", own("kept", "own\n"));
    trial.dusty("restart", "kept").orFail();
    assertThat(page("kept")).isEqualTo("own\n");
    trial.dusty("repos", "manage", "kept").orFail();
    trial.up("--no-pull");
    assertThat(exports()).contains("my\\040kept");
    assertThat(page("kept")).isEqualTo("own\n");
    trial.dusty("restart", "kept").orFail();
    assertThat(page("kept")).isEqualTo("managed kept\n");
    trial.up("--no-pull");
    assertThat(exports()).doesNotContain("my\\040kept");
  }

  @Test
  void theDoctorFindsAMountThatIsGoneAndUpMendsIt() {
    trial.vm().inside("umount -l $(grep /kept /proc/mounts | grep ' nfs' | cut -d ' ' -f 2)");
    Shell doctor = trial.dusty("doctor");
    assertThat(doctor.out()).contains("broken   nfs: the machine does not show what is to be at ");
    trial.up("--no-pull");
    assertThat(trial.dusty("doctor").out())
        .contains("ok       nfs: a file of this computer is read on the machine")
        .contains("ok       nfs: what the machine writes belongs to ann")
        .doesNotContain("broken   nfs");
  }
}
