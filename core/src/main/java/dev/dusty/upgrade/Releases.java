package dev.dusty.upgrade;

import dev.dusty.api.UserError;
import dev.dusty.config.AtomicFile;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The releases in an installation. What was unpacked first lies in the installation's folder
 * itself. An upgrade puts the next one in {@code releases/VERSION}, lets the link {@code current}
 * lead there, and makes {@code bin/dusty} a link through that one. So {@code bin/dusty} is at each
 * moment the launcher of one whole release, and a release's files stay where they are while it
 * runs. Once the next daemon runs, {@link #settle} moves the first release to the others, and
 * leaves links to the current one.
 *
 * @param root the installation's folder
 * @param own the folder of the release that runs
 */
public record Releases(Path root, Path own) {

  private static final String RELEASES = "releases";
  private static final String CURRENT = "current";
  private static final String FORMER = "former";
  private static final String BIN = "bin";
  private static final String LAUNCHER = "dusty";
  private static final String FORMER_LAUNCHER = ".dusty-former";
  private static final String UNFINISHED = ".unfinished";
  private static final int OTHERS_WRITE = 022;

  /**
   * Returns the installation that a release belongs to.
   *
   * @param own the folder of the release that runs, absolute and without links
   */
  public static Releases of(Path own) {
    Path parent = own.getParent();
    if (parent == null || !parent.endsWith(RELEASES)) {
      return new Releases(own, own);
    }
    Path root = parent.getParent();
    return root != null && Files.isSymbolicLink(root.resolve(CURRENT))
        ? new Releases(root, own)
        : new Releases(own, own);
  }

  /**
   * Looks whether there can be another release.
   *
   * @param uid whose the installation has to be, besides root's
   * @throws UserError if not
   */
  public void check(long uid) throws IOException {
    if (root.endsWith("target") || Files.exists(root.resolveSibling("../pom.xml"))) {
      throw new UserError(
          "build-folder",
          "'" + root + "' is a build, which the next build replaces",
          "unpack a release elsewhere, such as in /opt, and run that one");
    }
    if (!Files.isWritable(root) || !Files.isWritable(root.resolve(BIN))) {
      throw new UserError(
          "installation",
          "the installation '" + root + "' cannot be written to",
          "unpack the release by hand, or have the disk made writable");
    }
    for (Path folder : List.of(root, root.resolve(BIN))) {
      long owner = ((Number) Files.getAttribute(folder, "unix:uid")).longValue();
      int mode = ((Number) Files.getAttribute(folder, "unix:mode")).intValue();
      if ((owner != 0 && owner != uid) || (mode & OTHERS_WRITE) != 0) {
        throw new UserError(
            "installation",
            "'" + folder + "' is not root's alone, and what is in it runs as root",
            "chown -R root '%s' && chmod -R go-w '%s'".formatted(root, root));
      }
    }
  }

  /** Returns the launcher, which is that of the current release. */
  public Path launcher() {
    return root.resolve(BIN).resolve(LAUNCHER);
  }

  /** Returns where a release is, or will be. */
  public Path folder(String version) {
    return root.resolve(RELEASES).resolve(version);
  }

  /** Returns whether a release is there, whole and checked. */
  public boolean has(String version) {
    return isWhole(folder(version));
  }

  /** The launcher is what comes last. */
  private static boolean isWhole(Path release) {
    return Files.isExecutable(release.resolve(BIN).resolve(LAUNCHER));
  }

  /** Makes an empty folder for what is not finished, and takes away what an earlier one left. */
  public Path unfinished() throws IOException {
    Path releases = root.resolve(RELEASES);
    Files.createDirectories(releases);
    Files.setPosixFilePermissions(releases, PosixFilePermissions.fromString("rwxr-xr-x"));
    removeUnfinished();
    return Files.createDirectory(
        releases.resolve(UNFINISHED),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  /** Takes away what is not finished. */
  public void removeUnfinished() throws IOException {
    delete(root.resolve(RELEASES).resolve(UNFINISHED));
  }

  /** Takes up a release that is whole and was tried. */
  public void add(Path unpacked, String version) throws IOException {
    delete(folder(version));
    Files.move(unpacked, folder(version), StandardCopyOption.ATOMIC_MOVE);
    AtomicFile.force(root.resolve(RELEASES));
  }

  /**
   * Makes a release the current one. Whoever is killed in it leaves the former or the new one.
   *
   * @param version the version of a release that is there
   * @param present the version of the release that runs
   */
  public void switchTo(String version, String present) throws IOException {
    link(root.resolve(FORMER), Path.of(RELEASES, present));
    Path launcher = launcher();
    if (!Files.isSymbolicLink(launcher)) {
      Path kept = launcher.resolveSibling(FORMER_LAUNCHER);
      Files.copy(
          launcher, kept, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
    }
    link(root.resolve(CURRENT), Path.of(RELEASES, version));
    if (!Files.isSymbolicLink(launcher)) {
      link(launcher, Path.of("..", CURRENT, BIN, LAUNCHER));
    }
  }

  /**
   * Makes the release before the current one the current one again.
   *
   * @return its version
   * @throws IOException if there is none
   */
  public String switchBack() throws IOException {
    Path former = Files.readSymbolicLink(root.resolve(FORMER));
    if (isWhole(root.resolve(former))) {
      link(root.resolve(CURRENT), former);
    } else {
      // It was unpacked first, and still lies where it was.
      Files.move(
          launcher().resolveSibling(FORMER_LAUNCHER), launcher(), StandardCopyOption.ATOMIC_MOVE);
    }
    return String.valueOf(former.getFileName());
  }

  /**
   * Tidies up, once this release runs as the daemon: what was unpacked first is moved to the other
   * releases, with links in its place, and all but this release and the former one are removed.
   */
  public void settle() throws IOException {
    Path link = root.resolve(FORMER);
    if (root.equals(own) || !Files.isSymbolicLink(link) || !isCurrent()) {
      return;
    }
    removeUnfinished();
    Path former = root.resolve(Files.readSymbolicLink(link));
    for (Path entry : entries(own)) {
      String name = String.valueOf(entry.getFileName());
      if (!name.equals(BIN)) {
        Path first = root.resolve(name);
        if (Files.exists(first, LinkOption.NOFOLLOW_LINKS) && !Files.isSymbolicLink(first)) {
          moveAway(first, former.resolve(name));
        }
        link(first, Path.of(CURRENT, name));
      }
    }
    Path launcher = launcher().resolveSibling(FORMER_LAUNCHER);
    if (Files.exists(launcher)) {
      moveAway(launcher, former.resolve(BIN).resolve(LAUNCHER));
    }
    for (Path release : entries(root.resolve(RELEASES))) {
      if (!release.equals(own) && !release.equals(former)) {
        delete(release);
      }
    }
  }

  private boolean isCurrent() throws IOException {
    return root.resolve(Files.readSymbolicLink(root.resolve(CURRENT))).equals(own);
  }

  private static void moveAway(Path from, Path to) throws IOException {
    if (Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
      delete(from);
    } else {
      Path parent = to.getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  /** Makes a link, in the place of a file or link where there is one, at one moment. */
  private static void link(Path link, Path target) throws IOException {
    Path temporary = link.resolveSibling("." + link.getFileName() + "-new");
    Files.deleteIfExists(temporary);
    Files.createSymbolicLink(temporary, target);
    Files.move(temporary, link, StandardCopyOption.ATOMIC_MOVE);
    Path parent = link.getParent();
    if (parent != null) {
      AtomicFile.force(parent);
    }
  }

  private static List<Path> entries(Path folder) throws IOException {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      stream.forEach(entries::add);
    }
    entries.sort(null);
    return entries;
  }

  /** Deletes a file or a folder with what is in it; what links lead to stays. */
  static void delete(Path path) throws IOException {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        path,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
              throws IOException {
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
