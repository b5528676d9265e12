package dev.dusty.distribution.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dusty.distribution.bed.People.Person;
import dev.dusty.distribution.bed.Shell;
import dev.dusty.distribution.bed.Trial;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may ask a daemon of root's, and what they get of root's with it: nothing. */
class AccessIT {

  private static final String SECRET = "top_secret";

  private Trial trial;

  /** Specs of Ann's own, in her home, used in place of the managed copy. */
  private Path specs;

  @BeforeEach
  void setUp() throws IOException {
    trial = Trial.withoutEngineFor(Person.ANN);
    specs = folder(trial.people().home(Person.ANN), "specs", "apps: []\nservices: [db]\n");
    trial.giveToOwner(specs);
    trial
        .dustyAsRoot(
            "setup", "--username", "ann", "--default-specs-repo", specs.toString(), "--no-update")
        .orFail();
    trial.dusty("repos", "override", specs.toString(), specs.toString()).orFail();
  }

  @AfterEach
  void end() {
    trial.close();
  }

  /** Makes a folder of specs with one bundle. */
  private static Path folder(Path parent, String name, String bundle) throws IOException {
    Path folder = Files.createDirectories(parent.resolve(name));
    Files.createDirectories(folder.resolve("bundles"));
    Files.createDirectories(folder.resolve("services"));
    Files.writeString(folder.resolve("bundles/all.yml"), bundle);
    Files.writeString(folder.resolve("services/db.yml"), "image: busybox\n");
    return folder;
  }

  /** Makes a folder that only root may look into, with specs whose errors show what is in them. */
  private Path closed() throws IOException {
    Path closed = folder(trial.folder(), "closed", SECRET + ": 1\n");
    Shell.run(trial.folder(), "chmod", "700", closed.toString()).orFail();
    return closed;
  }

  private static String all(Shell shell) {
    return shell.out() + shell.err();
  }

  @Test
  void whoMayNotAskIsToldSoAndNothingHappens() {
    for (List<String> command :
        List.of(
            List.of("config", "list"),
            List.of("up"),
            List.of("stop"),
            List.of("config", "set", "username", "ben"),
            List.of("setup", "--username", "ben"))) {
      Shell refused = trial.dustyAs(Person.BEN, command.toArray(String[]::new));
      assertThat(refused.exitCode()).isEqualTo(1);
      assertThat(refused.out()).isEmpty();
      assertThat(refused.err().lines())
          .containsExactly(
              "dusty: user 'ben' may not use this Dusty",
              "ask root to add you to the group 'dusty', or to run 'dusty setup' for you");
    }
    assertThat(trial.dusty("config", "listvalues").out()).contains("username: ann");
  }

