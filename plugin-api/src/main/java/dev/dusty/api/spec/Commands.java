package dev.dusty.api.spec;

import java.util.List;

/**
 * What an app's container runs, as lines for a POSIX shell.
 *
 * @param once run at the first start of a container only
 * @param always run at every start, after {@code once}; the last one is the main process
 * @since 1.0
 */
public record Commands(List<String> once, List<String> always) {
  /** Copies the lists. */
  public Commands {
    once = List.copyOf(once);
    always = List.copyOf(always);
  }
}
