package dev.dusty.plugin.vmlima;

import dev.dusty.api.compile.Site;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the VM says of its networks.
 *
 * @param address its IPv4 address in a network that this computer is in; empty where there is only
 *     Lima's own network, which nothing outside of the VM can reach
 * @param hostName the address that Lima gives this computer in its own network
 * @param bridge the gateway of Docker's default bridge; empty where there is none
 */
record Guest(Optional<String> address, Optional<String> hostName, Optional<String> bridge) {

  /** Asks for all of it in one go. Each line of the answer says first what it is about. */
  static final String SCRIPT =
      """
      ip -4 -o addr show | sed 's/^/addr /'
      getent hosts host.lima.internal | sed 's/^/host /'
      docker network inspect bridge --format '{{range .IPAM.Config}}{{.Gateway}} {{end}}' \
      | sed 's/^/bridge /'
      """;

  /** Lima calls the interfaces of all networks but its own {@code lima0} and so on. */
  private static final String OF_NETWORK = "lima\\d+";

  private static final String OF_BRIDGE = "docker0";

  static Guest parse(String output) {
    List<String> lines = output.lines().toList();
    return new Guest(
        addressOf(OF_NETWORK, lines),
        words(lines, "host "),
        // An engine that made its bridge since it started does not tell its gateway.
        words(lines, "bridge ").or(() -> addressOf(OF_BRIDGE, lines)));
  }

  private static Optional<String> addressOf(String networkInterface, List<String> lines) {
    Pattern line = Pattern.compile("addr \\d+: " + networkInterface + " +inet (\\S+?)/\\d+ .*");
    return lines.stream()
        .map(line::matcher)
        .filter(Matcher::matches)
        .map(matcher -> matcher.group(1))
        .filter(Site::isAddress)
        .findFirst();
  }

  /** Returns the first IPv4 address among the words of lines about something, or else any first. */
  private static Optional<String> words(List<String> lines, String about) {
    List<String> addresses =
        lines.stream()
            .filter(line -> line.startsWith(about))
            .flatMap(line -> Arrays.stream(line.substring(about.length()).split(" +")))
            // As one with a length of its prefix is what older engines say.
            .map(word -> word.replaceFirst("/\\d+$", ""))
            .filter(Site::isAddress)
            .toList();
    return addresses.stream()
        .filter(address -> address.indexOf('.') >= 0)
        .findFirst()
        .or(() -> addresses.stream().findFirst());
  }
}
