package dev.dusty.distribution.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dusty.distribution.bed.GitRemotes;
import dev.dusty.distribution.bed.PlainUser;
import dev.dusty.distribution.bed.Shell;
import dev.dusty.distribution.bed.Specs;
import dev.dusty.distribution.bed.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CpIT {

  /** What each test finds in the container that it copies from. */
  private static final String SOURCE =
      """
      rm -rf /src /dst && mkdir -p '/src/a folder/sub' /src/other /dst/there /dst/taken
      echo one > /src/file && echo two > "/src/it's a \\"file\\""
      echo deep > '/src/a folder/sub/deep' && chmod 640 /src/file && chown 33:101 /src/file
      chmod 2750 '/src/a folder/sub' && ln '/src/a folder/sub/deep' '/src/a folder/hard'
      ln -s sub/deep '/src/a folder/link' && ln -s 'a folder' /src/folder-link && ln -s file /src/file-link
      echo kept > /dst/there/kept && echo old > /dst/old && ln -s there /dst/there-link
      echo kept > '/dst/taken/kept' && mkdir '/dst/taken/a folder' && echo k > '/dst/taken/a folder/k'
      """;

  private static final String TREE =
      "cd /dst && find . | sort | while read -r f; do stat -c '%n %a %h %F %N' \"$f\";"
          + " [ -f \"$f\" ] && cat \"$f\"; done; true";

  private final GitRemotes remotes = new GitRemotes();
  private Trial trial;
  private Map<String, String> containers;
  @TempDir Path local;

  @BeforeAll
  void up() {
    trial = Trial.start();
    Specs specs =
        new Specs(remotes.create("specs"))
            .answering("web", "web.test", "hello")
            .answering("web_other", "other.test", "hello")
            .answering("ended", "ended.test", "hello")
            .bundle("all", "web", "web_other", "ended")
            .commit();
    trial.setUp(specs.remote().fileUrl()).activate("all").up();
    trial.dusty("stop", "ended").orFail();
    containers = trial.containers();
  }

  @AfterAll
  void down() {
    trial.close();
    remotes.close();
  }

  @BeforeEach
  void files() {
    in("web", SOURCE);
    in("web_other", SOURCE);
  }

  private String in(String container, String script) {
    return trial
        .engine()
        .docker("exec", containers.getOrDefault(container, ""), "sh", "-c", script)
        .orFail()
        .out();
  }

  private Shell cp(String... arguments) {
    List<String> argv = new ArrayList<>(List.of("cp"));
    argv.addAll(List.of(arguments));
    return trial.dusty(argv.toArray(String[]::new));
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file);
  }

  // Between this computer and a container.

  @Test
  void aNameWithBlanksAndQuotesGoesInAndOut() throws IOException {
    Path file = Files.writeString(local.resolve("it's a \"local\" file"), "hello");
    cp(file.toString(), "web:/dst/there").orFail();
    assertThat(in("web", "ls /dst/there; cat /dst/there/it*"))
        .isEqualTo("it's a \"local\" file\nkept\nhello");
    cp("web:/src/it's a \"file\"", local.resolve("new name").toString()).orFail();
    assertThat(text(local.resolve("new name"))).isEqualTo("two\n");
  }

  @Test
  void aFolderThatExistsHereKeepsWhatIsInIt() throws IOException {
    Path kept = Files.writeString(local.resolve("kept"), "mine");
    cp("web:/src/a folder", local.toString()).orFail();
    assertThat(text(kept)).isEqualTo("mine");
    assertThat(text(local.resolve("a folder/sub/deep"))).isEqualTo("deep\n");
    cp("web:/src/a folder/.", local.toString()).orFail();
    assertThat(text(local.resolve("sub/deep"))).isEqualTo("deep\n");
    assertThat(text(kept)).isEqualTo("mine");
  }

  @Test
  void aRelativePathIsOneOfTheCallersFolder() throws IOException {
    Path folder = trial.folder().resolve("relative");
    Files.writeString(Files.createDirectory(folder).resolve("-a:b"), "hello");
    cp("relative", "web:/dst/copy").orFail();
    cp("./relative/-a:b", "web:dst/there/").orFail();
    assertThat(in("web", "cat /dst/copy/-a:b /dst/there/-a:b")).isEqualTo("hellohello");
  }

  @Test
  void aLinkIsCopiedAsOneAndFollowedWhereAskedTo() throws IOException {
    cp("web:/src/file-link", local.toString()).orFail();
    assertThat(Files.readSymbolicLink(local.resolve("file-link"))).isEqualTo(Path.of("file"));
    cp("-L", "web:/src/file-link", local.resolve("followed").toString()).orFail();
    assertThat(text(local.resolve("followed"))).isEqualTo("one\n");
    assertThat(Files.isSymbolicLink(local.resolve("followed"))).isFalse();
  }

  @Test
  void modesAreKeptAndOwnersAreThoseThatDockerCpGives() throws IOException {
    String file = local.resolve("a").toString();
    cp("web:/src/file", file).orFail();
    assertThat(Files.getAttribute(local.resolve("a"), "unix:mode")).isEqualTo(0100640);
    Shell.run(local, "chown", "33:101", "a").orFail();
    cp(file, "web:/dst/a").orFail();
    cp("-a", file, "web:/dst/b").orFail();
    trial.engine().docker("cp", file, containers.get("web") + ":/dst/c").orFail();
    trial.engine().docker("cp", "-a", file, containers.get("web") + ":/dst/d").orFail();
    List<String> stats = in("web", "cd /dst; stat -c '%a %u:%g' a b c d").lines().toList();
    assertThat(stats.subList(0, 2)).isEqualTo(stats.subList(2, 4));
  }

  @Test
  void anArchiveGoesToStandardOutput() {
    List<String> argv = trial.argv("cp", "web:/src/a folder", "-");
    String command = "'" + String.join("' '", argv) + "' | tar -t";
    assertThat(Shell.run(trial.folder(), trial.environment(), List.of("sh", "-c", command)).out())
        .contains("a folder/sub/deep\n");
  }

  @Test
  void aContainerThatIsStoppedIsCopiedFromAndTo() throws IOException {
    Files.writeString(local.resolve("in"), "hello");
    cp(local.resolve("in").toString(), "ended:/tmp/there").orFail();
    cp("ended:/tmp/there", local.resolve("out").toString()).orFail();
    assertThat(text(local.resolve("out"))).isEqualTo("hello");
    cp("ended:/tmp/there", "web:/dst/from-ended").orFail();
    assertThat(in("web", "cat /dst/from-ended")).isEqualTo("hello");
    cp("web:/src/file", "ended:/tmp/from-web").orFail();
    cp("ended:/tmp/from-web", local.resolve("back").toString()).orFail();
    assertThat(text(local.resolve("back"))).isEqualTo("one\n");
  }

  // With the rights of who asks.

  @Test
  void aPlainUserReadsAndWritesOnlyWhatIsTheirs() throws IOException {
    Path secret = Files.writeString(local.resolve("secret"), "secret");
    Shell.run(local, "chmod", "600", "secret").orFail();
    Path roots = Files.createDirectory(trial.folder().resolve("roots"));
    try (PlainUser user = PlainUser.of(trial)) {
      Path theirs = user.give(Files.createDirectory(trial.folder().resolve("theirs")));
      assertThat(user.dusty("cp", secret.toString(), "web:/dst/secret").exitCode()).isEqualTo(1);
      assertThat(in("web", "ls /dst")).doesNotContain("secret");
      assertThat(user.dusty("cp", "web:/src/file", roots.toString()).exitCode()).isEqualTo(1);
      assertThat(roots).isEmptyDirectory();
      user.dusty("cp", "web:/src/file", theirs.toString()).orFail();
      assertThat(Files.getOwner(theirs.resolve("file")).getName()).isEqualTo("nobody");
    }
  }

  // What cannot be.

  @Test
  void aContainerThatIsNoneIsToldWithThoseThatThereAre() {
    Shell shell = cp("wev:/src/file", local.toString());
    assertThat(shell.exitCode()).isEqualTo(1);
    assertThat(shell.err())
        .startsWith("dusty: there is no container 'wev'; did you mean 'web'?\ncontainers: ")
        .contains("web_other");
    assertThat(cp("web:/src/file", "weo:/dst").exitCode()).isEqualTo(1);
  }

  @Test
  void oneOfTheTwoHasToBeInAContainer() {
    Shell shell = cp("/etc/hosts", "./web:here");
    assertThat(shell.exitCode()).isEqualTo(2);
    assertThat(shell.err())
        .startsWith("dusty: neither '/etc/hosts' nor './web:here' is in a container;");
    assertThat(cp("web:", ".").exitCode()).isEqualTo(2);
  }

  @Test
  void whatIsNotThereFailsAndLeavesNothing() {
    assertThat(cp("web:/src/none", local.resolve("none").toString()).exitCode()).isEqualTo(1);
    assertThat(cp(local.resolve("none").toString(), "web:/dst/none").exitCode()).isEqualTo(1);
    Shell between = cp("web:/src/none", "web_other:/dst/none");
    assertThat(between.exitCode()).isEqualTo(1);
    assertThat(between.err()).startsWith("dusty: there is no '/src/none' in the container 'web'\n");
    assertThat(local).isEmptyDirectory();
    assertThat(in("web", "ls /dst") + in("web_other", "ls /dst")).doesNotContain("none");
  }

  @Test
  void whatIsWrongIsToldWithTheNamesThatWereTyped() throws IOException {
    Path file = Files.writeString(local.resolve("file"), "x");
    Path folder = Files.createDirectory(local.resolve("folder"));
    assertThat(cp("web:/src/none", "none").err())
        .isEqualTo(
            "dusty: there is no '/src/none' in the container 'web'\n"
                + "see what is there: dusty shell web\n");
    assertThat(cp(local + "/none", "web:/dst").err())
        .isEqualTo(
            "dusty: there is no '%s/none', or you may not look at it\nsee that it is written right\n"
                .formatted(local));
    assertThat(cp(file.toString(), "web:/no/such/folder").err())
        .startsWith("dusty: there is no folder '/no/such' in the container 'web'\n");
    assertThat(cp(file.toString(), "web:/dst/none/").err())
        .startsWith("dusty: there is no folder '/dst/none/' in the container 'web'\n");
    assertThat(cp(folder.toString(), "web:/src/file").err())
        .startsWith("dusty: '%s' is a folder, and '/src/file' is a file\n".formatted(folder));
    assertThat(cp("web:/src/file", local + "/no/such").err())
        .startsWith(
            "dusty: there is no folder '%s/no', or you may not look at it\n".formatted(local));
    assertThat(cp("web:/src/file", "web_other:/no/such").err())
        .startsWith("dusty: there is no folder '/no' in the container 'web_other'\n");
    Files.delete(file);
    Files.delete(folder);
  }

  @Test
  void aFolderIsNotPutInPlaceOfAFileNorAFileIntoAFolderThatIsNotThere() {
    String before = in("web_other", TREE);
    assertThat(cp("web:/src/other", "web_other:/dst/old").err())
        .startsWith("dusty: '/src/other' is a folder, and '/dst/old' is a file\n");
    assertThat(cp("web:/src/file", "web_other:/dst/none/").err())
        .startsWith("dusty: there is no folder '/dst/none/' to put '/src/file' into\n");
    assertThat(cp("web:/src/file", "web_other:/dst/no/such/folder").exitCode()).isEqualTo(1);
    assertThat(cp("web:/src", "web:/src/other/more").err()).contains("into itself");
    assertThat(in("web_other", TREE)).isEqualTo(before);
  }

  // From container to container: what docker cp makes of it by way of this computer.

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      value = {
        "/src/file, /dst/there",
        "/src/file, /dst/there/",
        "/src/file, /dst/there-link",
        "/src/file, /dst/new",
        "/src/file, /dst/old",
        "src/file, dst/new",
        "/src/it's a \"file\", /dst/it's new",
        "/src/a folder, /dst/there",
        "/src/a folder, /dst/new",
        "/src/a folder, /dst/new/",
        "/src/a folder/, /dst/there",
        "/src/a folder, /dst/taken",
        "/src/a folder/., /dst/there",
        "/src/a folder/., /dst/new",
        "/src/a folder/sub, /dst/a",
        "/src/file-link, /dst/there",
        "/src/file-link, /dst/new",
        "/src/folder-link/, /dst/new",
      })
  void itIsAsDockerCpHasIt(String source, String destination) {
    // By way of a folder that has the right name, so that its own last step decides nothing.
    String through = "/" + source.replaceFirst("^/", "").replaceFirst("^src", "src");
    Shell.run(local, "mkdir", "-p", local + through.replaceFirst("/[^/]+(/|/\\.)?$", "")).orFail();
    String there = local + through.replaceFirst("(/|/\\.)$", "");
    trial.engine().docker("cp", containers.get("web") + ":" + source, there).orFail();
    boolean isContent = source.endsWith("/.");
    trial
        .engine()
        .docker(
            "cp", there + (isContent ? "/." : ""), containers.get("web_other") + ":" + destination)
        .orFail();
    String expected = in("web_other", TREE);
    in("web_other", SOURCE);
    cp("web:" + source, "web_other:" + destination).orFail();
    assertThat(in("web_other", TREE)).isEqualTo(expected);
  }

  @Test
  void aLinkIsFollowedBetweenContainersAndOwnersStay() {
    cp("-L", "web:/src/file-link", "web_other:/dst/there").orFail();
    assertThat(in("web_other", "stat -c '%a %u:%g %F' /dst/there/file-link"))
        .isEqualTo("640 33:101 regular file\n");
    cp("-L", "web:/src/folder-link", "web_other:/dst/new").orFail();
    assertThat(in("web_other", "cat /dst/new/sub/deep")).isEqualTo("deep\n");
  }

  @Test
  void manyBytesArriveUnchanged() {
    in(
        "web",
        "mkdir /src/large; head -c 40000000 /dev/urandom > /src/large/a; chmod 600 /src/large/a");
    cp("web:/src/large", "web_other:/dst/larger").orFail();
    assertThat(in("web_other", "sha256sum < /dst/larger/a"))
        .isEqualTo(in("web", "sha256sum < /src/large/a"));
    in("web", "rm -r /src/large");
    in("web_other", "rm -r /dst/larger");
  }

  @Test
  void aContainerCopiesToItself() {
    cp("web:/src/a folder", "web:/dst/twice").orFail();
    assertThat(in("web", "cat /dst/twice/sub/deep")).isEqualTo("deep\n");
  }
}
