package dev.dusty.plugin;

import java.nio.file.Path;

/**
 * A jar or folder that may be a plugin, and what its manifest says.
 *
 * @param path the jar or folder
 * @param id its id, or its file's name
 * @param version its version, or empty
 * @param description what it says of itself, or empty
 */
record Candidate(Path path, String id, String version, String description) {

  /** A jar or folder whose manifest is not known. */
  static Candidate of(Path path) {
    return new Candidate(path, String.valueOf(path.getFileName()), "", "");
  }
}
