package dev.dusty.plugin.vmlima;

import dev.dusty.api.UserError;
import dev.dusty.api.step.Command;
import dev.dusty.api.step.Command.Identity;
import dev.dusty.api.step.ProcessRunner.Result;
import dev.dusty.api.step.StepContext;
import dev.dusty.plugin.vmssh.SshEndpoint;
import dev.dusty.plugin.vmssh.SshFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The way to the VM, as Lima writes it at each start into a file of ssh's configuration. Only where
 * and as whom is taken from there: Lima itself trusts whatever answers.
 */
final class LimaSsh {

  private static final Pattern OPTION =
      Pattern.compile("\\s+(\\w+)[ =]\\s*(?:\"([^\"]*)\"|([^\"\\s]+))\\s*");

  private static final Duration LIMIT = Duration.ofSeconds(10);

  /** Lima's has less than one KiB. */
  private static final String MOST = "65536";

  private LimaSsh() {}

  /**
   * Reads it, as the user whose file it is: what that user may not read stays unread, wherever a
   * link leads.
   *
   * @param folder Lima's folder of the VM
   * @param name the VM's name
   * @throws UserError if the VM did not start yet, or Lima writes something that is not understood
   */
  static SshEndpoint endpoint(StepContext context, Path folder, String name) throws IOException {
    Path file = folder.resolve("ssh.config");
    Map<String, String> options = options(read(context, file, name));
    try {
      return new SshEndpoint(
          identity(folder, name),
          options.getOrDefault("hostname", ""),
          Integer.parseInt(options.getOrDefault("port", "")),
          options.getOrDefault("user", ""),
          Path.of(options.getOrDefault("identityfile", "")));
    } catch (IllegalArgumentException e) {
      throw unclear(file, String.valueOf(e.getMessage()), Optional.of(e));
    }
  }

  private static String read(StepContext context, Path file, String name) throws IOException {
    Result result;
    try {
      result =
          context
              .processes()
              .run(Command.of(Identity.USER, LIMIT, "head", "-c", MOST, file.toString()));
    } catch (UserError e) {
      throw e.code().equals("time-limit")
          ? unclear(file, "it cannot be read to its end", Optional.of(e))
          : e;
    }
    if (result.errors().contains("No such file")) {
      throw new UserError(
          "lima-not-started",
          "Lima does not say how the VM '" + name + "' is reached: it was not started yet",
          "start it with 'dusty up'");
    }
    if (!result.succeeded()) {
      throw unclear(file, SshFailure.lastLine(result.errors()), Optional.empty());
    }
    return result.output();
  }

  private static UserError unclear(Path file, String reason, Optional<Exception> cause) {
    UserError unclear =
        new UserError(
            "lima-ssh",
            "%s does not say how the VM is reached: %s".formatted(file, reason),
            "restart the VM with 'dusty shutdown' and 'dusty up', which writes it anew");
    cause.ifPresent(unclear::initCause);
    return unclear;
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

  /**
   * A VM that was deleted and made again has another host key, and another of the file that Lima
   * writes once for each. Lima before 0.20 does not: there the former key has to be forgotten.
   */
  private static String identity(Path folder, String name) throws IOException {
    try {
      FileTime made =
          Files.getLastModifiedTime(folder.resolve("lima-version"), LinkOption.NOFOLLOW_LINKS);
      return "lima-%s-%x".formatted(name, made.toMillis());
    } catch (NoSuchFileException e) {
      return "lima-" + name;
    }
  }
}
