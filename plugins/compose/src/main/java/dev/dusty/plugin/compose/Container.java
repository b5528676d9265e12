package dev.dusty.plugin.compose;

import dev.dusty.api.value.Value;
import java.util.Map;

/**
 * A service of the Compose file: what is written of it.
 *
 * @param name its name
 * @param kind whose it is
 * @param keys its keys, in order, but for host names and labels
 * @param extraHosts the host names that it knows
 * @param labels its spec's own labels
 * @param commandFile the text of what it runs; empty where that is the image's own business
 */
record Container(
    String name,
    Kind kind,
    Map<String, Value> keys,
    ExtraHosts extraHosts,
    Map<String, Value> labels,
    String commandFile) {

  private static final int DEPTH = 1;

  /** Whose a container is. */
  enum Kind {
    APP("app"),
    SERVICE("service"),
    NGINX("nginx");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** Returns the word that labels and status have for it. */
    String word() {
      return word;
    }
  }

  /** Returns the name by which Docker knows a service of the Compose file. */
  static String containerName(String service) {
    return "dusty_" + service + "_1";
  }

  /** Returns the fingerprint that its label has. */
  String specHash(ExtraHosts.Shared hosts) {
    return write(new YamlWriter(), hosts);
  }

  /** Writes the service, and returns its fingerprint. */
  String write(YamlWriter yaml, ExtraHosts.Shared hosts) {
    String text = writeKeys(yaml, hosts, keys);
    String hash = SpecHash.of(text, commandFile);
    writeHash(yaml, hash);
    return hash;
  }

  /**
   * Writes the service with other values of its keys and the same fingerprint.
   *
   * @param others what stands for the same on another computer
   */
  void writeAs(YamlWriter yaml, ExtraHosts.Shared hosts, Map<String, Value> others) {
    writeKeys(yaml, hosts, others);
    writeHash(yaml, specHash(hosts));
  }

  private static void writeHash(YamlWriter yaml, String hash) {
    yaml.entry(DEPTH + 2, "dusty.spec-hash", Value.text(hash));
  }

  private String writeKeys(YamlWriter yaml, ExtraHosts.Shared hosts, Map<String, Value> written) {
    yaml.open(DEPTH, name);
    int start = yaml.length();
    written.forEach((key, value) -> yaml.entry(DEPTH + 1, key, value));
    extraHosts.write(yaml, DEPTH + 1, hosts);
    yaml.open(DEPTH + 1, "labels");
    labels.forEach(
        (label, value) -> {
          if (!label.startsWith("dusty.")) {
            yaml.entry(DEPTH + 2, label, value);
          }
        });
    yaml.entry(DEPTH + 2, "dusty.name", Value.text(name));
    yaml.entry(DEPTH + 2, "dusty.kind", Value.text(kind.word));
    return yaml.from(start);
  }
}
