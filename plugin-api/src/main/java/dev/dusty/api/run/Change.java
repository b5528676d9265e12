package dev.dusty.api.run;

import java.util.List;

/**
 * Something that {@link RunStep#apply} would change.
 *
 * @param action what happens to the subject
 * @param subject what kind of thing: {@code file}, {@code container}, {@code link}, {@code mount}
 * @param name which one: {@code /etc/hosts}, {@code web}
 * @param cause why, for a person: {@code image changed}; may be empty
 * @param keys where in the spec of that name the cause lies: paths of keys joined by dots, such as
 *     {@code image} or {@code compose.environment}; Dusty shows file and line of the first one that
 *     is there. Empty where the cause lies in no spec
 * @param diff a unified diff where the subject is a text file, else empty
 * @since 1.0
 */
public record Change(
    Action action, String subject, String name, String cause, List<String> keys, String diff) {

  /** Copies the keys. */
  public Change {
    keys = List.copyOf(keys);
  }

  /** Returns a change whose cause lies in no spec. */
  public static Change of(Action action, String subject, String name, String cause) {
    return new Change(action, subject, name, cause, List.of(), "");
  }

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
