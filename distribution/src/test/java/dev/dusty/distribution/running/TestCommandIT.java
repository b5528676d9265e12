package dev.dusty.distribution.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dusty.distribution.bed.GitRemote;
import dev.dusty.distribution.bed.GitRemotes;
import dev.dusty.distribution.bed.Pty;
import dev.dusty.distribution.bed.Shell;
import dev.dusty.distribution.bed.Specs;
import dev.dusty.distribution.bed.Trial;
import dev.dusty.distribution.bed.Wait;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** {@code dusty test} of an app and its lib, with repos of their own and nothing brought up. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TestCommandIT {

  private static final Duration SOON = Duration.ofMinutes(1);

  /** In a registry that is not reached, so that nobody is asked when the image is made anew. */
  private static final String FAR = "127.0.0.1:1/busybox";

  private static final String WEB =
      """
      repo: REPO
      mount: /web
      image: busybox
      depends:
        libs: [kit]
      commands:
        always: [sleep 1000]
      test:
        image: FAR
        once:
          - cat /proc/sys/kernel/random/uuid > /made
        suites:
          - name: args
            description: Shows what it is given
            default_args: by default
            command:
              - printf '<%s>\\n'
          - name: a_b
            command: [echo this is a_b, sh meet.sh a_b ab]
            compose:
              volumes: [/persist/meet:/meet]
          - name: ab
            command: [echo this is ab, sh meet.sh ab a_b]
            compose:
              volumes: [/persist/meet:/meet]
          - name: made
            command: [cat /made text]
          - name: waits
            command:
              - echo begun; until [ -e go ]; do sleep 0.1; done; echo ended >&2; exit 9
          - name: store
            services: [store]
            command:
              - until wget -q -O - http://localhost:8080/; do sleep 0.1; done
      """;

  private static final String KIT =
      """
      repo: REPO
      mount: /kit
      install:
        - ln -sf "$PWD/kit" /bin/kit
      test:
        image: busybox
        suites:
          - name: unit
            command: [./kit]
          - name: fails
            command: [exit 5]
          - name: fails-more
            command: [exit 6]
      """;

  private static final String STORE =
      """
      image: busybox
      command: [sh, -c, "mkdir /www; echo stored > /www/index.html; exec httpd -f -p 8080 -h /www"]
      ports: ["8080:8080"]
      volumes: [/persist/store:/data]
      stop_signal: SIGKILL
      """;

  private static final String MEET =
      """
      touch "/meet/$1"
      tries=0
      until [ -e "/meet/$2" ]; do
        tries=$((tries + 1))
        [ "$tries" -lt 900 ] || exit 8
        sleep 0.1
      done
      echo met
      """;

  private final Trial trial = Trial.start();
  private final GitRemotes remotes = new GitRemotes();
  private final GitRemote web = remotes.create("web");

  @BeforeAll
  void setUp() {
    trial.engine().docker("tag", "busybox", FAR).orFail();
    GitRemote kit = remotes.create("kit");
    kit.commit("kit", "#!/bin/sh\necho kit\n");
    web.write("text", "committed\n");
    web.write("meet.sh", MEET);
    web.commit("Begin");
    Specs specs =
        new Specs(remotes.create("specs"))
            .app("web", WEB.replace("REPO", web.fileUrl()).replace("FAR", FAR))
            .lib("kit", KIT.replace("REPO", kit.fileUrl()))
            .service("store", STORE)
            .bundle("all", "web")
            .commit();
    trial.setUp(specs.remote().fileUrl());
  }

  @AfterAll
  void end() {
    trial.engine().docker("rmi", FAR).orFail();
    trial.close();
    remotes.close();
  }

  @AfterEach
  void nothingIsLeft() {
    assertThat(containers()).isEmpty();
    assertThat(trial.engine().docker("network", "ls", "-q", "--filter", "type=custom").out())
        .isEmpty();
  }

  private List<String> containers() {
    return trial
        .engine()
        .docker("ps", "-a", "--format", "{{.Names}}")
        .orFail()
        .out()
        .lines()
        .toList();
  }

  private Shell test(String... arguments) {
    return trial.dusty(
        Stream.concat(Stream.of("test"), Stream.of(arguments)).toArray(String[]::new));
  }

  @Test
  void argumentsArriveAsTheyWereTyped() {
    assertThat(
            test("web", "args", "-v", "--", "two words", "", "$HOME", "@x", "it's").orFail().out())
        .isEqualTo("<-v>\n<-->\n<two words>\n<>\n<$HOME>\n<@x>\n<it's>\n");
    assertThat(test("web", "args").orFail().out()).isEqualTo("<by>\n<default>\n");
  }

  @Test
  void withoutASuiteItShowsThem() {
    assertThat(test("web", "--format", "json").orFail().out())
        .contains("\"name\" : \"args\"", "\"defaultArgs\" : \"by default\"");
    assertThat(test("kit").orFail().out()).startsWith("NAME").contains("unit");
  }

  @Test
  void suitesWhoseNamesAreAlikeRunAtTheSameTime() {
    // Threads of its own: on a small computer the common pool would run one after the other.
    try (ExecutorService both = Executors.newFixedThreadPool(2)) {
      CompletableFuture<Shell> one = CompletableFuture.supplyAsync(() -> test("web", "a_b"), both);
      CompletableFuture<Shell> other = CompletableFuture.supplyAsync(() -> test("web", "ab"), both);
      assertThat(List.of(one.join().out(), other.join().out()))
          .as("%s %s", one.join(), other.join())
          .containsExactly("this is a_b\nmet\n", "this is ab\nmet\n");
    }
  }

  @Test
  void theImageIsKeptUntilItsRepoHasANewCommit() throws IOException {
    String first = test("web", "made").orFail().out();
    assertThat(first).endsWith("committed\n");
    assertThat(test("web", "made").orFail().out()).isEqualTo(first);

    Path own = trial.folder().resolve("own");
    Shell.run(trial.folder(), "git", "clone", "-q", web.folder().toString(), own.toString())
        .orFail();
    trial.dusty("repos", "override", "web", own.toString()).orFail();
    Files.writeString(own.resolve("text"), "in progress\n");
    assertThat(test("web", "made").orFail().out())
        .isEqualTo(first.replace("committed", "in progress"));
    trial.dusty("repos", "manage", "web").orFail();

    web.commit("text", "later\n");
    String second = test("web", "made").orFail().out();
    assertThat(second).endsWith("later\n").doesNotStartWith(first.substring(0, 36));
    assertThat(test("--recreate", "web", "made").orFail().out()).isNotEqualTo(second);
    assertThat(trial.engine().docker("images", "-q", "dusty-test/app/web").out().lines())
        .hasSize(1);
  }

  @Test
  void outputIsShownAsItComesAndTheExitCodeIsTheSuites() throws IOException {
    Path managed = trial.home().resolve("repos");
    try (Pty terminal = trial.terminal("test", "--no-pull", "web", "waits")) {
      terminal.await("begun");
      assertThat(containers()).hasSize(1);
      Path go = managedCopy(managed).resolve("go");
      Files.createFile(go);
      try {
        terminal.await("ended");
        assertThat(terminal.exitCode()).isEqualTo(9);
      } finally {
        Files.delete(go);
      }
    }
  }

  private static Path managedCopy(Path anywhere) throws IOException {
    try (var files = Files.walk(anywhere.resolveSibling(""))) {
      return files
          .filter(path -> path.endsWith("meet.sh") && path.toString().contains("web"))
          .findFirst()
          .orElseThrow()
          .resolveSibling("");
    }
  }

  @Test
  void interruptingLeavesNothingBehind() {
    try (Pty terminal = trial.terminal("test", "--no-pull", "web", "waits")) {
      terminal.await("begun");
      terminal.interrupt();
      assertThat(terminal.exitCode()).isEqualTo(130);
    }
  }

  @Test
  void aDaemonThatWasKilledSweepsAtItsNextStart() {
    try (Pty terminal = trial.terminal("test", "--no-pull", "web", "waits")) {
      terminal.await("begun");
      trial.killDaemon();
      assertThat(terminal.exitCode()).isEqualTo(1);
      assertThat(containers()).hasSize(1);
    }
    trial.startDaemon();
    Wait.until("no container", SOON, () -> containers().isEmpty());
    Wait.until(
        "a word of it in the log",
        SOON,
        () -> trial.daemonLog().contains("removed what a run of tests that was cut off left"));
  }

  @Test
  void servicesAreReachedOnLocalhostAndPublishNothing() {
    assertThat(test("web", "store").orFail().out()).isEqualTo("stored\n");
    assertThat(trial.home().resolve("persist/store")).doesNotExist();
  }

  @Test
  void allSuitesOfALibAreRunAndTheWorstCounts() {
    Shell all = test("kit", "all");
    assertThat(all.exitCode()).isEqualTo(6);
    assertThat(all.out())
        .contains("==> unit <==\nkit\n", "SUITE", "3 suites, 2 failed, ")
        .containsPattern("unit +passed +\\d+\\.\\d{3} s\n")
        .containsPattern("fails-more +failed \\(6\\) +\\d");
  }
}
