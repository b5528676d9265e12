package dev.dusty.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes what a system keeps of a program beside it: manual pages and completion scripts. The build
 * puts them into the distribution.
 */
final class ReferenceFiles {

  private ReferenceFiles() {}

  /**
   * Writes the files.
   *
   * @param args the folder {@code share}, made where it is missing, and when the release was made,
   *     as ISO 8601 has it
   * @throws IOException if a file cannot be written
   */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    CommandDoc dusty = CommandDoc.ofDusty();
    ManPage man = new ManPage(Installation.version(), args[1].replaceFirst("T.*", ""));
    Path pages = folder.resolve("man/man1");
    write(pages.resolve(dusty.fileName() + ".1"), man.of(dusty, dusty));
    for (CommandDoc command : dusty.commands()) {
      write(pages.resolve(command.fileName() + ".1"), man.of(command, dusty));
    }
    for (ShellKind shell : ShellKind.values()) {
      write(folder.resolve(shell.path()), shell.script());
    }
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.resolveSibling("."));
    Files.writeString(file, text);
  }
}
