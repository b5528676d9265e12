package dev.dusty.spec.check;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the knots of a directed graph by Tarjan's strongly connected components ("Depth-first
 * search and linear graph algorithms", 1972), without recursion, as a chain of specs may be longer
 * than a stack is deep.
 */
final class Cycles {

  private final Map<String, List<String>> graph;
  private final Map<String, Integer> index = new HashMap<>();
  private final Map<String, Integer> low = new HashMap<>();
  private final Deque<String> stack = new ArrayDeque<>();
  private final Set<String> onStack = new HashSet<>();
  private final List<List<String>> knots = new ArrayList<>();

  private Cycles(Map<String, List<String>> graph) {
    this.graph = graph;
  }

  /**
   * Returns one shortest cycle for each knot, from the knot's first name in alphabetical order back
   * to it, sorted by that name.
   *
   * @param graph names, and those that each refers to
   */
  static List<List<String>> find(Map<String, List<String>> graph) {
    Cycles search = new Cycles(graph);
    graph.keySet().stream().filter(name -> !search.index.containsKey(name)).forEach(search::visit);
    return search.knots.stream()
        .map(search::shortest)
        .sorted((a, b) -> a.getFirst().compareTo(b.getFirst()))
        .toList();
  }

  private record Frame(String name, Iterator<String> rest) {}

  private void visit(String root) {
    Deque<Frame> frames = new ArrayDeque<>();
    frames.push(open(root));
    while (!frames.isEmpty()) {
      Frame frame = frames.peek();
      if (frame.rest().hasNext()) {
        String next = frame.rest().next();
        if (!index.containsKey(next)) {
          frames.push(open(next));
        } else if (onStack.contains(next)) {
          lower(frame.name(), index.getOrDefault(next, 0));
        }
        continue;
      }
      frames.pop();
      close(frame.name());
      if (!frames.isEmpty()) {
        lower(frames.peek().name(), low.getOrDefault(frame.name(), 0));
      }
    }
  }

  private Frame open(String name) {
    index.put(name, index.size());
    low.put(name, index.size() - 1);
    stack.push(name);
    onStack.add(name);
    return new Frame(name, neighbours(name).iterator());
  }

  private void lower(String name, int value) {
    low.merge(name, value, Math::min);
  }

  private void close(String name) {
    if (!low.getOrDefault(name, -1).equals(index.get(name))) {
      return;
    }
    List<String> component = new ArrayList<>();
    String member;
    do {
      member = stack.pop();
      onStack.remove(member);
      component.add(member);
    } while (!member.equals(name));
    if (component.size() > 1 || neighbours(name).contains(name)) {
      knots.add(component);
    }
  }

  private List<String> neighbours(String name) {
    return graph.getOrDefault(name, List.of());
  }

  private List<String> shortest(List<String> knot) {
    String start = Collections.min(knot);
    Set<String> members = new HashSet<>(knot);
    Map<String, String> from = new HashMap<>();
    Deque<String> queue = new ArrayDeque<>(List.of(start));
    while (!from.containsKey(start)) {
      String name = queue.remove();
      for (String next : neighbours(name)) {
        if (members.contains(next) && from.putIfAbsent(next, name) == null) {
          queue.add(next);
        }
      }
    }
    List<String> cycle = new ArrayList<>(List.of(start));
    @Nullable String name = from.get(start);
    while (name != null && !name.equals(start)) {
      cycle.add(name);
      name = from.get(name);
    }
    cycle.add(start);
    return cycle.reversed();
  }
}
