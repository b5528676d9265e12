package dev.dusty.plugin.vmlima;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dusty.api.UserError;
import dev.dusty.api.compile.Site;
import dev.dusty.api.step.Command;
import dev.dusty.api.step.Command.Identity;
import dev.dusty.api.step.ProcessRunner.Result;
import dev.dusty.testkit.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is done to a VM that runs: by a real shell, with programs of the test's own in its path. */
class PreparationTest {

  @TempDir Path folder;

  private Path programs;

  @BeforeEach
  void onlyWhatIsGivenIsInThePath() throws IOException {
    programs = Files.createDirectory(folder.resolve("bin"));
    for (String name : new String[] {"mkdir", "sleep"}) {
      program(name, "exec /bin/" + name + " \"$@\"");
    }
  }

  private void program(String name, String script) throws IOException {
    Path program = Files.writeString(programs.resolve(name), "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Site site() {
    Site usual = Site.at("127.0.0.1", "127.0.0.1");
    return new Site(
        usual.vmIp(),
        usual.bridgeIp(),
        folder + usual.repos(),
        folder + usual.commandFiles(),
        folder + usual.assets(),
        folder + usual.copyArea(),
        folder + usual.persist());
  }

  private Result prepare() throws IOException {
    Command command = Preparation.command(site());
    assertThat(command.identity()).isEqualTo(Identity.ROOT);
    return Processes.real().run(command.withEnvironment(Map.of("PATH", programs.toString())));
  }

  private static void assertUserError(Result result, String code, String problem) {
    assertThatThrownBy(() -> Preparation.check(result, "dusty"))
        .asInstanceOf(InstanceOfAssertFactories.type(UserError.class))
        .satisfies(
            e -> {
              assertThat(e.code()).isEqualTo(code);
              assertThat(e.problem()).isEqualTo(problem);
            });
  }

  @Test
  void itMakesTheFoldersInstallsWhatIsMissingAndWaitsForDocker() throws IOException {
    program("docker", "[ -e " + folder + "/second ] || { : >" + folder + "/second; exit 1; }");
    program("apt-get", "echo \"$@\" >>" + folder + "/installed");
    Preparation.check(prepare(), "dusty");
    assertThat(folder.resolve("persist/dusty_assets")).isDirectory();
    assertThat(folder.resolve("dusty_repos")).isDirectory();
    assertThat(folder.resolve("command_files")).isDirectory();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("cp"))))
        .isEqualTo("rwxr-xr-x");
    assertThat(folder.resolve("installed")).hasContent("install -qy rsync nfs-common\n");
  }

  @Test
  void anInstallationThatNeedsNewerListsGetsThem() throws IOException {
    program("docker", "");
    program(
        "apt-get",
        "echo \"$1\" >>"
            + folder
            + "/run; [ $1 = update ] || [ -e "
            + folder
            + "/lists ] || { : >"
            + folder
            + "/lists; exit 100; }");
    Preparation.check(prepare(), "dusty");
    assertThat(folder.resolve("run")).hasContent("install\nupdate\ninstall\n");
  }

  @Test
  void anInstallationThatFailsIsReported() throws IOException {
    program("docker", "");
    program("apt-get", "echo 'E: Temporary failure resolving' >&2; exit 100");
    assertUserError(
        prepare(),
        "lima-programs",
        "rsync and what mounts NFS cannot be installed in the VM 'dusty': E: Temporary failure"
            + " resolving");
  }

  @Test
  void aVmWithoutDockerIsReportedInItsWords() {
    assertUserError(
        new Result(3, "", "sh: 1: docker: not found\n"),
        "lima-docker",
        "no Docker engine answers in the VM 'dusty': sh: 1: docker: not found");
  }

  @Test
  void aDiskThatCannotBeWrittenIsReported() {
    assertUserError(
        new Result(1, "", "mkdir: cannot create directory '/cp': Read-only file system\n"),
        "lima-prepare",
        "the VM 'dusty' cannot be prepared: mkdir: cannot create directory '/cp': Read-only file"
            + " system");
  }
}
