package dev.dusty.api.run;

/**
 * Something that {@link RunStep#apply} would change.
 *
 * @param action what happens to the subject
 * @param subject what kind of thing: {@code file}, {@code container}, {@code link}, {@code mount}
 * @param name which one: {@code /etc/hosts}, {@code web}
 * @param cause why, for a person: {@code image changed}; may be empty
 * @param diff a unified diff where the subject is a text file, else empty
 * @since 1.0
 */
public record Change(Action action, String subject, String name, String cause, String diff) {

  /**
   * What happens to a subject.
   *
   * @since 1.0
   */
  public enum Action {
    /** It is not there and will be. */
    CREATE,
    /** It is there and will be changed in place. */
    UPDATE,
    /** It is there and will be replaced. */
    RECREATE,
    /** It is there and will be gone. */
    REMOVE
  }
}
