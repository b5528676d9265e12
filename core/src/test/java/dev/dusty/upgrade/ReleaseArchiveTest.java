package dev.dusty.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dusty.api.UserError;
import dev.dusty.run.Uncancelled;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReleaseArchiveTest {

  private static final FileTime THEN = FileTime.fromMillis(1_000_000_000_000L);

  @TempDir Path folder;

  private interface Content {
    void write(TarArchiveOutputStream tar) throws IOException;
  }

  private Path archive(Content content) throws IOException {
    Path file = folder.resolve("archive.tar.gz");
    try (TarArchiveOutputStream tar =
        new TarArchiveOutputStream(new GZIPOutputStream(Files.newOutputStream(file)), "UTF-8")) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      put(tar, "dusty/bin/dusty", 0755, "#!/bin/sh\n");
      content.write(tar);
    }
    return file;
  }

  private static void put(TarArchiveOutputStream tar, String name, int mode, String text)
      throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    TarArchiveEntry entry = new TarArchiveEntry(name, true);
    entry.setMode(mode);
    entry.setSize(bytes.length);
    entry.setLastModifiedTime(THEN);
    tar.putArchiveEntry(entry);
    tar.write(bytes);
    tar.closeArchiveEntry();
  }

  private static void link(TarArchiveOutputStream tar, String name, byte kind, String to)
      throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name, kind, true);
    if (!to.isEmpty()) {
      entry.setLinkName(to);
    }
    tar.putArchiveEntry(entry);
    tar.closeArchiveEntry();
  }

  private Path unpack(Path archive) throws IOException {
    Path to = Files.createDirectory(folder.resolve("release"));
    new ReleaseArchive(archive).unpack(to, Uncancelled.FOREVER);
    return to;
  }

  @Test
  void filesKeepTheirTimesAndWhetherTheyAreProgramsAndNothingElseOfTheirModes() throws IOException {
    String deep = "a-long-folder-name/".repeat(10);
    Path release =
        unpack(
            archive(
                tar -> {
                  put(tar, "dusty/runtime/java", 06777, "program");
                  put(tar, "dusty/" + deep + "text", 0600, "text");
                }));
    Path program = release.resolve("runtime/java");
    assertThat(program).hasContent("program");
    assertThat(Files.getAttribute(program, "unix:mode")).isEqualTo(0100755);
    assertThat(Files.getLastModifiedTime(program)).isEqualTo(THEN);
    Path text = release.resolve(deep).resolve("text");
    assertThat(text).hasContent("text");
    assertThat(Files.getAttribute(text, "unix:mode")).isEqualTo(0100644);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(release)))
        .isEqualTo("rwxr-xr-x");
  }

  @ParameterizedTest
  @CsvSource({
    "../evil",
    "/evil",
    "dusty/../../evil",
    "dusty/bin/../../../evil",
    "other/evil",
    "dustyevil",
    "dusty/bin/dusty"
  })
  void aFileThatHasNoPlaceThereIsRefused(String name) throws IOException {
    Path archive = archive(tar -> put(tar, name, 0644, "evil"));
    assertThatThrownBy(() -> unpack(archive)).isInstanceOf(UserError.class);
    assertThat(folder.resolve("evil")).doesNotExist();
    assertThat(folder.resolve("release/bin/dusty")).content().doesNotContain("evil");
  }

  @ParameterizedTest
  @CsvSource({"2, /etc/passwd", "1, dusty/bin/dusty", "2, bin", "6, ''", "3, ''"})
  void whatIsNeitherAFileNorAFolderIsRefused(int kind, String to) throws IOException {
    byte flag = (byte) (TarConstants.LF_NORMAL + kind);
    Path archive = archive(tar -> link(tar, "dusty/link", flag, to));
    assertThatThrownBy(() -> unpack(archive))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("'dusty/link' is neither a file nor a folder");
  }

  @Test
  void aFileThatIsNoArchiveIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("archive.tar.gz"), "no archive");
    assertThatThrownBy(() -> unpack(file)).isInstanceOf(UserError.class);
  }
}
