package dev.dusty.spec.read;

import java.io.IOException;
import java.util.List;

/** The files of a folder of specs, however they are got at. */
public interface SpecFiles {

  /**
   * What is in a folder.
   *
   * @param name its name
   * @param isFolder whether it is a folder itself
   */
  record Entry(String name, boolean isFolder) {}

  /**
   * Returns what is in one of the folders, in any order; nothing where it is missing.
   *
   * @throws IOException with the reason if it cannot be listed
   */
  List<Entry> list(String folder) throws IOException;

  /**
   * Returns a file's content, or as much of it as shows that it is longer than {@link
   * dev.dusty.spec.yaml.YamlReader#MOST_BYTES}.
   *
   * @param file its folder and name, with a slash
   * @throws IOException with the problem as it is to be shown if it is none, or cannot be read
   */
  byte[] read(String file) throws IOException;
}
