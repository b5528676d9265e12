package dev.dusty.distribution.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dusty.distribution.bed.GitRemotes;
import dev.dusty.distribution.bed.Shell;
import dev.dusty.distribution.bed.Specs;
import dev.dusty.distribution.bed.Trial;
import dev.dusty.distribution.bed.VirtualMachine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What happens to the folders of repos that a VM sees by NFS. */
@TestInstance(Lifecycle.PER_CLASS)
class VmSharingIT {

  /** Where a VM is emulated, all takes long. */
  private static final Duration SOON = Duration.ofMinutes(2);

  private final GitRemotes remotes = new GitRemotes();
  private Trial trial;

  @BeforeAll
  void bringUp() {
    trial = Trial.start(VirtualMachine.NAME, Map.of());
    Specs specs = new Specs(remotes.create("specs"));
    for (String name : new String[] {"site", "other"}) {
      var repo = remotes.create(name);
      repo.commit("index.html", "managed " + name + "\n");
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
    specs.bundle("all", "site", "other").commit();
    trial.setUp(specs.remote().fileUrl()).activate("all");
    trial.up();
  }

  @AfterEach
  void useTheManagedCopies() {
    trial.dusty("repos", "manage", "--all").orFail();
    trial.up("--no-pull");
    trial.dusty("restart").orFail();
    trial.up("--no-pull");
  }

  @AfterAll
  void end() {
    trial.close();
    remotes.close();
  }

  private Path own(String text) throws IOException {
    Path own = Files.createDirectories(trial.folder().resolve("own site"));
    Files.writeString(own.resolve("index.html"), text);
    return own;
  }

  private String page(String name) {
    return trial.web().await(name + ".test", "/", 200, SOON).body();
  }

  private String exports() throws IOException {
    return Files.readString(trial.home().resolve("exports"));
  }

  @Test
  void anOverrideThatIsDeletedStopsNobodyElse() throws IOException {
    Path own = own("own\n");
    trial.dusty("repos", "override", "site", own.toString()).orFail();
    trial.up("--no-pull");
    trial.dusty("restart", "site").orFail();
    assertThat(page("site")).isEqualTo("own\n");
    assertThat(exports()).contains("own\\040site " + trial.address() + "(");

    Files.move(own, trial.folder().resolve("gone"));
    Shell up = trial.up("--no-pull");
    assertThat(up.err()).contains("is missing: " + own + ", so containers see nothing of it");
    assertThat(exports()).doesNotContain("own");
    trial.dusty("restart", "other").orFail();
    assertThat(page("other")).isEqualTo("managed other\n");
  }

  @Test
  void aFolderThatWasMadeAnewIsSeenAfterARestart() throws IOException {
    trial.dusty("repos", "override", "site", own("first\n").toString()).orFail();
    trial.up("--no-pull");
    trial.dusty("restart", "site").orFail();
    assertThat(page("site")).isEqualTo("first\n");
    Files.move(trial.folder().resolve("own site"), trial.folder().resolve("moved away"));
    own("second\n");
    trial.dusty("restart", "site").orFail();
    assertThat(page("site")).isEqualTo("second\n");
  }

  @Test
  void aContainerHasItsCopyUntilItStartsAgain() throws IOException {
    trial.dusty("repos", "override", "site", own("own\n").toString()).orFail();
    trial.up("--no-pull");
    assertThat(page("site")).isEqualTo("managed site\n");
    trial.dusty("restart", "site").orFail();
    assertThat(page("site")).isEqualTo("own\n");
    trial.dusty("repos", "manage", "site").orFail();
    trial.up("--no-pull");
    assertThat(exports()).contains("own\\040site");
    assertThat(page("site")).isEqualTo("own\n");
    trial.dusty("restart", "site").orFail();
    assertThat(page("site")).isEqualTo("managed site\n");
    trial.up("--no-pull");
    assertThat(exports()).doesNotContain("own");
  }

  @Test
  void theDoctorFindsAMountThatIsGoneAndUpMendsIt() {
    trial.vm().inside("umount -l $(grep /site /proc/mounts | grep ' nfs' | cut -d ' ' -f 2)");
    Shell doctor = trial.dusty("doctor");
    assertThat(doctor.out()).contains("broken   nfs: the machine does not show what is to be at ");
    trial.up("--no-pull");
    assertThat(trial.dusty("doctor").orFail().out())
        .contains("ok       nfs: a file of this computer is read on the machine")
        .contains("ok       nfs: what the machine writes belongs to root");
  }
}
