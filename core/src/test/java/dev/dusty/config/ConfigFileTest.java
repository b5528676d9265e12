package dev.dusty.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dusty.api.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigFileTest {

  @TempDir Path folder;
  private ConfigFile file = new ConfigFile(Path.of("/"));

  @BeforeEach
  void inAFolderThatIsNotThereYet() {
    file = new ConfigFile(folder.resolve("etc/config.yml"));
  }

  private void written(String text) throws IOException {
    Files.createDirectories(file.path().getParent());
    Files.writeString(file.path(), text);
  }

  @Test
  void withoutAFileNothingIsConfigured() throws IOException {
    assertThat(file.read()).isEqualTo(Config.NONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n \n", "# only a comment\n", "---\n", "{}"})
  void anEmptyFileConfiguresNothing(String text) throws IOException {
    written(text);
    assertThat(file.read()).isEqualTo(Config.NONE);
  }

  @Test
  void itIsReadAsPeopleWriteIt() throws IOException {
    written(
        """
        username: ann
        vm_memory_size: 2048
        quick: yes
        bundles: [shop, all]
        repo_overrides:
          github.com/org/web: /home/ann/web
        environment:
          web:
            DEBUG: 1
        """);
    assertThat(file.read())
        .isEqualTo(
            new Config(
                Map.of("username", "ann", "vm_memory_size", "2048", "quick", "yes"),
                List.of("all", "shop"),
                Map.of("github.com/org/web", "/home/ann/web"),
                Map.of("web", Map.of("DEBUG", "1"))));
  }

  @Test
  void itIsWrittenForPeopleToRead() throws IOException {
    file.write(Config.NONE.with("username", "ann").with("empty", "").withBundles(List.of("all")));
    assertThat(file.path())
        .hasContent(
            """
            # Kept by Dusty; 'dusty config set' changes it.
            empty: ''
            username: ann
            bundles:
            - all
            """);
  }

  @Test
  void keysThatNobodyKnowsAreKept() throws IOException {
    written("of_a_plugin_that_is_gone: 1\n");
    file.write(file.read().with("username", "ann"));
    assertThat(file.read().values())
        .isEqualTo(Map.of("of_a_plugin_that_is_gone", "1", "username", "ann"));
  }

  @Test
  void onlyItsOwnerMayReadIt() throws IOException {
    written("username: ann\n");
    file.write(file.read());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
        .isEqualTo("rw-------");
    assertThat(file.path().getParent()).isDirectoryNotContaining("glob:**.tmp");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a: 1\\nb: [|config.yml:",
        "- a|config.yml:1:1: a configuration is a map of keys, not a list",
        "a: 1\\nb: [x]|config.yml:2:4: 'b' is a string, not a list",
        "a: 1\\na: 2|config.yml:2:1: ",
        "bundles: all|config.yml:1:1: 'bundles' is a list of names",
        "bundles: [[a]]|config.yml:1:11: 'bundles' is a string, not a list",
        "repo_overrides: x|config.yml:1:17: 'repo_overrides' is a map of strings",
        "environment: x|config.yml:1:1: 'environment' is a map of containers",
        "environment: {web: x}|config.yml:1:20: 'web' is a map of strings",
        "a: !!java.net.URL [x]|config.yml:1:4: "
      })
  void aDamagedFileIsReportedWithItsLineAndLeftAsItIs(String text, String problem)
      throws IOException {
    String damaged = text.replace("\\n", "\n");
    written(damaged);
    assertThatThrownBy(file::read)
        .isInstanceOf(UserError.class)
        .message()
        .startsWith(folder.resolve("etc") + "/" + problem);
    assertThat(file.readLeniently()).isEqualTo(Config.NONE);
    assertThat(file.path()).hasContent(damaged);
  }

  @Test
  void bytesThatAreNoTextAreReported() throws IOException {
    Files.createDirectories(file.path().getParent());
    Files.write(file.path(), new byte[] {'a', ':', ' ', (byte) 0xff, '\n'});
    assertThatThrownBy(file::read).isInstanceOf(UserError.class).hasMessageContaining("config.yml");
  }

  @Test
  void whereItCannotBeWrittenTheFormerOneIsStillThere() throws IOException {
    written("username: ann\n");
    // A folder in its place, which not even root can write over.
    ConfigFile inItsWay = new ConfigFile(folder.resolve("etc"));
    assertThatThrownBy(() -> inItsWay.write(Config.NONE)).isInstanceOf(IOException.class);
    assertThat(file.path()).hasContent("username: ann\n");
    assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
  }

  @Property(tries = 200)
  void anyConfigurationIsReadAsItWasWritten(@ForAll("configs") Config config) {
    try {
      Path path = Files.createTempFile("config", ".yml");
      try {
        new ConfigFile(path).write(config);
        assertThat(new ConfigFile(path).read()).as(() -> text(path)).isEqualTo(config);
      } finally {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path path) {
    try {
      return new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Provide
  Arbitrary<Config> configs() {
    Arbitrary<String> keys =
        Arbitraries.strings().withCharRange('a', 'z').ofMinLength(1).ofMaxLength(6);
    Arbitrary<String> texts =
        Arbitraries.oneOf(
            Arbitraries.of(
                "",
                " ",
                "~",
                "null",
                "true",
                "no",
                "0123",
                "1e3",
                "0x1f",
                "2026-01-01",
                "- a",
                "a: b",
                "#",
                "'",
                "\"",
                "!x",
                "&a",
                "*a",
                "@a",
                "%",
                "a #b",
                "=",
                "<<",
                "?",
                "\t",
                "a\nb\n",
                "\u2603",
                "\ud83d\udc33",
                "{a",
                "[a",
                "|",
                ">",
                "12:30:45",
                "a\\nb"),
            Arbitraries.strings().withCharRange(' ', '~').ofMaxLength(200));
    Arbitrary<Map<String, String>> maps = Arbitraries.maps(keys, texts).ofMaxSize(4);
    Arbitrary<Map<String, String>> oddMaps =
        Arbitraries.maps(texts.filter(t -> !t.isEmpty()), texts).ofMaxSize(4);
    return net.jqwik.api.Combinators.combine(
            maps, texts.list().ofMaxSize(4), oddMaps, Arbitraries.maps(keys, oddMaps).ofMaxSize(2))
        .as(Config::new);
  }
}
