package dev.dusty.spec.read;

import dev.dusty.spec.yaml.YamlReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/**
 * Files of specs, read with the rights of this process.
 *
 * @param folder the folder of specs
 */
record FolderFiles(Path folder) implements SpecFiles {

  @Override
  public List<Entry> list(String name) throws IOException {
    Path listed = folder.resolve(name);
    List<Entry> entries = new ArrayList<>();
    if (!Files.isDirectory(listed)) {
      return entries;
    }
    try (DirectoryStream<Path> paths = Files.newDirectoryStream(listed)) {
      for (Path path : paths) {
        entries.add(new Entry(String.valueOf(path.getFileName()), Files.isDirectory(path)));
      }
    } catch (IOException e) {
      throw new IOException(reason(e), e);
    }
    return entries;
  }

  @Override
  public byte[] read(String file) throws IOException {
    Path path = folder.resolve(file);
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      // A link in somebody else's repo must not show what is in other files.
      boolean leadsOutside =
          attributes.isSymbolicLink() && !path.toRealPath().startsWith(folder.toRealPath());
      if (!leadsOutside && Files.isRegularFile(path)) {
        try (InputStream in = Files.newInputStream(path)) {
          return in.readNBytes(YamlReader.MOST_BYTES + 1);
        }
      }
      throw new Refused(leadsOutside ? SpecReader.OUTSIDE : SpecReader.NO_FILE);
    } catch (Refused e) {
      throw e;
    } catch (IOException e) {
      throw new IOException(SpecReader.UNREADABLE + reason(e), e);
    }
  }

  private static final class Refused extends IOException {
    private static final long serialVersionUID = 1L;

    Refused(String problem) {
      super(problem);
    }
  }

  private static String reason(IOException e) {
    String name = e.getClass().getSimpleName().replaceAll("(Exception|FileSystem)", "");
    return switch (name) {
      case "AccessDenied" -> SpecReader.DENIED;
      case "NoSuchFile" -> SpecReader.NOWHERE;
      default -> String.valueOf(e.getMessage());
    };
  }
}
