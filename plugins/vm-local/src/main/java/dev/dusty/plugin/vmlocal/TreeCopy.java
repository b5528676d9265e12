package dev.dusty.plugin.vmlocal;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import dev.dusty.api.step.Cancellation;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Copies a file or tree with modes, owners, times and extended attributes; links stay links. What
 * is only in the destination stays, and nothing is written through a link that lies in it. Sockets
 * and pipes, which hold nothing and are made by the program that serves them, are left out.
 */
record TreeCopy(Cancellation cancellation) {

  /**
   * Makes one path the same as another.
   *
   * @param from a file or folder
   * @param to where it is to be; its parents are made where they are missing
   * @throws IOException if it cannot be copied whole, such as where a folder that is not empty is
   *     in the place of a file
   */
  void copy(Path from, Path to) throws IOException {
    Path parent = to.getParent();
    if (parent != null && !Files.isDirectory(parent)) {
      Files.createDirectories(parent);
    }
    // The path that was asked for may be a link to the disk that has the data; it is meant to be
    // followed.
    Path destination = Files.isDirectory(to) ? to.toRealPath() : to;
    Path source = from.toRealPath();
    Files.walkFileTree(
        source,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            cancellation.check();
            Path target = place(folder);
            if (!Files.isDirectory(target, NOFOLLOW_LINKS)) {
              Files.copy(folder, target, COPY_ATTRIBUTES, REPLACE_EXISTING);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            cancellation.check();
            if (attributes.isOther()) {
              return FileVisitResult.CONTINUE;
            }
            Path target = place(file);
            Files.copy(file, target, COPY_ATTRIBUTES, REPLACE_EXISTING, NOFOLLOW_LINKS);
            if (attributes.isSymbolicLink()) {
              setTimes(target, attributes);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e)
              throws IOException {
            if (e != null) {
              throw e;
            }
            Path target = place(folder);
            setOwnerAndMode(target, Files.readAttributes(folder, "unix:uid,gid,mode"));
            setTimes(target, Files.readAttributes(folder, BasicFileAttributes.class));
            return FileVisitResult.CONTINUE;
          }

          private Path place(Path path) {
            return path.equals(source) ? destination : destination.resolve(source.relativize(path));
          }
        });
  }

  /** A folder that was there already, and one whose times its content changed. */
  private static void setOwnerAndMode(Path folder, Map<String, Object> attributes)
      throws IOException {
    Map<String, Object> present = Files.readAttributes(folder, "unix:uid,gid,mode");
    // The owner first, as changing it takes away some bits of the mode.
    for (String name : new String[] {"uid", "gid"}) {
      if (!Objects.equals(attributes.get(name), present.get(name))) {
        try {
          Files.setAttribute(folder, "unix:" + name, attributes.get(name));
        } catch (FileSystemException e) {
          // Only root may give files away; Files.copy passes over that as well.
        }
      }
    }
    Files.setAttribute(folder, "unix:mode", attributes.get("mode"));
  }

  private static void setTimes(Path path, BasicFileAttributes attributes) throws IOException {
    Files.getFileAttributeView(path, BasicFileAttributeView.class, NOFOLLOW_LINKS)
        .setTimes(attributes.lastModifiedTime(), attributes.lastAccessTime(), null);
  }
}
