package dev.dusty.plugin.vmlima;

import dev.dusty.api.ConfigKey;
import dev.dusty.api.UserError;
import dev.dusty.api.step.StepContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the user configured of the VM.
 *
 * @param name its name
 * @param template what it is made from
 * @param memory its memory in MB, positive
 * @param network one more network that it gets, in the words of {@code limactl create --network};
 *     empty for none
 */
record LimaKeys(String name, String template, long memory, Optional<String> network) {

  /** Dusty's own key, which is there for machines of all kinds. */
  private static final ConfigKey MEMORY =
      new ConfigKey("vm_memory_size", ConfigKey.Type.NUMBER, "2048", "Memory in MB");

  private static final ConfigKey NAME =
      ConfigKey.text("lima_instance", "dusty", "Machine lima: the VM's name");

  /**
   * With an engine of root's: one of a user's own has its bridge where the VM's addresses are not,
   * and sees files of root's as nobody's.
   */
  private static final ConfigKey TEMPLATE =
      ConfigKey.text(
          "lima_template",
          "template://docker-rootful",
          "Machine lima: the template, with Docker run by root, that the VM is made from");

  private static final String VZ_NAT = "vzNAT";
  private static final String NONE = "none";
  private static final ConfigKey NETWORK =
      ConfigKey.text(
          "lima_network",
          "",
          "Machine lima: the VM's network for this computer: vzNAT (macOS's default), lima:shared,"
              + " none");

  static final List<ConfigKey> ALL = List.of(NAME, TEMPLATE, NETWORK);

  /**
   * Reads them.
   *
   * @param isMac whether this is macOS, which has a network for VMs without any further program
   */
  static LimaKeys of(StepContext context, boolean isMac) {
    String network = context.settings().get(NETWORK);
    return new LimaKeys(
        checkedName(context.settings().get(NAME)),
        context.settings().get(TEMPLATE),
        checkedMemory(context.settings().get(MEMORY)),
        Optional.of(network.isEmpty() && isMac ? VZ_NAT : network)
            .filter(name -> !name.isEmpty() && !name.equals(NONE)));
  }

  /** Returns the options of {@code limactl create}. */
  List<String> createOptions() {
    List<String> options = new ArrayList<>(List.of("--set=" + memoryExpression()));
    network.ifPresent(name -> options.add("--network=" + name));
    return options;
  }

  /** Returns what sets the memory, in yq's language; GiB, which an option takes, are rounded. */
  String memoryExpression() {
    return ".memory = \"" + memory + "MiB\"";
  }

  /** Returns whether a VM has the memory that is configured. */
  boolean fits(Instance instance) {
    return instance.memory() == memory << 20;
  }

  /** It is a folder's name and, with these characters only, also that in Lima's ssh.config. */
  private static String checkedName(String name) {
    if (!name.matches("[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*") || name.length() > 40) {
      throw new UserError(
          "lima-name",
          "the configured lima_instance '" + name + "' is no name for a VM of Lima's",
          name,
          "letters, digits, and single hyphens between them, 40 at most",
          "set it with 'dusty config set lima_instance dusty'");
    }
    return name;
  }

  private static long checkedMemory(String text) {
    try {
      long memory = Long.parseLong(text);
      if (memory >= 256 && memory <= 1 << 24) {
        return memory;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new UserError(
        "vm-memory",
        "no VM can have the configured vm_memory_size of " + text + " MB",
        text,
        "a whole number of MB from 256",
        "set it with 'dusty config set vm_memory_size 4096'");
  }
}
