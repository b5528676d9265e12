package dev.dusty.graph;

import dev.dusty.spec.Kind;

/**
 * What nodes of a kind look like, in every format.
 *
 * @param fill the colour of the area
 * @param line the colour of its border
 * @param dotShape the shape, by its name in DOT
 */
record Look(String fill, String line, String dotShape) {

  /** The colour of what is not active. */
  static final String PALE = "#9aa4af";

  static Look of(Kind kind) {
    return switch (kind) {
      case BUNDLE -> new Look("#fff1c9", "#b98900", "folder");
      case APP -> new Look("#d5e8ff", "#2f6fb5", "box");
      case LIB -> new Look("#e4dcff", "#7254c4", "component");
      case SERVICE -> new Look("#d3f3df", "#2b8a57", "cylinder");
    };
  }
}
