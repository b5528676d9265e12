package dev.dusty.plugin.vmboot2docker;

import dev.dusty.api.compile.Site;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The first IPv4 address of each of the VM's network interfaces.
 *
 * @param byName by the interface's name
 * @param byMac by its hardware address, in small letters
 */
record Interfaces(Map<String, String> byName, Map<String, String> byMac) {

  private static final Pattern BEGIN = Pattern.compile("\\d+:\\s+([^:@\\s]+)[:@].*");
  private static final Pattern MAC = Pattern.compile("link/\\S+\\s+([0-9a-f:]{17}).*");
  private static final Pattern ADDRESS = Pattern.compile("inet\\s+([0-9.]+)[/\\s].*");

  Interfaces {
    byName = Map.copyOf(byName);
    byMac = Map.copyOf(byMac);
  }

  /** Reads the output of {@code ip addr show}. */
  static Interfaces parse(String output) {
    Map<String, String> byName = new HashMap<>();
    Map<String, String> byMac = new HashMap<>();
    String name = "";
    String mac = "";
    for (String line : output.lines().toList()) {
      Matcher begin = BEGIN.matcher(line);
      Matcher hardware = MAC.matcher(line.strip());
      Matcher address = ADDRESS.matcher(line.strip());
      if (begin.matches()) {
        name = begin.group(1);
        mac = "";
      } else if (hardware.matches()) {
        mac = hardware.group(1);
      } else if (address.matches() && Site.isAddress(address.group(1))) {
        byName.putIfAbsent(name, address.group(1));
        if (!mac.isEmpty()) {
          byMac.putIfAbsent(mac, address.group(1));
        }
      }
    }
    return new Interfaces(byName, byMac);
  }

  /** Returns the address of Docker's bridge. */
  Optional<String> bridge() {
    return Optional.ofNullable(byName.get("docker0"));
  }

  /** Returns the address of the first of the VM's host-only adapters that has one. */
  Optional<String> of(VmInfo info) {
    return info.adapters().stream()
        .flatMap(adapter -> Optional.ofNullable(byMac.get(adapter.mac())).stream())
        .findFirst();
  }
}
