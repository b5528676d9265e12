package dev.dusty.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.dusty.api.UserError;
import dev.dusty.api.compile.Artifact;
import dev.dusty.api.compile.Artifact.Place;
import dev.dusty.api.run.Change;
import dev.dusty.api.run.RunStep;
import dev.dusty.api.run.Undo;
import dev.dusty.testkit.FakeContext;
import dev.dusty.testkit.RunStepContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesStepTest extends RunStepContract {

  private static final Artifact SCRIPT =
      new Artifact("commands/web/up.sh", new Place.CommandFolder("web/up.sh"), "one\ntwo\n");
  private static final Artifact CONFIG =
      new Artifact("nginx/dusty.conf", new Place.PersistFolder("nginx/dusty.conf"), "server\n");
  private static final Artifact SECRET =
      new Artifact("compose/env", new Place.StateFolder("compose/env"), "KEY=1\n");
  private static final Artifact HOSTS =
      new Artifact("hosts", new Place.HostsSection(), "127.0.0.1 local.example.com\n");

  @TempDir Path home;
  private FakeContext context = new FakeContext(Path.of(System.getProperty("java.io.tmpdir")));

  @BeforeEach
  void context() throws IOException {
    context = on(home);
  }

  /** Returns a context with a machine in a folder. */
  FakeContext on(Path folder) {
    return new FakeContext(folder).with(new FolderMachine(folder.resolve("machine")));
  }

  private RunStep step(Path folder) {
    return new FilesStep(folder.resolve("files"));
  }

  private Path script() {
    return home.resolve("machine/command_files/web/up.sh");
  }

  private void put(Artifact... artifacts) throws IOException {
    step(home).apply(context.withArtifacts(List.of(artifacts)));
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  // The contract: a file is new, one is changed, one is gone.

  private Path contractFolder = Path.of("/");

  @Override
  protected RunStep step() {
    return step(contractFolder);
  }

  @Override
  protected FakeContext situation(Path empty) throws IOException {
    contractFolder = empty;
    FakeContext there = on(empty);
    Artifact former = new Artifact(SCRIPT.path(), SCRIPT.place(), "former\n");
    Artifact gone = new Artifact("old", new Place.CommandFolder("old/gone.sh"), "gone\n");
    step().apply(there.withArtifacts(List.of(former, gone, SECRET)));
    FakeContext now = on(empty);
    return now.withArtifacts(List.of(SCRIPT, CONFIG, HOSTS, SECRET));
  }

  @Override
  protected Object state(FakeContext there) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.walk(contractFolder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        texts.put(mode(file) + " " + file, Files.readString(file));
      }
    }
    return texts;
  }

  // What is its own.

  @Test
  void artifactsAreWhereTheySayThatTheyBelong() throws IOException {
    put(SCRIPT, CONFIG, SECRET, HOSTS);
    assertThat(script()).hasContent("one\ntwo\n");
    assertThat(home.resolve("machine/persist/nginx/dusty.conf")).hasContent("server\n");
    assertThat(home.resolve("files/compose/env")).hasContent("KEY=1\n");
    assertThat(context.files().hosts()).doesNotExist();
  }

  @Test
  void aFolderInThePlaceOfAFileIsNamedAndStaysAsItIs() throws IOException {
    Files.createDirectories(script());
    assertThatThrownBy(() -> put(SCRIPT, CONFIG))
        .isInstanceOf(UserError.class)
        .hasMessage("'" + script() + "' is a folder, where a file of Dusty's belongs");
    assertThat(script()).isEmptyDirectory();
    assertThat(script().getParent()).isDirectoryContaining(file -> file.equals(script()));
  }

  @Test
  void whatContainersReadIsReadableAndTheStateIsPrivate() throws IOException {
    put(SCRIPT, CONFIG, SECRET);
    assertThat(mode(script())).isEqualTo("rw-r--r--");
    assertThat(mode(home.resolve("machine/persist/nginx/dusty.conf"))).isEqualTo("rw-r--r--");
    assertThat(mode(home.resolve("files/compose/env"))).isEqualTo("rw-------");
  }

  @Test
  void filesThatNoSpecNeedsAnyMoreGoWithTheirFolders() throws IOException {
    put(SCRIPT, CONFIG);
    put(CONFIG);
    assertThat(home.resolve("machine/command_files")).isEmptyDirectory();
    assertThat(home.resolve("machine/persist/nginx/dusty.conf")).exists();
  }

  @Test
  void whatOthersPutBesideStaleFilesStays() throws IOException {
    put(SCRIPT);
    Path theirs = Files.writeString(script().resolveSibling("notes"), "mine\n");
    put();
    assertThat(theirs).hasContent("mine\n");
    assertThat(script()).doesNotExist();
  }

  @Test
  void aFolderMayBecomeAFileAndIsAFolderAgainWhenThatIsUndone() throws IOException {
    put(SCRIPT);
    Artifact file = new Artifact("web", new Place.CommandFolder("web"), "a file\n");
    Undo undo = step(home).apply(context.withArtifacts(List.of(file)));
    assertThat(home.resolve("machine/command_files/web")).hasContent("a file\n");
    step(home).undo(context, undo);
    assertThat(script()).hasContent("one\ntwo\n");
  }

  @Test
  void whatIsOnAnotherMachineByNowStays() throws IOException {
    put(CONFIG);
    context = on(home);
    Artifact changed = new Artifact(CONFIG.path(), CONFIG.place(), "changed\n");
    Undo undo =
        step(home)
            .apply(context.withArtifacts(List.of(changed, SECRET)))
            .on(new FolderMachine("another", home));
    step(home).undo(context, undo);
    assertThat(home.resolve("machine/persist/nginx/dusty.conf")).hasContent("changed\n");
    assertThat(home.resolve("files/compose/env")).doesNotExist();
  }

  @Test
  void aFileThatSomebodyChangedIsPutRight() throws IOException {
    put(SCRIPT);
    Files.writeString(script(), "other\n");
    put(SCRIPT);
    assertThat(script()).hasContent("one\ntwo\n");
  }

  @Test
  void aLinkInPlaceOfAFileIsReplacedAndNotWrittenThrough() throws IOException {
    Path precious = Files.writeString(home.resolve("precious"), "precious\n");
    Files.createDirectories(script().getParent());
    Files.createSymbolicLink(script(), precious);
    put(SCRIPT);
    assertThat(precious).hasContent("precious\n");
    assertThat(script()).isRegularFile().hasContent("one\ntwo\n");
    assertThat(Files.isSymbolicLink(script())).isFalse();
  }

  @Test
  void aLinkInPlaceOfAFolderIsRefused() throws IOException {
    Path elsewhere = Files.createDirectories(home.resolve("elsewhere"));
    Path web = home.resolve("machine/command_files/web");
    Files.createDirectories(web.getParent());
    Files.createSymbolicLink(web, elsewhere);
    assertThatThrownBy(() -> put(SCRIPT))
        .isInstanceOf(UserError.class)
        .hasMessage("'" + web + "' is a symbolic link, which Dusty did not make");
    assertThat(elsewhere).isEmptyDirectory();
  }

  @Test
  void aChangedFileIsPlannedWithItsDiff() throws IOException {
    put(SCRIPT);
    Artifact changed = new Artifact(SCRIPT.path(), SCRIPT.place(), "one\n2\n");
    assertThat(step(home).plan(context.withArtifacts(List.of(changed))))
        .containsExactly(
            new Change(
                Change.Action.UPDATE,
                "file",
                script().toString(),
                "",
                List.of(),
                """
                --- %s
                +++ %s
                @@ -1,2 +1,2 @@
                 one
                -two
                +2
                """
                    .formatted(script(), script())));
  }

  @Test
  void newAndStaleFilesArePlannedAgainstNothing() throws IOException {
    put(SCRIPT);
    List<Change> changes = step(home).plan(context.withArtifacts(List.of(CONFIG)));
    assertThat(changes)
        .extracting(Change::action, Change::cause)
        .containsExactly(
            tuple(Change.Action.REMOVE, "no active spec needs it any more"),
            tuple(Change.Action.CREATE, ""));
    assertThat(changes.get(0).diff()).contains("+++ /dev/null\n").contains("-one\n");
    assertThat(changes.get(1).diff()).startsWith("--- /dev/null\n").contains("+server\n");
  }
}
