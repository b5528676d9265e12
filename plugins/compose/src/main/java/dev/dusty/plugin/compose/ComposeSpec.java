package dev.dusty.plugin.compose;

import dev.dusty.api.compile.ActiveApp;
import dev.dusty.api.compile.ActiveSpecs;
import dev.dusty.api.spec.ServiceSpec;
import dev.dusty.api.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What apps and services have in common: a container with Compose keys.
 *
 * @param name the container's name in the Compose file
 * @param place what to call the spec in messages: {@code apps/web}
 * @param keys its Compose keys as its author wrote them
 */
record ComposeSpec(String name, String place, Value.Entries keys) {

  static ComposeSpec of(ActiveApp app) {
    return new ComposeSpec(app.name(), "apps/" + app.name(), app.spec().compose());
  }

  static ComposeSpec of(ServiceSpec service) {
    return new ComposeSpec(service.name(), "services/" + service.name(), service.compose());
  }

  /** Returns all apps and services. */
  static List<ComposeSpec> all(ActiveSpecs specs) {
    List<ComposeSpec> all = new ArrayList<>(specs.apps().size() + specs.services().size());
    specs.apps().forEach(app -> all.add(of(app)));
    specs.services().forEach(service -> all.add(of(service)));
    return all;
  }

  /** Returns the items of a key that is a list. */
  List<Value> list(String key) {
    return Shapes.list(place, key, keys.get(key));
  }

  /** Returns the environment that the spec gives to its container, by variable. */
  Map<String, Value> environment() {
    return Shapes.assignments(place, "environment", keys.get("environment"), Value.Plain.NULL);
  }
}
