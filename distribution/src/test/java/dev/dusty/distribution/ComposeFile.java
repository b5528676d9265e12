package dev.dusty.distribution;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * A Compose file as a parser reads it that is not the one that Dusty uses.
 *
 * @param services by name
 */
record ComposeFile(Map<String, Map<?, ?>> services) {

  static ComposeFile parse(String text) {
    // All at once: it breaks where the end of its buffer parts a surrogate pair.
    LoadSettings settings = LoadSettings.builder().setBufferSize(text.length() + 1).build();
    Map<?, ?> root = (Map<?, ?>) new Load(settings).loadFromString(text);
    Map<String, Map<?, ?>> services = new LinkedHashMap<>();
    if (root.get("services") instanceof Map<?, ?> found) {
      found.forEach((name, service) -> services.put((String) name, (Map<?, ?>) service));
    }
    return new ComposeFile(services);
  }

  /** Returns a list of strings, empty where the key is missing. */
  List<String> list(String service, String key) {
    List<String> strings = new ArrayList<>();
    if (services.getOrDefault(service, Map.of()).get(key) instanceof List<?> items) {
      items.forEach(item -> strings.add(String.valueOf(item)));
    }
    return strings;
  }

  /** Returns the names that a container knows by {@code extra_hosts}, in either form. */
  List<String> extraHosts(String service) {
    Object hosts = services.getOrDefault(service, Map.of()).get("extra_hosts");
    if (hosts instanceof Map<?, ?> map) {
      List<String> names = new ArrayList<>();
      map.forEach(
          (name, address) -> {
            // A merge key, which this parser of YAML 1.2 does not know.
            if (name.equals("<<")) {
              ((Map<?, ?>) address).keySet().forEach(merged -> names.add((String) merged));
            } else {
              names.add((String) name);
            }
          });
      return names;
    }
    return list(service, "extra_hosts").stream().map(h -> h.substring(0, h.indexOf(':'))).toList();
  }
}
