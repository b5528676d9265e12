package dev.dusty.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dusty.distribution.bed.Parts;
import dev.dusty.distribution.bed.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The manual pages, as man and its critics see them. */
class ManualIT {

  private static final Path PAGES = Environment.INSTALL.resolve("share/man/man1").toAbsolutePath();

  /** A command in the list of {@code dusty --help}. */
  private static final Pattern COMMAND = Pattern.compile("(?m)^  ([a-z]+)  ");

  static List<Path> pages() throws IOException {
    try (Stream<Path> pages = Files.list(PAGES)) {
      return pages.sorted().toList();
    }
  }

  private static Shell run(String... argv) {
    return Shell.run(Path.of("/"), argv);
  }

  @Test
  void everyCommandHasAPage() throws IOException {
    Shell help =
        run(Environment.INSTALL.toAbsolutePath().resolve("bin/dusty").toString(), "--help");
    String commands = help.out().substring(help.out().indexOf("Commands:"));
    List<String> expected =
        Stream.concat(
                Stream.of("dusty.1"),
                COMMAND.matcher(commands).results().map(match -> "dusty-" + match.group(1) + ".1"))
            .sorted()
            .toList();
    assertThat(pages().stream().map(page -> page.getFileName().toString())).isEqualTo(expected);
    assertThat(expected).contains("dusty-up.1", "dusty-doctor.1");
  }

  @ParameterizedTest
  @MethodSource("pages")
  void aPageIsFreeOfWarnings(Path page) {
    Parts.requireCommand("sh", "-c", "command -v mandoc");
    Parts.requireCommand("man", "--version");
    assertThat(run("mandoc", "-T", "lint", "-W", "warning", page.toString()))
        .isEqualTo(new Shell(0, "", ""));
    assertThat(run("man", "--warnings", "-l", page.toString()).err()).isEmpty();
  }

  @Test
  void manShowsWhatTheHelpSays() {
    Parts.requireCommand("man", "--version");
    assertThat(run("man", "-l", PAGES.resolve("dusty-up.1").toString()).out())
        .contains("dusty-up - pull, compile and run what the active bundles need")
        .contains("--dry-run")
        .contains("EXIT STATUS");
  }
}
