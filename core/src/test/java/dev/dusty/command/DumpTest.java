package dev.dusty.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dusty.config.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DumpTest {

  @TempDir Path home;
  private Dusty dusty = TestDusty.nowhere();
  private TestCaller caller = TestCaller.of(TestDusty.NOBODY, Path.of("/"));

  @BeforeEach
  void dusty() throws IOException {
    dusty = TestDusty.in(home);
    caller = TestCaller.of(TestDusty.self(dusty), home);
    Files.createDirectories(dusty.paths().state());
  }

  private String dump() throws IOException {
    assertThat(new Dump(dusty, caller, true).run()).isZero();
    return caller.out();
  }

  @Test
  void itHasWhatABugReportNeeds() throws IOException {
    dusty
        .configFile()
        .write(
            new Config(
                Map.of(
                    Config.USERNAME,
                    caller.user().name(),
                    Config.SPECS_REPO,
                    "https://ann:pa55word@git.test/specs.git",
                    "registry_token",
                    "t0p"),
                List.of("shop", "chat"),
                Map.of("git.test/web", "/home/ann/web"),
                Map.of("web", Map.of("DB_URL", "postgres://db"))));
    dusty.lastErrors().add("it went wrong with pa55word\nand postgres://db again");
    String dump = dump();
    assertThat(dump)
        .startsWith("# Dusty dump\n\n## Versions\n\n    daemon: 1.2.3\n")
        .contains("    git: git version ")
        .contains("    Java: 25")
        .contains("    machine: folder, running\n")
        .contains("    specs_repo: https://***@git.test/specs.git\n")
        .contains("    registry_token: ***\n")
        .contains("    active bundles: chat, shop\n")
        .contains("    repo git.test/web: /home/ann/web\n")
        .contains("    variable of web: DB_URL=***\n")
        .contains("    broken   dusty: there are no specs at '")
        .containsPattern("    \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d  and \\*\\*\\* again\n")
        .doesNotContain("postgres")
        .doesNotContain("pa55word")
        .doesNotContain("t0p");
  }

  @Test
  void aDamagedConfigurationIsNotedAndTheRestIsThere() throws IOException {
    Files.writeString(dusty.paths().config(), "username: [\n");
    assertThat(dump())
        .contains("## Configuration\n\n    not known: " + dusty.paths().config())
        .contains("    machine: folder, running\n")
        .contains("## Last warnings and errors of the daemon\n\n    none\n");
  }

  @Test
  void ofManyErrorsTheLastAreKept() throws IOException {
    for (int i = 0; i < 4000; i++) {
      dusty.lastErrors().add("error %d of a length that adds up to a lot of text".formatted(i));
    }
    assertThat(dusty.lastErrors().lines(2))
        .satisfiesExactly(
            line -> assertThat(line).contains("error 3998 "),
            line -> assertThat(line).contains("error 3999 "));
    assertThat(dusty.paths().state().resolve("last-errors.log"))
        .satisfies(file -> assertThat(Files.size(file)).isLessThan(200_000));
  }
}
