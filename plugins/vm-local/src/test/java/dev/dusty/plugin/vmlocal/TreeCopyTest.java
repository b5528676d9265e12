package dev.dusty.plugin.vmlocal;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dusty.testkit.FakeContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeCopyTest {

  @TempDir Path folder;
  private final LocalMachine machine = new LocalMachine(Map.of());
  private FakeContext context;
  private Path from;

  @BeforeEach
  void makeATree() throws IOException {
    context = new FakeContext(folder);
    from = Files.createDirectories(folder.resolve("from"));
    Path inner = Files.createDirectories(from.resolve("inner/.git"));
    Files.writeString(inner.resolve("config"), "text");
    Files.writeString(from.resolve("script"), "#!/bin/sh\n");
    Files.setPosixFilePermissions(
        from.resolve("script"), PosixFilePermissions.fromString("rwxr-x---"));
    Files.createSymbolicLink(from.resolve("link"), Path.of("/nowhere/at/all"));
    if (isRoot()) {
      for (String path : List.of("script", "link", "inner")) {
        Files.setAttribute(from.resolve(path), "unix:uid", 12, NOFOLLOW_LINKS);
        Files.setAttribute(from.resolve(path), "unix:gid", 34, NOFOLLOW_LINKS);
      }
    }
    Files.setPosixFilePermissions(inner.getParent(), PosixFilePermissions.fromString("rwx--x--x"));
    for (Path path : List.of(from.resolve("script"), inner, inner.getParent(), from)) {
      Files.setLastModifiedTime(path, FileTime.fromMillis(1_000_000_000_000L));
    }
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  private static List<String> describe(Path tree) throws IOException {
    try (var paths = Files.walk(tree)) {
      return paths
          .map(
              path -> {
                try {
                  return tree.relativize(path)
                      + " "
                      + Files.readAttributes(
                          path, "unix:mode,uid,gid,lastModifiedTime", NOFOLLOW_LINKS);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              })
          .sorted()
          .toList();
    }
  }

  @Test
  void aTreeIsCopiedWithOwnersModesLinksAndTimes() throws IOException {
    Path to = folder.resolve("a/b/to");
    machine.copyTo(context, from, to.toString());
    assertThat(describe(to)).isEqualTo(describe(from));
    assertThat(Files.readSymbolicLink(to.resolve("link"))).hasToString("/nowhere/at/all");
    assertThat(to.resolve("inner/.git/config")).hasContent("text");
  }

  @Test
  void aFolderThatWasThereGetsTheSameOwnerModeAndTimeAndKeepsWhatElseIsInIt() throws IOException {
    Path to = folder.resolve("to");
    Files.writeString(Files.createDirectories(to.resolve("inner")).resolve("theirs"), "kept");
    machine.copyFrom(context, from.toString(), to);
    assertThat(to.resolve("inner/theirs")).hasContent("kept");
    Files.delete(to.resolve("inner/theirs"));
    Files.setLastModifiedTime(
        to.resolve("inner"), Files.getLastModifiedTime(from.resolve("inner")));
    assertThat(describe(to)).isEqualTo(describe(from));
  }

  @Test
  void nothingIsWrittenThroughALinkInTheDestination() throws IOException {
    Path to = Files.createDirectory(folder.resolve("to"));
    Path victim = Files.createDirectory(folder.resolve("victim"));
    Path file = Files.writeString(victim.resolve("file"), "theirs");
    Files.createSymbolicLink(to.resolve("script"), file);
    Files.createSymbolicLink(to.resolve("inner"), victim);
    machine.copyTo(context, from, to.toString());
    assertThat(describe(to)).isEqualTo(describe(from));
    assertThat(file).hasContent("theirs");
    assertThat(victim.resolve(".git")).doesNotExist();
  }

  @Test
  void aDestinationThatIsALinkToTheDiskIsFollowed() throws IOException {
    Path disk = Files.createDirectory(folder.resolve("disk"));
    Path to = Files.createSymbolicLink(folder.resolve("to"), disk);
    machine.copyTo(context, from, to.toString());
    assertThat(to).isSymbolicLink();
    assertThat(describe(disk)).isEqualTo(describe(from));
  }

  @Test
  void aSingleFileIsCopiedOverAnother() throws IOException {
    Path to = Files.writeString(folder.resolve("to"), "other");
    machine.copyTo(context, from.resolve("script"), to.toString());
    assertThat(describe(to)).isEqualTo(describe(from.resolve("script")));
    assertThat(to).hasContent("#!/bin/sh\n");
  }

  @Test
  void aFolderWithContentInThePlaceOfAFileStays() throws IOException {
    Path to = folder.resolve("to");
    Path kept = Files.createDirectories(to.resolve("script")).resolve("kept");
    Files.createFile(kept);
    assertThatThrownBy(() -> machine.copyTo(context, from, to.toString()))
        .isInstanceOf(DirectoryNotEmptyException.class);
    assertThat(kept).exists();
  }

  @Test
  void aSocketThatAServerLeftInTheTreeIsLeftOut() throws IOException {
    try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(from.resolve("socket")));
    }
    Path to = folder.resolve("to");
    machine.copyTo(context, from, to.toString());
    Files.delete(from.resolve("socket"));
    Files.setLastModifiedTime(from, Files.getLastModifiedTime(to));
    assertThat(describe(to)).isEqualTo(describe(from));
  }

  @Test
  void aCancelledCopyEnds() {
    context.cancel();
    assertThatThrownBy(() -> machine.copyTo(context, from, folder.resolve("to").toString()))
        .isInstanceOf(CancellationException.class);
    assertThat(folder.resolve("to")).doesNotExist();
  }
}
