package dev.dusty.plugin.vmboot2docker;

import dev.dusty.api.ConfigKey;
import dev.dusty.api.Settings;
import dev.dusty.api.UserError;
import java.util.List;

/**
 * What the user configured of the VM.
 *
 * @param name its name, for docker-machine and VirtualBox
 * @param driver docker-machine's driver
 * @param options more options for {@code docker-machine create}
 * @param isoUrl what VirtualBox's VM is booted from
 * @param memory in MB
 */
record VmSettings(String name, String driver, List<String> options, String isoUrl, int memory) {

  /** The driver that Dusty knows more of than docker-machine tells. */
  static final String VIRTUALBOX = "virtualbox";

  private static final int LEAST_MEMORY = 512;

  private static final ConfigKey NAME =
      ConfigKey.text("vm_name", "dusty", "Machine boot2docker: the name of its VM");
  private static final ConfigKey DRIVER =
      ConfigKey.text(
          "machine_driver", VIRTUALBOX, "Machine boot2docker: the driver of docker-machine");
  private static final ConfigKey OPTIONS =
      ConfigKey.text(
          "machine_options",
          "",
          "Machine boot2docker: more options for 'docker-machine create', separated by spaces");
  private static final ConfigKey ISO =
      ConfigKey.text(
          "boot2docker_url",
          "https://github.com/boot2docker/boot2docker/releases/download/v19.03.12/boot2docker.iso",
          "Machine boot2docker: what a VM of VirtualBox is booted from");

  /** Known to Dusty itself: other machines have memory too. */
  private static final ConfigKey MEMORY =
      new ConfigKey("vm_memory_size", ConfigKey.Type.NUMBER, "2048", "Memory of the VM in MB");

  static final List<ConfigKey> KEYS = List.of(NAME, DRIVER, OPTIONS, ISO);

  VmSettings {
    options = List.copyOf(options);
  }

  /**
   * Reads them.
   *
   * @throws UserError if one cannot be used
   */
  static VmSettings of(Settings settings) {
    return new VmSettings(
        plain(settings, NAME, "[A-Za-z0-9][A-Za-z0-9.-]*", "letters, digits, '.' and '-'"),
        plain(settings, DRIVER, "[a-z0-9][a-z0-9-]*", "the name of a driver, as 'virtualbox'"),
        settings.get(OPTIONS).isBlank()
            ? List.of()
            : List.of(settings.get(OPTIONS).strip().split("\\s+", -1)),
        settings.get(ISO).strip(),
        memory(settings.get(MEMORY).strip()));
  }

  boolean isVirtualBox() {
    return driver.equals(VIRTUALBOX);
  }

  private static String plain(Settings settings, ConfigKey key, String pattern, String expected) {
    String value = settings.get(key).strip();
    if (!value.matches(pattern)) {
      throw unusable(key, value, expected);
    }
    return value;
  }

  private static int memory(String value) {
    if (!value.matches("\\d{1,7}") || Integer.parseInt(value) < LEAST_MEMORY) {
      throw unusable(MEMORY, value, "a number of MB, at least " + LEAST_MEMORY);
    }
    return Integer.parseInt(value);
  }

  private static UserError unusable(ConfigKey key, String value, String expected) {
    return new UserError(
        "config-value",
        "'" + value + "' is no value for '" + key.name() + "'",
        value,
        expected,
        "set it with 'dusty config set " + key.name() + " ...'");
  }
}
