package dev.dusty.api.machine;

/**
 * What kind of computer the user has.
 *
 * @since 1.0
 */
public enum Platform {
  /** Any Linux. */
  LINUX,
  /** macOS on any processor. */
  MACOS
}
