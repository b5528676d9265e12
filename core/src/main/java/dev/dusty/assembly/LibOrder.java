package dev.dusty.assembly;

import dev.dusty.api.spec.LibSpec;
import dev.dusty.spec.SpecFile;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The order in which libs are installed: each after those that it depends on, otherwise as they
 * were written.
 */
public final class LibOrder {

  private final Map<String, SpecFile<LibSpec>> libs;

  /**
   * Creates it.
   *
   * @param libs all libs of checked specs, by name
   */
  public LibOrder(Map<String, SpecFile<LibSpec>> libs) {
    this.libs = libs;
  }

  private record Frame(LibSpec lib, Iterator<String> rest) {}

  /** Returns libs and all that they depend on. */
  public List<LibSpec> of(Collection<String> names) {
    Map<String, LibSpec> ordered = new LinkedHashMap<>();
    Set<String> seen = new LinkedHashSet<>();
    Deque<Frame> frames = new ArrayDeque<>();
    for (String name : names) {
      open(name, seen, frames);
      while (!frames.isEmpty()) {
        Frame frame = frames.peek();
        if (frame.rest().hasNext()) {
          open(frame.rest().next(), seen, frames);
        } else {
          ordered.put(frame.lib().name(), frame.lib());
          frames.pop();
        }
      }
    }
    return List.copyOf(ordered.values());
  }

  private void open(String name, Set<String> seen, Deque<Frame> frames) {
    if (seen.add(name)) {
      LibSpec lib = Assembler.whole(libs, name);
      frames.push(new Frame(lib, lib.libs().iterator()));
    }
  }
}
