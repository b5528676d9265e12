package dev.dusty.plugin.compose;

import dev.dusty.api.compile.Site;
import dev.dusty.api.spec.Names;
import dev.dusty.api.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The {@code volumes} of a container: its spec's, then Dusty's; one for each place in the
 * container, as Docker refuses a second. Where both want a place, it is Dusty's.
 */
final class Volumes {

  private static final String PERSIST = "/persist";

  private final Site site;
  private final Map<String, Value> ours = new LinkedHashMap<>();

  Volumes(Site site) {
    this.site = site;
  }

  /** Adds a folder of the Docker host; the first one counts that is added for a place. */
  void mount(String source, String target) {
    ours.putIfAbsent(
        place(target),
        Value.text(Interpolation.escape(source) + ":" + Interpolation.escape(target)));
  }

  /** Returns the value of a container's {@code volumes}. */
  Value of(ComposeSpec spec) {
    List<Value> volumes = new ArrayList<>();
    Set<String> taken = new LinkedHashSet<>(ours.keySet());
    for (Value written : spec.list("volumes")) {
      Volume volume = Volume.of(written);
      if (volume.target().isEmpty() || taken.add(place(volume.target().get()))) {
        volumes.add(volume.source().map(source -> located(written, source)).orElse(written));
      }
    }
    volumes.addAll(ours.values());
    return new Value.Items(volumes);
  }

  /**
   * Returns the value of {@code volumes} for a copy of a service that begins with nothing: what the
   * service keeps on the Docker host is not for the copy to read or to change.
   */
  static Value fresh(ComposeSpec spec) {
    List<Value> volumes = new ArrayList<>();
    for (Value written : spec.list("volumes")) {
      Volume volume = Volume.of(written);
      boolean kept = volume.source().filter(Volumes::isPersistent).isPresent();
      volumes.add(kept ? Value.text(volume.target().orElse("")) : written);
    }
    return new Value.Items(volumes);
  }

  private static boolean isPersistent(String source) {
    return source.equals(PERSIST) || source.startsWith(PERSIST + "/");
  }

  /** Returns the names of the volumes that a spec uses by name. */
  static Set<String> names(ComposeSpec spec) {
    Set<String> names = new LinkedHashSet<>();
    for (Value written : spec.list("volumes")) {
      Volume volume = Volume.of(written);
      volume.source().filter(source -> volume.isNamed()).ifPresent(names::add);
    }
    return names;
  }

  /**
   * Puts the machine's folder for persistent data in the place of the name that specs have for it.
   */
  private Value located(Value written, String source) {
    if (!isPersistent(source)) {
      return written;
    }
    String located = Interpolation.escape(site.persist()) + source.substring(PERSIST.length());
    if (written instanceof Value.Entries entries) {
      Map<String, Value> moved = new LinkedHashMap<>(entries.entries());
      moved.put("source", Value.text(located));
      return new Value.Entries(moved);
    }
    return Value.text(located + written.scalar().orElse("").substring(source.length()));
  }

  /** Returns a path without the slashes that make no difference. */
  private static String place(String path) {
    StringBuilder place = new StringBuilder(path.length());
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      boolean needless = c == '/' && (i + 1 == path.length() || path.charAt(i + 1) == '/');
      if (!needless) {
        place.append(c);
      }
    }
    return place.toString();
  }

  /** What stands left and right in a volume of a spec, in either of its forms. */
  private record Volume(Optional<String> source, Optional<String> target, boolean isNamed) {

    static Volume of(Value written) {
      if (written instanceof Value.Entries entries) {
        Optional<String> source = entries.get("source").flatMap(Value::scalar);
        Optional<String> type = entries.get("type").flatMap(Value::scalar);
        return new Volume(
            source,
            entries.get("target").flatMap(Value::scalar),
            type.equals(Optional.of("volume")) && source.filter(Volume::isName).isPresent());
      }
      String text = written.scalar().orElse("");
      int colon = colonAfter(text, 0);
      if (colon < 0) {
        return new Volume(Optional.empty(), Optional.of(text), false);
      }
      String source = text.substring(0, colon);
      int end = colonAfter(text, colon + 1);
      String target = text.substring(colon + 1, end < 0 ? text.length() : end);
      return new Volume(Optional.of(source), Optional.of(target), isName(source));
    }

    /** Returns where the next colon is that is not part of a variable such as ${A:-b}. */
    private static int colonAfter(String text, int start) {
      int braces = 0;
      for (int i = start; i < text.length(); i++) {
        char c = text.charAt(i);
        if (c == '{' && i > 0 && text.charAt(i - 1) == '$') {
          braces++;
        } else if (c == '}' && braces > 0) {
          braces--;
        } else if (c == ':' && braces == 0) {
          return i;
        }
      }
      return -1;
    }

    /** Returns whether Docker takes this for the name of a volume. */
    private static boolean isName(String source) {
      return Names.isPlainName(source);
    }
  }
}
