package dev.dusty.api.compile;

import dev.dusty.api.spec.LibSpec;
import java.util.List;

/**
 * An active lib.
 *
 * @param spec the lib
 * @param libs every lib it depends on, through others too, each after the libs that it depends on
 *     itself
 * @since 1.0
 */
public record ActiveLib(LibSpec spec, List<LibSpec> libs) {
  /** Copies the list. */
  public ActiveLib {
    libs = List.copyOf(libs);
  }
}
