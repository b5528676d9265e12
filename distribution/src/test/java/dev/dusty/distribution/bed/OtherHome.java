package dev.dusty.distribution.bed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Another home folder for the user of this JVM, as a program sees it: ssh keeps the hosts that it
 * gets to know in the home folder of {@code /etc/passwd}, wherever {@code HOME} points.
 */
final class OtherHome {

  private OtherHome() {}

  /**
   * Returns the beginning of an argument vector that ends with a program and its arguments. Needs
   * root.
   *
   * @param home the folder, which is there; a file is put in it
   */
  static List<String> starter(Path home) {
    try {
      List<String> lines = new ArrayList<>();
      for (String line : Files.readAllLines(Path.of("/etc/passwd"))) {
        String[] fields = line.split(":", -1);
        if (fields[0].equals(System.getProperty("user.name"))) {
          fields[5] = home.toString();
        }
        lines.add(String.join(":", fields));
      }
      Path passwd = Files.write(home.resolve("passwd"), lines);
      return List.of(
          "unshare",
          "--mount",
          "sh",
          "-c",
          "mount --bind \"$0\" /etc/passwd && exec \"$@\"",
          passwd.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
