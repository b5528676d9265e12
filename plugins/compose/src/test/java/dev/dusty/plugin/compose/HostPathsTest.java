package dev.dusty.plugin.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dusty.api.compile.Site;
import dev.dusty.api.run.RepoCopy;
import dev.dusty.api.spec.Repo;
import dev.dusty.api.value.Value;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HostPathsTest {

  private static final RepoCopy WEB =
      new RepoCopy(Repo.parse("/repos/web"), Path.of("/home/ann/my $web"), RepoCopy.Kind.OVERRIDE);

  private final HostPaths paths =
      new HostPaths(path -> Optional.empty(), Site.at("127.0.0.1", "172.17.0.1"), List.of(WEB));

  private Value here(String key, Object value) {
    Map<String, Value> keys = Given.map(key, value).entries();
    return paths.of(keys).getOrDefault(key, Value.Plain.NULL);
  }

  @Test
  void whatComposeReadsInARepoIsInTheCopyInUse() {
    assertThat(paths.of("/dusty_repos/localhost/repos/web/Dockerfile"))
        .isEqualTo(Path.of("/home/ann/my $web/Dockerfile"));
    assertThat(here("build", "/dusty_repos/localhost/repos/web"))
        .isEqualTo(Value.text("/home/ann/my $$web"));
    assertThat(here("env_file", Given.list("/dusty_repos/localhost/repos/web/a")))
        .isEqualTo(Given.list("/home/ann/my $$web/a"));
    assertThat(
            here("env_file", Given.list(Given.map("path", "/dusty_repos/localhost/repos/web/a"))))
        .isEqualTo(Given.list(Given.map("path", "/home/ann/my $$web/a")));
    assertThat(
            here(
                "build",
                Given.map(
                    "context",
                    "/dusty_repos/localhost/repos/web/sub",
                    "additional_contexts",
                    Given.list("other=/dusty_repos/localhost/repos/web/other"))))
        .isEqualTo(
            Given.map(
                "context",
                "/home/ann/my $$web/sub",
                "additional_contexts",
                Given.list("other=/home/ann/my $$web/other")));
  }

  @Test
  void whatIsNoPathOfARepoStaysAsItIs() {
    Value build =
        Given.map(
            "context",
            "/dusty_repos/localhost/repos/web2",
            "args",
            Given.map("A", "/dusty_repos/localhost/repos/web"));
    assertThat(here("build", build)).isEqualTo(build);
    Value volumes = Given.list("/dusty_repos/localhost/repos/web:/web");
    assertThat(here("volumes", volumes)).isEqualTo(volumes);
    assertThat(here("env_file", "relative.env")).isEqualTo(Value.text("relative.env"));
  }
}
