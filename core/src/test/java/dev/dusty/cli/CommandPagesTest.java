package dev.dusty.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The pages in {@code docs/commands}, and that no command lacks what they are made of. */
class CommandPagesTest {

  private static final Path FOLDER = Path.of("..", "docs", "commands");

  @Test
  void thePagesAreMadeFromTheCommandsAsTheyAre() throws IOException {
    Map<String, String> pages = new TreeMap<>(CommandPage.all(CommandDoc.ofDusty()));
    if (Boolean.getBoolean("dusty.docs.write")) {
      write(pages);
    }
    assertThat(found()).as("run tools/docs, and commit what it changes").isEqualTo(pages);
  }

  @Test
  void everyCommandOptionAndParameterIsDescribed() {
    assertDescribed(CommandDoc.ofDusty());
  }

  @Test
  void aParameterIsNamedInCapitals() {
    assertThat(CommandPage.all(CommandDoc.ofDusty()).values())
        .allSatisfy(page -> assertThat(page).doesNotContainPattern("`-[^`]*=[a-z<][^`]*`"));
  }

  private static void assertDescribed(CommandDoc command) {
    assertThat(command.description()).as(command.name()).isNotEmpty();
    assertThat(command.description().getFirst()).as(command.name()).matches("(?s)[A-Z].*\\.");
    assertThat(command.parameters())
        .as(command.name())
        .allSatisfy(parameter -> assertThat(parameter.meaning()).isNotBlank());
    assertThat(command.notes())
        .as("lines of 80 columns")
        .allSatisfy(note -> assertThat(note.term() + note.meaning()).hasSizeLessThan(76));
    assertThat(command.options())
        .as(command.name())
        .allSatisfy(option -> assertThat(option.meaning()).isNotBlank());
    command.commands().forEach(CommandPagesTest::assertDescribed);
  }

  private static Map<String, String> found() throws IOException {
    Map<String, String> found = new TreeMap<>();
    if (Files.isDirectory(FOLDER)) {
      try (var files = Files.newDirectoryStream(FOLDER, "*.md")) {
        for (Path file : files) {
          found.put(file.getFileName().toString(), Files.readString(file));
        }
      }
    }
    return found;
  }

  private static void write(Map<String, String> pages) throws IOException {
    Files.createDirectories(FOLDER);
    for (String name : found().keySet()) {
      Files.delete(FOLDER.resolve(name));
    }
    for (Map.Entry<String, String> page : pages.entrySet()) {
      Files.writeString(FOLDER.resolve(page.getKey()), page.getValue());
    }
  }
}
