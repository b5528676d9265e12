package dev.dusty.daemon;

import dev.dusty.command.Dusty;
import dev.dusty.config.Paths;
import dev.dusty.plugin.PluginReport;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * What is looked at before the daemon starts.
 *
 * @param errors why it cannot work
 * @param warnings what will not work
 */
record Preflight(List<String> errors, List<String> warnings) {

  private static final String[] PROGRAMS = {"git", "docker"};
  private static final long ROOT = 0;
  private static final int WRITABLE_BY_ALL = 0002;
  private static final int STICKY = 01000;

  /** The configured user is given some of the files in there, and may not look for others. */
  private static final String PASSED_THROUGH = "rwx--x--x";

  /** Looks, and makes the folders that the daemon needs. */
  static Preflight of(Dusty dusty, String searchPath) {
    List<String> errors = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    Paths paths = dusty.paths();
    folder(paths.state(), PASSED_THROUGH, errors);
    narrow(paths.state(), errors);
    folder(parent(paths.socket()), "rwxr-xr-x", errors);
    folder(parent(paths.config()), "rwxr-xr-x", errors);
    others(parent(paths.socket()), errors);
    others(parent(paths.config()), errors);
    if (dusty.uid() != ROOT) {
      warnings.add(
          "it does not run as root, so it can change %s only if this user may"
              .formatted(paths.hosts()));
    }
    for (String program : PROGRAMS) {
      if (!isOnPath(program, searchPath)) {
        warnings.add("'%s' was not found; 'dusty up' needs it".formatted(program));
      }
    }
    for (PluginReport report : dusty.catalog().refused()) {
      warnings.add("plugin '%s' is not used: %s".formatted(report.id(), report.reason()));
    }
    if (dusty.catalog().machines().isEmpty()) {
      warnings.add("no plugin has a machine, so nothing can be brought up");
    }
    return new Preflight(errors, warnings);
  }

  /** Whatever has made it first, and with whatever mask: there are secrets in it. */
  private static void narrow(Path folder, List<String> errors) {
    try {
      if (errors.isEmpty()) {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(PASSED_THROUGH));
      }
    } catch (IOException e) {
      errors.add("'%s' is not this user's: %s".formatted(folder, e.getMessage()));
    }
  }

  /** Somebody who can put another file in the place of ours could have us change any file. */
  private static void others(Path folder, List<String> errors) {
    try {
      if (errors.isEmpty()) {
        int mode = ((Number) Files.getAttribute(folder, "unix:mode")).intValue();
        if ((mode & WRITABLE_BY_ALL) != 0 && (mode & STICKY) == 0) {
          errors.add("'" + folder + "' is writable by everybody: chmod o-w it");
        }
      }
    } catch (IOException e) {
      errors.add("'%s' cannot be looked at: %s".formatted(folder, e.getMessage()));
    }
  }

  private static void folder(Path folder, String mode, List<String> errors) {
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(mode));
      }
      if (!Files.isWritable(folder)) {
        errors.add("'" + folder + "' is not writable");
      }
    } catch (IOException e) {
      errors.add("'%s' cannot be made: %s".formatted(folder, e.getMessage()));
    }
  }

  private static Path parent(Path path) {
    Path parent = path.toAbsolutePath().getParent();
    return parent == null ? Path.of("/") : parent;
  }

  private static boolean isOnPath(String program, String searchPath) {
    for (String folder : searchPath.split(File.pathSeparator, -1)) {
      if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, program))) {
        return true;
      }
    }
    return false;
  }
}
