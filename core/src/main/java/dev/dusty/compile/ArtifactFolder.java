package dev.dusty.compile;

import dev.dusty.api.UserError;
import dev.dusty.api.compile.Artifact;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Writes artifacts into a folder, for people and scripts that look at them. */
public final class ArtifactFolder {

  private ArtifactFolder() {}

  /**
   * Writes each artifact to its path in the folder, replacing a file that is there as a whole or
   * not at all. Other files in the folder stay.
   *
   * @param folder the folder; made where it is missing
   * @throws UserError if something cannot be written
   */
  public static void write(Path folder, List<Artifact> artifacts) {
    for (Artifact artifact : artifacts) {
      Path target = folder.resolve(artifact.path());
      try {
        Path parent = target.toAbsolutePath().getParent();
        if (parent == null) {
          throw new IOException("it has no folder");
        }
        Files.createDirectories(parent);
        Path temporary = Files.createTempFile(parent, ".dusty", null);
        try {
          Files.write(temporary, artifact.content().getBytes(StandardCharsets.UTF_8));
          temporary.toFile().setReadable(true, false);
          Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
          Files.deleteIfExists(temporary);
        }
      } catch (IOException e) {
        throw new UserError(
            "cannot-write",
            "'" + target + "' cannot be written: " + reason(e),
            target.toString(),
            null,
            "give --output a folder that you may write to");
      }
    }
  }

  private static String reason(IOException e) {
    return switch (e) {
      case FileAlreadyExistsException exists ->
          "a file is in the way at '" + exists.getFile() + "'";
      case AccessDeniedException denied -> "permission denied";
      default -> String.valueOf(e.getMessage());
    };
  }
}
