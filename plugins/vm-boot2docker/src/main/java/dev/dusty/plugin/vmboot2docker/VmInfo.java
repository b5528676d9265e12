package dev.dusty.plugin.vmboot2docker;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What VirtualBox tells of a VM.
 *
 * @param uuid of this VM and no other
 * @param state as VirtualBox calls it: {@code running}, {@code poweroff}, {@code saved}, {@code
 *     aborted}, {@code paused}, {@code gurumeditation}, ...
 * @param memory in MB
 * @param sshPort of this computer, forwarded to the VM's ssh server
 * @param adapters those of networks with this computer alone, the first first
 */
record VmInfo(
    String uuid, String state, int memory, OptionalInt sshPort, List<HostOnlyAdapter> adapters) {

  private static final Pattern LINE = Pattern.compile("\"?([^\"=]+)\"?=(?:\"(.*)\"|(.*))");
  private static final Pattern SSH = Pattern.compile("ssh,tcp,[^,]*,(\\d{1,5}),[^,]*,22");
  private static final int ADAPTERS = 8;

  /**
   * A network card of the VM.
   *
   * @param network the interface of this computer, as {@code vboxnet0}
   * @param mac its address, as {@code 08:00:27:0a:ae:02}
   */
  record HostOnlyAdapter(String network, String mac) {}

  VmInfo {
    adapters = List.copyOf(adapters);
  }

  /** Reads the output of {@code VBoxManage showvminfo --machinereadable}. */
  static VmInfo parse(String output) {
    Map<String, String> values = new TreeMap<>();
    OptionalInt sshPort = OptionalInt.empty();
    for (String line : output.lines().toList()) {
      Matcher matcher = LINE.matcher(line.strip());
      if (matcher.matches()) {
        String value = Optional.ofNullable(matcher.group(2)).orElseGet(() -> matcher.group(3));
        values.putIfAbsent(matcher.group(1), value);
        Matcher ssh = SSH.matcher(value);
        if (matcher.group(1).startsWith("Forwarding(") && ssh.matches()) {
          sshPort = OptionalInt.of(Integer.parseInt(ssh.group(1)));
        }
      }
    }
    List<HostOnlyAdapter> adapters = new ArrayList<>();
    for (int i = 1; i <= ADAPTERS; i++) {
      // Of macOS since VirtualBox 7, where such networks are made in another way.
      String network =
          values.getOrDefault(
              "hostonlyadapter" + i, values.getOrDefault("hostonly-network" + i, ""));
      String mac = values.getOrDefault("macaddress" + i, "");
      if (values.getOrDefault("nic" + i, "none").startsWith("hostonly") && mac.length() == 12) {
        adapters.add(
            new HostOnlyAdapter(
                network, mac.toLowerCase(Locale.ROOT).replaceAll("(..)(?!$)", "$1:")));
      }
    }
    String memory = values.getOrDefault("memory", "");
    return new VmInfo(
        values.getOrDefault("UUID", ""),
        values.getOrDefault("VMState", ""),
        memory.matches("\\d{1,8}") ? Integer.parseInt(memory) : 0,
        sshPort,
        adapters);
  }

  /** Returns whether it can be configured and started: VirtualBox refuses the first of others. */
  boolean isOff() {
    return state.equals("poweroff") || state.equals("aborted");
  }
}
