package dev.dusty.cli;

import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How an answer is written. */
enum Format {
  /** For people. */
  TEXT,
  /** For programs: one JSON document. */
  JSON;

  /** Returns the word that stands behind {@code --format}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads the word, and says which there are where it is none of them. */
  static final class Converter implements ITypeConverter<Format> {
    @Override
    public Format convert(String word) {
      for (Format format : values()) {
        if (format.toString().equals(word)) {
          return format;
        }
      }
      throw new TypeConversionException("'" + word + "' is neither text nor json");
    }
  }
}
