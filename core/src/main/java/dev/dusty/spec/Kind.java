package dev.dusty.spec;

import java.util.Locale;

/** The kinds of specs, in the order in which they are read. */
public enum Kind {
  /** What a user switches on. */
  BUNDLE,
  /** A running container built on source that the user develops. */
  APP,
  /** Source mounted into apps. */
  LIB,
  /** A container whose source the user does not develop. */
  SERVICE;

  /** Returns the folder of such specs, relative to the folder of all. */
  public String folder() {
    return word() + "s";
  }

  /** Returns the kind in a sentence: {@code app}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the kind with its article: {@code an app}. */
  public String withArticle() {
    return (this == APP ? "an " : "a ") + word();
  }
}
