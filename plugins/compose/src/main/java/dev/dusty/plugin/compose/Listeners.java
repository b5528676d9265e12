package dev.dusty.plugin.compose;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who listens at an endpoint, from what {@code ss -Hltnp} or {@code lsof -F} prints: of the many
 * that may listen at a port, each at an address of its own, the one that is in the way.
 */
final class Listeners {

  /** What Docker runs on the host for each port that a container publishes. */
  private static final String PROXY = "docker-proxy";

  // A Java process listens at 127.0.0.1 as ::ffff:127.0.0.1.
  private static final Pattern LOCAL =
      Pattern.compile("\\[?(?:::ffff:(?=\\d+\\.))?([^\\s\\]%]+?)(?:%\\S+?)?\\]?:(\\d+)");
  private static final Pattern SS =
      Pattern.compile(
          "LISTEN\\s+\\d+\\s+\\d+\\s+(\\S+)\\s+\\S+(?:.*\\(\\(\"([^\"]*)\",pid=(\\d+))?.*");

  private Listeners() {}

  /** Returns the process in the lines of {@code ss}; empty where it is not told. */
  static Optional<String> inSs(String output, Endpoint wanted) {
    for (String line : output.lines().toList()) {
      Matcher matcher = SS.matcher(line);
      if (matcher.matches() && isAt(matcher.group(1), wanted) && matcher.group(2) != null) {
        return Optional.of(process(matcher.group(2), matcher.group(3)));
      }
    }
    return Optional.empty();
  }

  /** Returns the process in the fields {@code p}, {@code c} and {@code n} of {@code lsof}. */
  static Optional<String> inLsof(String output, Endpoint wanted) {
    String pid = "?";
    String name = "";
    List<String> fields = output.lines().filter(line -> !line.isEmpty()).toList();
    for (String field : fields) {
      String value = field.substring(1);
      switch (field.charAt(0)) {
        case 'p' -> pid = value;
        case 'c' -> name = value;
        case 'n' -> {
          if (isAt(value, wanted)) {
            return Optional.of(process(name, pid));
          }
        }
        default -> {
          // Of no interest.
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isAt(String local, Endpoint wanted) {
    Matcher matcher = LOCAL.matcher(local);
    if (!matcher.matches()) {
      return false;
    }
    String address = matcher.group(1).equals("*") ? "" : matcher.group(1);
    return new Endpoint(address, Integer.parseInt(matcher.group(2))).collidesWith(wanted);
  }

  private static String process(String name, String pid) {
    return name.equals(PROXY)
        ? "a container of another Docker engine on this computer (%s, pid %s)".formatted(name, pid)
        : "the process %s (pid %s)".formatted(name, pid);
  }
}
