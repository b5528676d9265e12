package dev.dusty.distribution.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dusty.distribution.bed.GitRemotes;
import dev.dusty.distribution.bed.People.Person;
import dev.dusty.distribution.bed.Shell;
import dev.dusty.distribution.bed.Specs;
import dev.dusty.distribution.bed.Trial;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Files that live in no repo, on their way from a user to containers. */
class AssetsIT {

  /** Less than the largest asset here, for client and daemon: none of them may hold it whole. */
  private static final String LITTLE_MEMORY = "-Xmx64m";

  private static final List<AutoCloseable> OPEN = new ArrayList<>();
  private static Trial trial;

  @BeforeAll
  static void setUp() {
    trial = opened(Trial.start(Map.of("DUSTY_JAVA_OPTS", LITTLE_MEMORY)));
    trial.setUp(specs().remote().fileUrl()).activate("all");
  }

  private static Specs specs() {
    return new Specs(opened(new GitRemotes()).create("specs"))
        .app(
            "web",
            """
            image: busybox
            assets:
              - {name: my key, path: /etc/web/key.bin}
              - {name: token, path: /etc/web/token}
              - {name: large, path: /large, required: false}
              - {name: piped, path: /piped, required: false}
            commands: {always: [exec sleep 1000000]}
            compose: {stop_signal: SIGKILL}
            """)
        .bundle("all", "web")
        .commit();
  }

  private static <T extends AutoCloseable> T opened(T closeable) {
    OPEN.add(closeable);
    return closeable;
  }

  @AfterAll
  static void close() throws Exception {
    for (AutoCloseable closeable : OPEN.reversed()) {
      closeable.close();
    }
  }

  private static Path file(String name, byte[] content, String mode) throws IOException {
    Path file = Files.write(trial.folder().resolve(name), content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    return file;
  }

  private static String inWeb(String script) {
    return trial.engine().docker("exec", "dusty_web_1", "sh", "-c", script).orFail().out();
  }

  private static Shell shell(String script, String... arguments) {
    List<String> argv = new ArrayList<>(List.of("bash", "-c", script, "bash"));
    argv.add(trial.argv().getFirst());
    argv.addAll(List.of(arguments));
    return Shell.run(trial.folder(), trial.environment(), argv);
  }

  @Test
  void anAssetIsAskedForSetAndThenInItsContainerWithItsMode() throws IOException {
    Shell refused = trial.dusty("up");
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err())
        .endsWith(
            "dusty: required assets are not set: my key (for web); token (for web)\n"
                + "set each of them: dusty assets set KEY FILE\n");
    assertThat(trial.containers()).isEmpty();

    byte[] binary = {0, -1, 13, 10, 27};
    file("key", binary, "rw-------");
    file("token", "t".getBytes(StandardCharsets.UTF_8), "rwxr-x--x");
    // Named as it is seen from where it is typed.
    assertThat(trial.dusty("assets", "set", "my key", "key").orFail().out())
        .isEqualTo("Asset 'my key' is set.\n");
    trial.dusty("assets", "set", "token", "./token").orFail();
    trial.up();
    assertThat(inWeb("od -An -tx1 /etc/web/key.bin; stat -c '%a %u' /etc/web/key.bin"))
        .isEqualTo(" 00 ff 0d 0a 1b\n600 0\n");
    assertThat(inWeb("stat -c %a /etc/web/token")).isEqualTo("751\n");

    file("token", "new".getBytes(StandardCharsets.UTF_8), "r--------");
    assertThat(trial.dusty("assets", "set", "token", "token").orFail().out())
        .isEqualTo("Asset 'token' is set.\nRun 'dusty restart web' to have it in what runs.\n");
    assertThat(inWeb("cat /etc/web/token")).isEqualTo("t");
    trial.dusty("restart", "web").orFail();
    assertThat(inWeb("cat /etc/web/token; stat -c %a /etc/web/token")).isEqualTo("new400\n");

    assertThat(trial.dusty("assets", "unset", "token").orFail().out())
        .isEqualTo(
            "Asset 'token' is not set any more.\n"
                + "Until it is set again, 'dusty up' refuses to run web.\n");
    assertThat(trial.dusty("up").err())
        .endsWith(
            "dusty: a required asset is not set: token (for web)\n"
                + "set it: dusty assets set token FILE\n");
    assertThat(trial.containers()).containsKey("web");
    assertThat(trial.dusty("assets", "list", "web").orFail().out().lines())
        .anyMatch(line -> line.matches("my key +web +/etc/web/key.bin +yes +yes"))
        .anyMatch(line -> line.matches("token +web +/etc/web/token +yes"));
  }

  @Test
  void aLargeAssetIsHeldInNobodysMemory() {
    shell("head -c 100M /dev/urandom > large && \"$1\" assets set large large").orFail();
    String sums = shell("sha256sum < large; \"$1\" assets read large | sha256sum").orFail().out();
    assertThat(sums.lines().distinct()).as(sums).hasSize(1);
  }

  @Test
  void whatAShellMakesIsReadLikeAFile() {
    shell("\"$1\" assets set piped <(printf 'a\\0b')").orFail();
    assertThat(trial.dusty("assets", "read", "piped").out()).isEqualTo("a\0b");
    shell("printf typed | \"$1\" assets set piped -").orFail();
    assertThat(trial.dusty("assets", "read", "piped").out()).isEqualTo("typed");
    // Nobody said who may read it.
    assertThat(shell("stat -c %a \"$DUSTY_HOME/persist/dusty_assets/piped\"").out())
        .isEqualTo("600\n");
  }

  @Test
  void aFileIsReadWithTheRightsOfWhoNamesIt() throws IOException {
    try (Trial ofAnn = Trial.startFor(Person.ANN)) {
      Path home = ofAnn.people().home(Person.ANN);
      Path specs = Files.createDirectories(home.resolve("specs"));
      Files.createDirectories(specs.resolve("bundles"));
      Files.createDirectories(specs.resolve("apps"));
      Files.writeString(specs.resolve("bundles/all.yml"), "apps: [web]\n");
      Files.writeString(
          specs.resolve("apps/web.yml"),
          "image: busybox\nassets: [{name: key, path: /key}]\ncommands: {always: [a]}\n");
      Path key = Files.writeString(home.resolve("key"), "hers");
      Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("r--------"));
      ofAnn.giveToOwner(specs);
      ofAnn.giveToOwner(key);
      String repo = specs.toString();
      ofAnn
          .dustyAsRoot("setup", "--username", "ann", "--default-specs-repo", repo, "--no-update")
          .orFail();
      ofAnn.dusty("repos", "override", repo, repo).orFail();

      Shell refused = ofAnn.dusty("assets", "set", "key", "/etc/shadow");
      assertThat(refused.exitCode()).isEqualTo(1);
      assertThat(refused.err())
          .endsWith(
              "dusty: '/etc/shadow' cannot be read: Permission denied\n"
                  + "give a file that you may read, or - for standard input\n");
      ofAnn.dusty("assets", "set", "key", key.toString()).orFail();
      assertThat(ofAnn.dusty("assets", "read", "key").orFail().out()).isEqualTo("hers");
      Path asset = ofAnn.home().resolve("persist/dusty_assets/key");
      assertThat(Files.getAttribute(asset, "unix:uid")).isEqualTo(Person.ANN.uid());
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(asset)))
          .isEqualTo("r--------");
    }
  }
}
