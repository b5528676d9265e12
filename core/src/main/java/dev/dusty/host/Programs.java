package dev.dusty.host;

import dev.dusty.api.machine.Platform;
import dev.dusty.api.step.HostUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Where programs are. */
final class Programs {

  private static final String LINUX =
      "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  /** What only root may write to: a Homebrew folder belongs to whoever installed it. */
  private static final String MACOS = "/usr/bin:/bin:/usr/sbin:/sbin";

  private Programs() {}

  /** Returns the PATH of processes that run as the daemon. */
  static String pathOfRoot(Platform platform) {
    return switch (platform) {
      case LINUX -> LINUX;
      case MACOS -> MACOS;
    };
  }

  /** Returns the PATH of processes that run as a user: also where users install Docker and git. */
  static String pathOf(HostUser user, Platform platform) {
    String own = user.home() + "/.docker/bin";
    return switch (platform) {
      case LINUX -> LINUX + ":/snap/bin:" + own;
      case MACOS -> "/opt/homebrew/bin:/usr/local/bin:" + MACOS + ":" + own;
    };
  }

  /**
   * Returns the absolute path of a program.
   *
   * @param name its name, or a path that counts from the working folder
   * @param folder the working folder
   * @param path folders, separated by {@code :}
   * @throws IOException if there is no such program
   */
  static Path find(String name, Path folder, String path) throws IOException {
    if (name.indexOf('/') >= 0) {
      Path program = folder.resolve(name);
      if (isProgram(program)) {
        return program;
      }
      throw new IOException("there is no program '" + program + "'");
    }
    return Arrays.stream(path.split(":", -1))
        .filter(part -> part.startsWith("/"))
        .map(part -> Path.of(part, name))
        .filter(Programs::isProgram)
        .findFirst()
        .orElseThrow(() -> new IOException("there is no program '" + name + "' in " + path));
  }

  private static boolean isProgram(Path file) {
    return Files.isRegularFile(file) && Files.isExecutable(file);
  }
}
