package dev.dusty.plugin.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives that tar packs and unpacks. */
class RenamedArchiveTest {

  @TempDir Path folder;

  @BeforeEach
  void source() throws IOException {
    Path source = Files.createDirectories(folder.resolve("source/sub"));
    Files.writeString(source.resolve("x".repeat(120)), "long");
    Files.writeString(source.resolve("ümlaut"), "hello");
    Files.createLink(folder.resolve("source/hard"), source.resolve("ümlaut"));
    Files.createSymbolicLink(folder.resolve("source/link"), Path.of("source/sub"));
  }

  private byte[] packed(String... arguments) throws IOException {
    Path tar = folder.resolve("packed.tar");
    List<String> argv = new ArrayList<>(List.of("tar", "-cf", tar.toString()));
    argv.addAll(List.of(arguments));
    assertThat(RealParts.run(folder, argv).status()).isZero();
    return Files.readAllBytes(tar);
  }

  private Path unpacked(byte[] archive, String name) throws IOException {
    Path into = Files.createDirectory(folder.resolve("into"));
    Path tar = folder.resolve("renamed.tar");
    try (RenamedArchive renamed = new RenamedArchive(new ByteArrayInputStream(archive), name)) {
      Files.write(tar, renamed.readAllBytes());
    }
    RealParts.Result result = RealParts.run(into, List.of("tar", "-xf", tar.toString()));
    assertThat(result.err()).isEmpty();
    return into;
  }

  private static void assertIsTheSource(Path copy) throws IOException {
    assertThat(copy.resolve("sub").resolve("x".repeat(120))).hasContent("long");
    assertThat(copy.resolve("sub/ümlaut")).hasContent("hello");
    assertThat(Files.isSameFile(copy.resolve("hard"), copy.resolve("sub/ümlaut"))).isTrue();
    assertThat(Files.readSymbolicLink(copy.resolve("link"))).isEqualTo(Path.of("source/sub"));
  }

  @Test
  void aFolderIsTheSameUnderAnotherName() throws IOException {
    assertIsTheSource(unpacked(packed("source"), "new name").resolve("new name"));
  }

  @Test
  void whatIsInAFolderGetsAFolder() throws IOException {
    assertIsTheSource(unpacked(packed("-C", "source", "."), "new").resolve("new"));
  }

  @Test
  void attributesOfPaxStay() throws IOException {
    byte[] archive = packed("--format=posix", "--mtime=2020-02-02 02:02:02.1234567Z", "source");
    Path file = unpacked(archive, "new").resolve("new/sub/ümlaut");
    assertThat(Files.getLastModifiedTime(file).toInstant())
        .hasToString("2020-02-02T02:02:02.123456700Z");
  }

  @Test
  void anArchiveThatIsCutOffIsNotTakenForAWholeOne() throws IOException {
    byte[] archive = packed("source");
    // In the middle of a header, between two entries, in what a file holds.
    for (int length : new int[] {512 + 100, 1024, 1700}) {
      byte[] part = Arrays.copyOf(archive, length);
      try (RenamedArchive renamed = new RenamedArchive(new ByteArrayInputStream(part), "new")) {
        assertThatThrownBy(renamed::readAllBytes).isInstanceOf(IOException.class);
      }
    }
  }
}
