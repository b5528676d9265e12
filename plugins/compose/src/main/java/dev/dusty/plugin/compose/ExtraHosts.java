package dev.dusty.plugin.compose;

import dev.dusty.api.compile.CompileInput;
import dev.dusty.api.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The host names that a container knows without asking DNS.
 *
 * @param own those that its spec asks for, in written order
 * @param shared whether it knows the host names of all active apps too
 */
record ExtraHosts(List<Host> own, boolean shared) {

  private static final String KEY = "extra_hosts";
  private static final String ANCHOR = "dusty-extra-hosts";

  /** A name and its address, or what Compose makes an address of. */
  record Host(String name, Value address) {
    /** Returns it as an item of a list. */
    Value item() {
      return ExtraHosts.item(name, address);
    }
  }

  /** The host names of all active apps, at one address. */
  record Shared(List<String> names, Value address) {

    /** Returns those of an input. */
    static Shared of(CompileInput input) {
      return new Shared(input.ports().hostNames(), Value.text(input.site().bridgeIp()));
    }

    /**
     * Writes them where every container can refer to them. That is there without any name too, so
     * that the first one changes no container that has none.
     */
    void write(YamlWriter yaml) {
      yaml.openAnchored(0, "x-" + ANCHOR, ANCHOR);
      names.forEach(name -> yaml.entry(1, name, address));
      if (names.isEmpty()) {
        yaml.line("  {}");
      }
    }
  }

  /** Returns the hosts of an {@code extra_hosts} key: a map, or a list of name:address. */
  static List<Host> read(String spec, Optional<Value> value) {
    List<Host> hosts = new ArrayList<>();
    if (value.isPresent() && value.get() instanceof Value.Entries map) {
      map.entries().forEach((name, address) -> hosts.add(new Host(name, address)));
      return hosts;
    }
    for (Value item : Shapes.list(spec, KEY, value)) {
      String text =
          item.scalar().orElseThrow(() -> Shapes.wrongShape(spec, KEY, "a list of name:address"));
      int end = text.indexOf('=') >= 0 ? text.indexOf('=') : text.indexOf(':');
      if (end < 0) {
        throw Shapes.wrongShape(spec, KEY, "a list of name:address");
      }
      hosts.add(new Host(text.substring(0, end), Value.text(text.substring(end + 1))));
    }
    return hosts;
  }

  /** Writes the key of a service; nothing if there are no names. */
  void write(YamlWriter yaml, int depth, Shared all) {
    if (own.isEmpty()) {
      if (shared) {
        yaml.alias(depth, KEY, ANCHOR);
      }
    } else if (hasNameTwice()) {
      yaml.entry(depth, KEY, asList(shared ? all.names() : List.of(), all.address()));
    } else {
      yaml.open(depth, KEY);
      if (shared) {
        yaml.merge(depth + 1, ANCHOR);
      }
      own.forEach(host -> yaml.entry(depth + 1, host.name(), host.address()));
    }
  }

  /**
   * A map has room for one address a name, so a name with two, such as IPv4 and IPv6, needs the
   * list.
   */
  private boolean hasNameTwice() {
    return own.stream().map(Host::name).distinct().count() < own.size();
  }

  private Value asList(List<String> names, Value address) {
    List<Value> items = new ArrayList<>(own.size() + names.size());
    own.forEach(host -> items.add(item(host.name(), host.address())));
    names.forEach(name -> items.add(item(name, address)));
    return new Value.Items(items);
  }

  private static Value item(String name, Value address) {
    return Value.text(name + ":" + address.scalar().orElse(""));
  }
}
