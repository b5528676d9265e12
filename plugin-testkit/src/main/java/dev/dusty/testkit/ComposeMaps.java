package dev.dusty.testkit;

import dev.dusty.api.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * Generators of Compose service keys: of the Compose Specification and of the first Compose file
 * format, as lists and as maps where Compose takes both.
 *
 * @since 1.0
 */
public final class ComposeMaps {

  private ComposeMaps() {}

  /** An entry of a map of Compose keys. */
  private record Key(String name, Value value) {}

  /** Returns the {@code compose} keys of an app or of a test suite. */
  public static Arbitrary<Value.Entries> forApps() {
    return keys(Arbitraries.oneOf(shared(), appsOnly()));
  }

  /** Returns the keys of a service: an image, and more. */
  public static Arbitrary<Value.Entries> forServices() {
    Arbitrary<String> images = Arbitraries.of("redis:7", "postgres", "localhost:5000/mail:dev");
    return Combinators.combine(images, keys(Arbitraries.oneOf(shared(), servicesOnly())))
        .as((image, more) -> with(more, "image", Value.text(image)));
  }

  /** Returns a map with one more key, before the others. */
  static Value.Entries with(Value.Entries entries, String key, Value value) {
    Map<String, Value> all = new LinkedHashMap<>();
    all.put(key, value);
    all.putAll(entries.entries());
    return new Value.Entries(all);
  }

  private static Arbitrary<Value.Entries> keys(Arbitrary<Key> key) {
    return key.list().ofMaxSize(4).map(ComposeMaps::entries);
  }

  private static Value.Entries entries(List<Key> keys) {
    Map<String, Value> entries = new LinkedHashMap<>();
    keys.forEach(key -> entries.putIfAbsent(key.name(), key.value()));
    if (entries.containsKey("log_driver")) {
      entries.remove("logging"); // two ways to say one thing
    }
    return new Value.Entries(entries);
  }

  private static Arbitrary<Key> shared() {
    return Arbitraries.oneOf(
        assignments().map(value -> new Key("environment", value)),
        assignments().map(value -> new Key("labels", value)),
        volumes().map(value -> new Key("volumes", value)),
        Arbitraries.of(FIXED));
  }

  private static Arbitrary<Key> appsOnly() {
    // Dusty's own in an app: they have no effect there.
    return Arbitraries.of(
        key("command", Value.text("ignored")),
        key("entrypoint", Value.texts(List.of("ignored"))),
        key("working_dir", Value.text("/ignored")),
        key("user", Value.text("nobody")),
        key("container_name", Value.text("ignored")));
  }

  private static Arbitrary<Key> servicesOnly() {
    return Arbitraries.oneOf(
        OddTexts.inCompose().map(text -> key("command", Value.texts(List.of("sh", "-c", text)))),
        Arbitraries.of(
            key("command", Value.text("redis-server --appendonly yes")),
            key("user", new Value.Plain("1000")),
            key("working_dir", Value.text("/data")),
            key("container_name", Value.text("ignored"))));
  }

  /** Environment variables or labels, as a map or as a list. */
  private static Arbitrary<Value> assignments() {
    Arbitrary<String> names = Arbitraries.of("A", "B_C", "PATH_2", "com.example.x", "lower");
    Arbitrary<Value> scalars =
        Arbitraries.oneOf(
            OddTexts.inCompose().map(Value::text),
            Arbitraries.of("1", "0755", "1.50", "true", "no", "2020-01-01", "22:22", "1e3")
                .map(Value.Plain::new));
    Arbitrary<Value> maps =
        Arbitraries.maps(names, scalars).ofMaxSize(3).map(map -> new Value.Entries(ordered(map)));
    Arbitrary<Value> lists =
        Combinators.combine(names, OddTexts.inCompose())
            .as((name, text) -> name + "=" + text)
            .list()
            .ofMaxSize(3)
            .uniqueElements(item -> item.substring(0, item.indexOf('=')))
            .map(Value::texts);
    return Arbitraries.oneOf(maps, lists);
  }

  /** Volumes at places of their own, so that none hides what is mounted for another reason. */
  private static Arbitrary<Value> volumes() {
    Value longForm =
        new Value.Entries(
            ordered(
                Map.of(
                    "type", Value.text("bind"),
                    "source", Value.text("/persist/long"),
                    "target", Value.text("/volumes/long"))));
    Arbitrary<Value> one =
        Arbitraries.oneOf(
            Arbitraries.of(
                    "/persist/data:/volumes/data",
                    "/persist:/volumes/all:ro",
                    "cache:/volumes/cache",
                    "/volumes/anonymous",
                    "/srv/a b:/volumes/b")
                .map(Value::text),
            Arbitraries.just(longForm));
    return one.list().ofMaxSize(3).uniqueElements().map(Value.Items::new);
  }

  private static Map<String, Value> ordered(Map<String, Value> map) {
    return new LinkedHashMap<>(new TreeMap<>(map));
  }

  private static Key key(String name, Value value) {
    return new Key(name, value);
  }

  private static final List<Key> FIXED =
      List.of(
          key("restart", Value.text("always")),
          key("privileged", new Value.Plain("true")),
          key("tty", new Value.Plain("yes")),
          key("stdin_open", new Value.Plain("true")),
          key("hostname", Value.text("box")),
          key("dns", Value.texts(List.of("8.8.8.8", "1.1.1.1"))),
          key("cap_add", Value.texts(List.of("NET_ADMIN"))),
          key("expose", new Value.Items(List.of(Value.number(8000), Value.text("9000")))),
          key("ports", Value.texts(List.of("8000"))),
          key("extra_hosts", Value.texts(List.of("elsewhere:10.0.0.9"))),
          key("extra_hosts", new Value.Entries(Map.of("elsewhere", Value.text("10.0.0.9")))),
          key("mem_limit", Value.text("512m")),
          key("shm_size", Value.text("64m")),
          key("tmpfs", Value.texts(List.of("/scratch"))),
          key("ulimits", new Value.Entries(Map.of("nofile", Value.number(20000)))),
          key("sysctls", new Value.Entries(Map.of("net.core.somaxconn", Value.number(1024)))),
          key("logging", new Value.Entries(Map.of("driver", Value.text("json-file")))),
          key("environment", Value.Plain.NULL),
          key("log_driver", Value.text("json-file")),
          key("cpuset", Value.text("0,1")),
          key("net", Value.text("bridge")),
          key("network_mode", Value.text("bridge")),
          key(
              "healthcheck",
              new Value.Entries(
                  Map.of("test", Value.texts(List.of("CMD", "true", "it's \"odd\""))))));
}
