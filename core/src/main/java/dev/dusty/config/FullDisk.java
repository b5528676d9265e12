package dev.dusty.config;

import dev.dusty.api.UserError;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells a full disk from other failures of files: what to do about it is always the same. */
public final class FullDisk {

  // What C libraries call ENOSPC and EDQUOT.
  private static final Pattern FULL =
      Pattern.compile("no space left on device|disk quota exceeded", Pattern.CASE_INSENSITIVE);

  private FullDisk() {}

  /**
   * Explains a failure.
   *
   * @param during what failed, such as {@code step 'files'}; empty for no particular part
   * @return the error, if a full disk or a used-up quota was the reason
   */
  public static Optional<UserError> of(IOException failure, String during) {
    if (!FULL.matcher(String.valueOf(failure.getMessage())).find()) {
      return Optional.empty();
    }
    String file =
        failure instanceof FileSystemException of && of.getFile() != null
            ? ": '" + of.getFile() + "' cannot be written"
            : "";
    UserError error =
        new UserError(
            "disk-full",
            (during.isEmpty() ? "" : during + " failed: ") + "the disk is full" + file,
            "make room ('df -h' shows which disk it is) and try again");
    error.initCause(failure);
    return Optional.of(error);
  }
}
