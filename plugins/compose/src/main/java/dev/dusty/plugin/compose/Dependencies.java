package dev.dusty.plugin.compose;

import dev.dusty.api.UserError;
import dev.dusty.api.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The {@code links} and {@code depends_on} of a container: Dusty's, then its spec's own. */
record Dependencies(ComposeSpec spec, Networks networks) {

  private static final String LINKS = "links";
  private static final String DEPENDS_ON = "depends_on";

  /**
   * Returns the links. One to a container that has no network stack of its own leads to that one's
   * owner, under the linked container's name.
   *
   * @throws UserError if the spec links to what is not in the Compose file
   */
  List<String> links(List<String> ours) {
    Set<String> links = new LinkedHashSet<>();
    if (!networks.stack(spec.name()).takesLinks()) {
      return List.of();
    }
    ours.forEach(name -> add(links, name, name));
    for (String link : names(LINKS, spec.list(LINKS))) {
      int colon = link.indexOf(':');
      String name = colon < 0 ? link : link.substring(0, colon);
      check(LINKS, name);
      add(links, name, colon < 0 ? link : link.substring(colon + 1));
    }
    return List.copyOf(links);
  }

  private void add(Set<String> links, String name, String alias) {
    String owner = networks.owner(name);
    // To itself there is no link: guest and owner meet on localhost.
    if (!owner.equals(spec.name()) && networks.stack(owner).takesLinks()) {
      links.add(owner.equals(alias) ? owner : owner + ":" + alias);
    }
  }

  /**
   * Returns what has to be started before: a list, or a map where the spec has one, with conditions
   * to wait for. Empty if there is nothing.
   *
   * @throws UserError if the spec depends on what is not in the Compose file
   */
  Optional<Value> dependsOn(List<String> ours) {
    Optional<Value> written = spec.keys().get(DEPENDS_ON).filter(value -> !value.isMissing());
    if (written.isPresent() && written.get() instanceof Value.Entries conditions) {
      Map<String, Value> merged = new LinkedHashMap<>();
      Value started = new Value.Entries(Map.of("condition", Value.text("service_started")));
      ours.forEach(name -> merged.put(name, started));
      conditions
          .entries()
          .forEach(
              (name, condition) -> {
                if (!isOptional(condition)) {
                  check(DEPENDS_ON, name);
                }
                merged.put(name, condition);
              });
      return merged.isEmpty() ? Optional.empty() : Optional.of(new Value.Entries(merged));
    }
    Set<String> names = new LinkedHashSet<>(ours);
    for (String name : names(DEPENDS_ON, Shapes.list(spec.place(), DEPENDS_ON, written))) {
      check(DEPENDS_ON, name);
      names.add(name);
    }
    return names.isEmpty() ? Optional.empty() : Optional.of(Value.texts(names));
  }

  private static boolean isOptional(Value condition) {
    return condition instanceof Value.Entries entries
        && entries.get("required").flatMap(Value::scalar).equals(Optional.of("false"));
  }

  private List<String> names(String key, List<Value> items) {
    List<String> names = new ArrayList<>(items.size());
    for (Value item : items) {
      names.add(
          item.scalar().orElseThrow(() -> Shapes.wrongShape(spec.place(), key, "a list of names")));
    }
    return names;
  }

  private void check(String key, String name) {
    // What a variable stands for is known to Compose alone.
    if (name.indexOf('$') < 0 && !networks.knows(name)) {
      throw new UserError(
          "unknown-link",
          spec.place()
              + ": '"
              + key
              + "' under 'compose' names '"
              + name
              + "', which is not active",
          name,
          "the name of an active app or service",
          "make it active by naming it under an app's 'depends' or in a bundle, or drop it here");
    }
  }
}
