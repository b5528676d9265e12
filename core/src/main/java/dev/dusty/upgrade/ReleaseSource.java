package dev.dusty.upgrade;

import dev.dusty.api.UserError;
import dev.dusty.api.step.Cancellation;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/** Where releases are: a folder with archives, {@code SHA256SUMS} and {@code SHA256SUMS.sig}. */
public sealed interface ReleaseSource permits FolderSource, WebSource {

  /**
   * Returns the source of a path or a URL.
   *
   * @param workingFolder what a relative path counts from
   * @throws UserError if it is neither, or a URL that anybody on the way could answer
   */
  static ReleaseSource of(String text, Path workingFolder) {
    try {
      if (!text.contains("://") && !text.startsWith("file:")) {
        return new FolderSource(workingFolder.resolve(text).normalize());
      }
      URI uri = new URI(text.endsWith("/") ? text : text + "/");
      return "file".equals(uri.getScheme())
          ? new FolderSource(Path.of(uri.getPath()))
          : new WebSource(uri);
    } catch (URISyntaxException | InvalidPathException e) {
      throw new UserError(
          "release-source",
          "'%s' is neither a folder nor a URL: %s".formatted(text, e.getMessage()),
          "give the folder or the URL where SHA256SUMS is");
    }
  }

  /**
   * Copies one of its files.
   *
   * @param name the file's name
   * @param to the copy; its folder is there
   * @param most how many bytes it may have
   * @param cancellation ends it
   * @param sofar is told from time to time how many bytes there are
   * @throws UserError if there is no such file, or it is larger, or cannot be had
   * @throws IOException if the copy cannot be written
   */
  void fetch(String name, Path to, long most, Cancellation cancellation, LongConsumer sofar)
      throws IOException;

  /** Says that something cannot be had. */
  static UserError failure(String what, String why) {
    return new UserError(
        "release-source",
        "'%s' cannot be fetched: %s".formatted(what, why),
        "see whether the place is right: 'dusty config list' shows release_source; nothing was changed");
  }

  /** Says that a file is too large to be what it is taken for. */
  static UserError tooLarge(String what, long most) {
    return failure(
        what, "it has more than the %,d bytes that such a file may have".formatted(most));
  }
}
