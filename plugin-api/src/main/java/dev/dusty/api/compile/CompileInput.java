package dev.dusty.api.compile;

import dev.dusty.api.Settings;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All that a compile step may know.
 *
 * @param specs what the active bundles need
 * @param ports the port behind each forwarding rule
 * @param site addresses and folders of the Docker host
 * @param settings what the user configured
 * @param owner whose the repos are
 * @param environment the user's overrides of containers' environments: by container, then by
 *     variable
 * @param targets names of the compile steps that take part, this one included
 * @since 1.0
 */
public record CompileInput(
    ActiveSpecs specs,
    PortPlan ports,
    Site site,
    Settings settings,
    Owner owner,
    Map<String, Map<String, String>> environment,
    Set<String> targets) {

  /** Copies the maps and the set, in the order of their names. */
  public CompileInput {
    Map<String, Map<String, String>> byContainer = new TreeMap<>();
    environment.forEach(
        (container, variables) ->
            byContainer.put(container, Collections.unmodifiableMap(new TreeMap<>(variables))));
    environment = Collections.unmodifiableMap(byContainer);
    targets = Collections.unmodifiableSet(new TreeSet<>(targets));
  }
}
