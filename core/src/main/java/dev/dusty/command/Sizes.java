package dev.dusty.command;

import java.util.Locale;

/** Numbers of bytes, for people. */
final class Sizes {

  private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
  private static final int STEP = 1024;

  private Sizes() {}

  /** Returns a number of bytes in the unit that suits it: {@code 1.5 GiB}. */
  static String text(long bytes) {
    if (bytes < STEP) {
      return bytes + " B";
    }
    double size = bytes;
    int unit = 0;
    // What would be rounded to 1024.0 is 1.0 of the next unit.
    while (size >= STEP - 0.05 && unit < UNITS.length - 1) {
      size /= STEP;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f %s", size, UNITS[unit]);
  }
}
