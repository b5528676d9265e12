package dev.dusty.plugin.compose;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a Dockerfile begins with.
 *
 * @param bases the images that its stages are built on, each once and in their order; without those
 *     that only a variable names
 */
record Dockerfile(List<String> bases) {

  private static final Pattern FROM =
      Pattern.compile(
          "(?im)^[ \\t]*FROM[ \\t]+(?:--\\S+[ \\t]+)*(\\S+)(?:[ \\t]+AS[ \\t]+(\\S+))?");

  private static final String NOTHING = "scratch";

  Dockerfile {
    bases = List.copyOf(bases);
  }

  /** Reads the text of one. */
  static Dockerfile of(String text) {
    Set<String> bases = new LinkedHashSet<>();
    Set<String> stages = new HashSet<>(Set.of(NOTHING));
    Matcher from = FROM.matcher(text);
    while (from.find()) {
      String base = from.group(1);
      if (base.indexOf('$') < 0 && !stages.contains(base.toLowerCase(Locale.ROOT))) {
        bases.add(base);
      }
      String stage = from.group(2);
      if (stage != null) {
        stages.add(stage.toLowerCase(Locale.ROOT));
      }
    }
    return new Dockerfile(List.copyOf(bases));
  }
}
