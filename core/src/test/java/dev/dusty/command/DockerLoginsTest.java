package dev.dusty.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dusty.api.UserError;
import dev.dusty.api.step.HostUser;
import dev.dusty.host.HostProcesses;
import dev.dusty.host.RunAs;
import dev.dusty.run.Uncancelled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With real files, and real credential helpers in the user's own folder of programs. */
class DockerLoginsTest {

  private static final Registry LOCAL = new Registry("localhost:5000");

  @TempDir Path home;
  private HostUser user = TestDusty.NOBODY;

  @BeforeEach
  void user() throws IOException {
    long uid = ((Number) Files.getAttribute(home, "unix:uid")).longValue();
    user = new HostUser("ann", uid, uid, home);
    Files.createDirectories(home.resolve(".docker/bin"));
  }

  private DockerLogins logins(Map<String, String> environment) throws IOException {
    HostProcesses processes =
        new HostProcesses(
            new RunAs(user.uid(), RunAs.thisPlatform()),
            Optional.of(user),
            Map.of(),
            Uncancelled.FOREVER,
            home.resolve("children"));
    return DockerLogins.read(user, environment, processes);
  }

  private DockerLogins logins(String json) throws IOException {
    Files.writeString(home.resolve(".docker/config.json"), json);
    return logins(Map.of());
  }

  private void helper(String name, String script) throws IOException {
    Path program = home.resolve(".docker/bin/docker-credential-" + name);
    Files.writeString(program, "#!/bin/sh\n" + script);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void withoutAConfigurationThereIsNoLogin() throws IOException {
    assertThat(logins(Map.of()).contain(LOCAL)).isFalse();
  }

  @Test
  void aLoginIsInTheFile() throws IOException {
    DockerLogins logins =
        logins(
            """
            {"auths": {"localhost:5000": {"auth": "eDp5"}, "other.test": {"identitytoken": "t"},
             "empty.test": {}}}
            """);
    assertThat(logins.contain(LOCAL)).isTrue();
    assertThat(logins.contain(new Registry("other.test"))).isTrue();
    assertThat(logins.contain(new Registry("empty.test"))).isFalse();
    assertThat(logins.contain(Registry.DOCKER_HUB)).isFalse();
  }

  @Test
  void aFolderThatTheEnvironmentNamesIsTheOneThatCounts() throws IOException {
    Path other = Files.createDirectory(home.resolve("other"));
    Files.writeString(
        other.resolve("config.json"), "{\"auths\": {\"localhost:5000\": {\"auth\": \"x\"}}}");
    DockerLogins logins = logins(Map.of("DOCKER_CONFIG", other.toString()));
    assertThat(logins.contain(LOCAL)).isTrue();
    assertThat(logins.folder()).isEqualTo(other.toString());
  }

  @Test
  void aCredentialHelperIsAskedForTheRegistryByTheNameThatDockerHasForIt() throws IOException {
    helper("test", "read name; [ \"$1 $name\" = 'get https://index.docker.io/v1/' ]\n");
    DockerLogins logins = logins("{\"credsStore\": \"test\", \"auths\": {\"localhost:5000\": {}}}");
    assertThat(logins.contain(Registry.DOCKER_HUB)).isTrue();
    assertThat(logins.contain(LOCAL)).isFalse();
  }

  @Test
  void aHelperOfARegistrysOwnGoesBeforeTheStoreOfAll() throws IOException {
    helper("all", "exit 1\n");
    helper("own", "echo '{}'\n");
    DockerLogins logins =
        logins("{\"credsStore\": \"all\", \"credHelpers\": {\"localhost:5000\": \"own\"}}");
    assertThat(logins.contain(LOCAL)).isTrue();
    assertThat(logins.contain(Registry.DOCKER_HUB)).isFalse();
  }

  @Test
  void aHelperThatIsNotThereIsTold() throws IOException {
    DockerLogins logins = logins("{\"credsStore\": \"gone\"}");
    assertThatThrownBy(() -> logins.contain(LOCAL))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(
            "'docker-credential-gone', which %s/.docker/config.json names for localhost:5000, cannot"
                    .formatted(home)
                + " be run: ");
  }

  @Test
  void aConfigurationThatIsDamagedIsTold() {
    assertThatThrownBy(() -> logins("{\"auths\": "))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(
            "Docker's configuration '%s/.docker/config.json' is not JSON: ".formatted(home));
  }
}
