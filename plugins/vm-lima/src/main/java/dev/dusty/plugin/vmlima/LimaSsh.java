package dev.dusty.plugin.vmlima;

import dev.dusty.api.UserError;
import dev.dusty.plugin.vmssh.SshEndpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The way to the VM, as Lima writes it at each start into a file of ssh's configuration. Only where
 * and as whom is taken from there: Lima itself trusts whatever answers.
 */
final class LimaSsh {

  private static final Pattern OPTION =
      Pattern.compile("\\s+(\\w+)[ =]\\s*(?:\"([^\"]*)\"|([^\"\\s]+))\\s*");

  private LimaSsh() {}

  /**
   * Reads it.
   *
   * @param folder Lima's folder of the VM
   * @param name the VM's name
   * @throws UserError if the VM did not start yet, or Lima writes something that is not understood
   */
  static SshEndpoint endpoint(Path folder, String name) throws IOException {
    Map<String, String> options;
    String identity;
    try {
      options = options(Files.readString(folder.resolve("ssh.config")));
      identity = identity(folder, name);
    } catch (NoSuchFileException e) {
      UserError unknown =
          new UserError(
              "lima-not-started",
              "Lima does not say how the VM '" + name + "' is reached: it was not started yet",
              "start it with 'dusty up'");
      unknown.initCause(e);
      throw unknown;
    }
    try {
      return new SshEndpoint(
          identity,
          options.getOrDefault("hostname", ""),
          Integer.parseInt(options.getOrDefault("port", "")),
          options.getOrDefault("user", ""),
          Path.of(options.getOrDefault("identityfile", "")));
    } catch (IllegalArgumentException e) {
      UserError unknown =
          new UserError(
              "lima-ssh",
              "%s does not say how the VM is reached: %s"
                  .formatted(folder.resolve("ssh.config"), e.getMessage()),
              "restart the VM with 'dusty shutdown' and 'dusty up', which writes it anew");
      unknown.initCause(e);
      throw unknown;
    }
  }

  /** Returns the options of the only host; of several with one name ssh takes the first. */
  private static Map<String, String> options(String text) {
    Map<String, String> options = new LinkedHashMap<>();
    for (String line : text.lines().toList()) {
      Matcher option = OPTION.matcher(line);
      if (option.matches()) {
        String value = option.group(2) == null ? option.group(3) : option.group(2);
        options.putIfAbsent(option.group(1).toLowerCase(Locale.ROOT), value);
      }
    }
    return options;
  }

  /** A VM that was deleted and made again has another host key, and another folder. */
  private static String identity(Path folder, String name) throws IOException {
    long made = Files.readAttributes(folder, BasicFileAttributes.class).creationTime().toMillis();
    return "lima-%s-%x".formatted(name, made);
  }
}
