package dev.dusty.plugin.vmlocal;

import dev.dusty.api.UserError;
import dev.dusty.api.compile.Site;
import dev.dusty.api.machine.DiskUsage;
import dev.dusty.api.step.StepContext;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * The site's folders on this computer.
 *
 * @param root what stands for {@code /}
 */
record LocalFolders(Path root) {

  LocalFolders(StepContext context) {
    this(context.files().root());
    if (root.toString().indexOf(':') >= 0) {
      throw new UserError(
          "folder-colon",
          "the folder '" + root + "' has a ':' in its name, which ends a path in Docker's volumes",
          "set DUSTY_HOME to a folder without one");
    }
  }

  Site site(String address, String bridge) {
    Site usual = Site.at(address, bridge);
    return new Site(
        address,
        bridge,
        below(usual.repos()),
        below(usual.commandFiles()),
        below(usual.assets()),
        below(usual.copyArea()),
        below(usual.persist()));
  }

  /** Returns the folders, each after those that it is in. */
  List<Path> all() {
    Site site = site("127.0.0.1", "127.0.0.1");
    return List.of(
            site.persist(), site.assets(), site.repos(), site.commandFiles(), site.copyArea())
        .stream()
        .map(Path::of)
        .toList();
  }

  /** Makes the folders that are missing, for root to write and for all to read. */
  void make() throws IOException {
    for (Path folder : all()) {
      if (!Files.isDirectory(folder)) {
        try {
          makeReadable(folder);
        } catch (FileAlreadyExistsException e) {
          throw inTheWay(folder, e);
        }
      }
    }
  }

  /** Makes a folder that all can read, whatever the umask is. */
  static void makeReadable(Path folder) throws IOException {
    Files.createDirectory(folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** Returns how full the disk of the folder for persistent data is. */
  DiskUsage diskUsage() throws IOException {
    Path folder = Path.of(below("/persist"));
    while (!Files.exists(folder) && folder.getParent() != null) {
      folder = folder.getParent();
    }
    return diskUsage(folder);
  }

  /** Returns how full the disk of a folder is. */
  static DiskUsage diskUsage(Path folder) throws IOException {
    FileStore store = Files.getFileStore(folder);
    return new DiskUsage(
        mountPoint(folder.toRealPath()).toString(), store.getTotalSpace(), store.getUsableSpace());
  }

  private static Path mountPoint(Path folder) throws IOException {
    Object device = Files.getAttribute(folder, "unix:dev");
    Path parent = folder.getParent();
    while (parent != null && Files.getAttribute(parent, "unix:dev").equals(device)) {
      folder = parent;
      parent = folder.getParent();
    }
    return folder;
  }

  private String below(String path) {
    return root + (root.toString().equals("/") ? path.substring(1) : path);
  }

  private static UserError inTheWay(Path folder, IOException cause) {
    UserError error =
        new UserError(
            "folder-in-the-way",
            folder + " is not a folder, and Dusty needs one of that name",
            "move it away and try again");
    error.initCause(cause);
    return error;
  }
}
