package dev.dusty.testkit;

import dev.dusty.api.spec.HostForwarding;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Who was first at a host name and port, and at a port for raw TCP: only that rule is granted. */
final class Claims {

  private final Map<Integer, HostForwarding.Type> types = new HashMap<>();
  private final Set<String> namesAndPorts = new HashSet<>();

  boolean grant(HostForwarding rule) {
    HostForwarding.Type first = types.get(rule.hostPort());
    boolean isShared = first == HostForwarding.Type.HTTP && rule.type() == HostForwarding.Type.HTTP;
    if (first != null && !isShared) {
      return false;
    }
    types.put(rule.hostPort(), rule.type());
    return namesAndPorts.add(rule.hostName() + ":" + rule.hostPort());
  }
}
