package dev.dusty.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dusty.api.UserError;
import dev.dusty.config.Config;
import dev.dusty.host.Pipe;
import dev.dusty.run.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left of an exchange that was cut off at any point is made whole again. */
class PersistentDataTest {

  private static final List<String> OLD = List.of("-dash", ".hidden", "a", "b");
  private static final List<String> NEW = List.of("..odd", "a", "c");

  @TempDir Path home;
  @TempDir Path elsewhere;
  private Path folder;
  private Work work;
  private PersistentData data;

  @BeforeEach
  void work() throws IOException {
    Dusty dusty = TestDusty.in(home);
    TestCaller caller = TestCaller.of(TestDusty.self(dusty), elsewhere);
    dusty.configFile().write(Config.NONE.with(Config.USERNAME, caller.user().name()));
    work = Work.of(dusty, caller);
    Surroundings surroundings = work.surroundings(new PlainProgress(caller.console()));
    folder = folder(elsewhere.resolve("persist"));
    data = new PersistentData(surroundings, folder.toString());
    fill(folder, OLD, "old");
  }

  private static Path folder(Path path) throws IOException {
    return Files.createDirectories(path);
  }

  private static void fill(Path where, List<String> names, String text) throws IOException {
    for (String name : names) {
      Files.writeString(folder(where.resolve(name)).resolve("file"), text);
    }
  }

  private Map<String, String> content() throws IOException {
    Map<String, String> content = new TreeMap<>();
    try (var files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        content.put(file.getFileName().toString(), Files.readString(file.resolve("file")));
      }
    }
    return content;
  }

  private static Map<String, String> all(List<String> names, String text) {
    Map<String, String> all = new TreeMap<>();
    names.forEach(name -> all.put(name, text));
    return all;
  }

  private void unpack() throws IOException {
    Map<String, String> before = content();
    Path other = elsewhere.resolve("other");
    fill(other, NEW, "new");
    PersistentData source = new PersistentData(data.surroundings(), other.toString());
    Pipe.Outcome outcome =
        new Pipe(work.caller().cancellation(), bytes -> {})
            .run(
                new Pipe.End(work.processes(), source.pack()),
                new Pipe.End(work.processes(), data.unpack()));
    assertThat(outcome.succeeded()).isTrue();
    assertThat(contentBesideStage()).isEqualTo(before);
  }

  private Map<String, String> contentBesideStage() throws IOException {
    Path stage = folder.resolve(".dusty-restore");
    Path aside = elsewhere.resolve("aside");
    Files.move(stage, aside);
    Map<String, String> content = content();
    Files.move(aside, stage);
    return content;
  }

  private void move(List<String> names, int count, String from, String to) throws IOException {
    for (String name : names.subList(0, count)) {
      Files.move(folder.resolve(from).resolve(name), folder.resolve(to).resolve(name));
    }
  }

  @Test
  void theNewDataIsAllThatIsThereAfterTheExchange() throws IOException {
    unpack();
    data.exchange();
    assertThat(content()).isEqualTo(all(NEW, "new"));
    assertThat(data.recover()).isEmpty();
  }

  @Test
  void whatWasUnpackedOnlyIsForgotten() throws IOException {
    unpack();
    assertThat(data.recover()).contains(false);
    assertThat(content()).isEqualTo(all(OLD, "old"));
  }

  @Test
  void oldDataThatWasPartlyMovedAwayIsMovedBack() throws IOException {
    for (int moved = 0; moved <= OLD.size(); moved++) {
      unpack();
      Files.createFile(folder.resolve(".dusty-restore/taking"));
      move(OLD, moved, ".", ".dusty-restore/old");
      if (moved > 0) {
        // Docker makes the folder of a volume that is missing.
        Files.createDirectory(folder.resolve(OLD.getFirst()));
      }
      assertThat(data.recover()).contains(false);
      assertThat(content()).isEqualTo(all(OLD, "old"));
    }
  }

  @Test
  void newDataThatWasPartlyPutInPlaceIsPutThereWhole() throws IOException {
    for (int moved = 0; moved <= NEW.size(); moved++) {
      List<String> present = List.copyOf(content().keySet());
      unpack();
      Files.createFile(folder.resolve(".dusty-restore/giving"));
      move(present, present.size(), ".", ".dusty-restore/old");
      move(NEW, moved, ".dusty-restore/new", ".");
      assertThat(data.recover()).contains(true);
      assertThat(content()).isEqualTo(all(NEW, "new"));
    }
  }

  @Test
  void whatSomebodyHasPutThereMeanwhileIsNotOverwritten() throws IOException {
    unpack();
    Files.createFile(folder.resolve(".dusty-restore/taking"));
    move(OLD, 3, ".", ".dusty-restore/old");
    fill(folder, List.of("a"), "somebody's");
    assertThatThrownBy(data::recover)
        .isInstanceOf(UserError.class)
        .hasMessageContaining("'%s/a' is in the way", folder.toRealPath());
    assertThat(folder.resolve("a/file")).hasContent("somebody's");
    assertThat(folder.resolve(".dusty-restore/old/a/file")).hasContent("old");
  }
}
