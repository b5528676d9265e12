package dev.dusty.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dusty.api.machine.Platform;
import dev.dusty.api.step.HostUser;
import dev.dusty.api.step.ProcessRunner;
import dev.dusty.api.step.ProcessRunner.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsersTest {

  @TempDir private Path folder;
  private final List<List<String>> asked = new ArrayList<>();

  @Test
  void aUserOfThisComputerIsFoundByNameAndByUid() throws IOException {
    Users users = new Users(HostProcessesTest.asItself(folder, HostProcessesTest.NEVER));
    long uid = users.ownUid();
    HostUser user = users.withUid(uid).orElseThrow();
    assertThat(uid).isEqualTo(HostProcessesTest.ownUid(folder));
    assertThat(user.home()).isAbsolute();
    assertThat(users.named(user.name())).contains(user);
  }

  @Test
  void aUserThatIsNotThereIsEmpty() throws IOException {
    Users users = new Users(HostProcessesTest.asItself(folder, HostProcessesTest.NEVER));
    assertThat(users.named("nobody-of-that-name")).isEmpty();
    assertThat(users.withUid(3_999_999_999L)).isEmpty();
    assertThat(users.isInGroup("nobody-of-that-name", "root")).isFalse();
  }

  @Test
  void aUserIsInItsPrimaryGroup() throws IOException {
    Users users = new Users(HostProcessesTest.asItself(folder, HostProcessesTest.NEVER));
    assertThat(users.isInGroup("root", "root")).isTrue();
    assertThat(users.isInGroup("root", "roo")).isFalse();
  }

  @Test
  void aNumberIsNoName() throws IOException {
    Users users = new Users(HostProcessesTest.asItself(folder, HostProcessesTest.NEVER));
    assertThat(users.named("0")).isEmpty();
  }

  @Test
  void aNameThatLooksLikeAnOptionOrPathIsAskedOfNoProgram() throws IOException {
    Users users = new Users(answering(0, "", ""), Platform.MACOS, folder);
    assertThat(users.named("-a")).isEmpty();
    assertThat(users.named("../Groups/admin")).isEmpty();
    assertThat(users.isInGroup("--help", "x")).isFalse();
    assertThat(asked).isEmpty();
  }

  @Test
  void theUserFileIsReadWhereGetentIsMissing() throws IOException {
    Path passwd =
        Files.writeString(
            folder.resolve("passwd"),
            "# comment\nroot:x:0:0:root:/root:/bin/sh\nanna:x:1001:1002:Anna,,:/home/anna:/bin/ash\n");
    Users users =
        new Users(
            (command, listener) -> {
              throw new IOException("there is no program 'getent'");
            },
            Platform.LINUX,
            passwd);
    HostUser anna = new HostUser("anna", 1001, 1002, Path.of("/home/anna"));
    assertThat(users.named("anna")).contains(anna);
    assertThat(users.withUid(1001)).contains(anna);
    assertThat(users.named("ann")).isEmpty();
  }

  @Test
  void macosIsAskedThroughItsDirectory() throws IOException {
    Users users =
        new Users(
            answering(0, "NFSHomeDirectory: /Users/anna\nPrimaryGroupID: 20\nUniqueID: 501\n", ""),
            Platform.MACOS,
            folder);
    assertThat(users.named("anna")).contains(new HostUser("anna", 501, 20, Path.of("/Users/anna")));
    assertThat(asked)
        .containsExactly(
            List.of(
                "dscl",
                ".",
                "-read",
                "/Users/anna",
                "UniqueID",
                "PrimaryGroupID",
                "NFSHomeDirectory"));
  }

  @Test
  void aHomeWithASpaceStandsOnItsOwnLineInTheDirectory() {
    assertThat(
            Users.parseDirectory(
                "anna",
                "NFSHomeDirectory:\n /Volumes/Big Disk/anna\nPrimaryGroupID: 20\nUniqueID: 501\n"))
        .map(HostUser::home)
        .contains(Path.of("/Volumes/Big Disk/anna"));
  }

  @Test
  void aUserThatTheDirectoryDoesNotKnowIsEmpty() throws IOException {
    Users users =
        new Users(
            answering(56, "", "<dscl_cmd> DS Error: -14136 (eDSRecordNotFound)\n"),
            Platform.MACOS,
            folder);
    assertThat(users.named("anna")).isEmpty();
  }

  private ProcessRunner answering(int exitCode, String output, String errors) {
    return (command, listener) -> {
      asked.add(command.argv());
      return new Result(exitCode, output, errors);
    };
  }
}
