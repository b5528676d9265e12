package dev.dusty.api.run;

/**
 * A container or image that can be removed to gain space.
 *
 * @param kind which of the two
 * @param id what the step knows it by
 * @param name what a person knows it by: {@code dusty_web_1}, {@code postgres:17}
 * @param state in what state, for a person: {@code exited (0)}, {@code untagged}; may be empty
 * @param bytes what is gained at most
 * @since 1.0
 */
public record Leftover(Kind kind, String id, String name, String state, long bytes) {

  /**
   * What a leftover is.
   *
   * @since 1.0
   */
  public enum Kind {
    /** A container that does not run. */
    CONTAINER,
    /** An image that no container uses. */
    IMAGE
  }
}