  @Test
  void aUserWithoutAnAccountIsToldSo() {
    Shell refused =
        Shell.run(
            trial.folder(),
            trial.environment(),
            List.of(
                "setpriv",
                "--reuid=54321",
                "--regid=54321",
                "--clear-groups",
                trial.argv("config").getFirst(),
                "config",
                "list"));
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.out()).isEmpty();
    assertThat(refused.err()).contains("nobody knows the user '54321'");
  }

  @Test
  void theConfiguredUserRootAndMembersOfTheGroupMayAsk() {
    trial.dusty("bundles", "list").orFail();
    trial.dustyAsRoot("bundles", "list").orFail();
    trial.dustyAs(Person.CAT, "bundles", "list").orFail();
  }

  @Test
  void onlyRootChoosesSomebodyElseAsTheOneWhoseDustyItIs() {
    for (Person person : List.of(Person.ANN, Person.CAT)) {
      for (String other : List.of("root", "ben")) {
        assertThat(trial.dustyAs(person, "setup", "--username", other).exitCode()).isEqualTo(1);
        assertThat(trial.dustyAs(person, "config", "set", "username", other).exitCode())
            .isEqualTo(1);
      }
    }
    assertThat(trial.dustyAs(Person.CAT, "setup", "--username", "cat").err())
        .contains("this Dusty is set up for 'ann'");
    assertThat(trial.dusty("config", "listvalues").out()).contains("username: ann");
  }

  @Test
  void aFolderThatTheUserMayNotEnterIsNoOverride() throws IOException {
    Path closed = closed();
    Shell refused = trial.dusty("repos", "override", specs.toString(), closed + "/bundles");
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err()).contains("there is no folder '" + closed + "/bundles', or you may");
    assertThat(trial.dusty("repos", "from", closed.toString()).exitCode()).isEqualTo(1);
  }

  @Test
  void specsThatWereReplacedByALinkShowNothingThatTheUserMayNotRead() throws IOException {
    Path closed = closed();
    Files.move(specs, specs.resolveSibling("former"));
    Files.createSymbolicLink(specs, closed);
    for (String[] command :
        new String[][] {{"bundles", "list"}, {"repos", "list"}, {"up"}, {"status"}}) {
      assertThat(all(trial.dusty(command))).doesNotContain(SECRET);
    }
  }

  @Test
  void aSpecThatWasReplacedByALinkShowsNothingThatTheUserMayNotRead() throws IOException {
    Path secret = closed().resolve("bundles/all.yml");
    Path bundle = specs.resolve("bundles/all.yml");
    Files.delete(bundle);
    Files.createSymbolicLink(bundle, secret);
    Shell refused = trial.dusty("bundles", "list");
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(all(refused)).contains("bundles/all.yml").doesNotContain(SECRET);
  }

  @Test
  void specsThatAreExchangedWhileTheyAreReadShowNothingThatTheUserMayNotRead()
      throws IOException, InterruptedException {
    Path bundles = specs.resolve("bundles");
    Path link = specs.resolve("link");
    Path mine = specs.resolve("mine");
    Files.createSymbolicLink(link, closed().resolve("bundles"));
    Files.move(bundles, mine);
    Path plain = specs.resolve("plain");
    Files.createSymbolicLink(plain, mine);
    Thread exchanging =
        Thread.ofPlatform()
            .start(
                () -> {
                  while (!Thread.interrupted()) {
                    for (Path target : List.of(link, plain)) {
                      exchange(bundles, target);
                    }
                  }
                });
    try {
      for (int i = 0; i < 10; i++) {
        assertThat(all(trial.dusty("bundles", "list"))).doesNotContain(SECRET);
      }
    } finally {
      exchanging.interrupt();
      exchanging.join();
    }
  }

  private static void exchange(Path bundles, Path target) {
    try {
      Path next = bundles.resolveSibling("next");
      Files.deleteIfExists(next);
      Files.createSymbolicLink(next, Files.readSymbolicLink(target));
      Files.move(next, bundles, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void theDaemonDoesNotConnectToASocketThatTheUserMayNotUse() throws IOException {
    Path closed = closed();
    Path socket = closed.resolve("root.sock");
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));
      server.configureBlocking(false);
      trial.dusty("config", "set", "docker_host", "unix://" + socket).orFail();
      trial.dusty("bundles", "activate", "all").orFail();
      for (String[] command :
          new String[][] {{"status"}, {"stop"}, {"restart"}, {"up"}, {"logs", "db"}}) {
        Shell refused = trial.dusty(command);
        assertThat(refused.exitCode()).as(command[0]).isEqualTo(1);
        assertThat(server.accept()).as(command[0]).isNull();
      }
    }
  }

  @Test
  void theDaemonDoesNotRunWhatTheClientRunsByItself() throws IOException {
    Shell validated = trial.dusty("validate", closed().toString());
    assertThat(validated.exitCode()).isEqualTo(1);
    assertThat(all(validated)).doesNotContain(SECRET);
  }

  @Test
  void specsDoNotCommandATerminal() throws IOException {
    Files.writeString(
        specs.resolve("bundles/all.yml"),
        "description: \"\\e]0;owned\\a\\e[2Jfine\"\nservices: [db]\n");
    Shell listed = trial.dusty("bundles", "list").orFail();
    assertThat(all(listed)).contains("fine").doesNotContain("\u001b", "\u0007");
    Files.writeString(specs.resolve("bundles/all.yml"), "\"\\e[2Jkey\": 1\nservices: [db]\n");
    Shell refused = trial.dusty("bundles", "list");
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(all(refused)).contains("key").doesNotContain("\u001b");
  }

  @Test
  void whatIsTypedDoesNotCommandTheTerminalThatShowsTheLog() {
    trial.dusty("\u001b[2Jx", "y");
    trial.dusty("config", "set", "local_address", "\u001b[2J");
    assertThat(trial.daemonLog()).doesNotContain("\u001b");
  }

  @Test
  void othersReadNeitherTheConfigurationNorTheManagedCopies() {
    trial.dusty("repos", "manage", specs.toString()).orFail();
    commit("first");
    trial.dusty("repos", "update").orFail();
    Path state = trial.home().resolve("state");
    assertThat(trial.people().run(Person.ANN, "ls", state + "/repos").exitCode()).isZero();
    for (String path : List.of("config.yml", "state", "state/repos", "state/children")) {
      assertThat(trial.people().run(Person.BEN, "cat", trial.home() + "/" + path).exitCode())
          .isNotZero();
      assertThat(trial.people().run(Person.BEN, "ls", trial.home() + "/" + path + "/.").exitCode())
          .as(path)
          .isNotZero();
    }
  }

  @Test
  void hooksOfAManagedCopyRunAsTheUser() throws IOException {
    trial.dusty("repos", "manage", specs.toString()).orFail();
    commit("first");
    trial.dusty("repos", "update").orFail();
    Path hook =
        Path.of(
            Shell.run(
                    trial.home(),
                    "sh",
                    "-c",
                    "find state/repos -name hooks -type d | head -n 1 | tr -d '\\n'")
                .orFail()
                .out());
    Path seen = trial.people().home(Person.ANN).resolve("seen");
    Path script = trial.home().resolve(hook).resolve("post-checkout");
    Files.writeString(script, "#!/bin/sh\nid -u > " + seen + "\n");
    Shell.run(trial.folder(), "chmod", "755", script.toString()).orFail();
    trial.giveToOwner(script);
    Files.writeString(specs.resolve("services/more.yml"), "image: busybox\n");
    commit("second");
    trial.dusty("repos", "update").orFail();
    assertThat(seen).content().isEqualTo(Person.ANN.uid() + "\n");
  }

  private void commit(String message) {
    trial
        .people()
        .run(
            Person.ANN,
            "sh",
            "-c",
            "cd \"$HOME/specs\" && git init -q . && git add . && git -c user.name=ann"
                + " -c user.email=ann@localhost commit -qm "
                + message)
        .orFail();
  }
}
