package dev.dusty.host;

import dev.dusty.api.machine.Platform;
import dev.dusty.api.step.Command;
import dev.dusty.api.step.Command.Identity;
import dev.dusty.api.step.HostUser;
import dev.dusty.api.step.ProcessRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The users of this computer, as the system's own programs know them.
 *
 * @param processes runs those programs
 * @param platform what kind of computer this is
 * @param passwd the user file that is read where {@code getent} is missing
 */
public record Users(ProcessRunner processes, Platform platform, Path passwd) {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  /**
   * A name that no program takes for an option, a path or a number. Domain users have a {@code \}
   * or {@code @} in theirs.
   */
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.@\\\\+-]*\\$?");

  /** One attribute in the output of dscl; a value with a space is on a line of its own. */
  private static final Pattern ATTRIBUTE = Pattern.compile("(?m)^(\\w+):(?: |\\n )(.*)$");

  /** Creates it for this computer. */
  public Users(ProcessRunner processes) {
    this(processes, RunAs.thisPlatform(), Path.of("/etc/passwd"));
  }

  /**
   * Returns the user with a login name; empty if there is none.
   *
   * @throws IOException if that cannot be found out
   */
  public Optional<HostUser> named(String name) throws IOException {
    if (!NAME.matcher(name).matches()) {
      return Optional.empty();
    }
    return switch (platform) {
      case LINUX -> passwdEntry(name).filter(user -> user.name().equals(name));
      case MACOS -> directoryEntry(name);
    };
  }

  /**
   * Returns the user with a uid; empty if there is none.
   *
   * @throws IOException if that cannot be found out
   */
  public Optional<HostUser> withUid(long uid) throws IOException {
    String number = Long.toString(uid);
    return switch (platform) {
      case LINUX -> passwdEntry(number).filter(user -> user.uid() == uid);
      case MACOS -> {
        ProcessRunner.Result name = run("id", "-un", number);
        yield name.succeeded() ? directoryEntry(name.output().strip()) : Optional.empty();
      }
    };
  }

  /**
   * Returns whether a user is in a group; a user that is not there is in none.
   *
   * @throws IOException if that cannot be found out
   */
  public boolean isInGroup(String user, String group) throws IOException {
    if (!NAME.matcher(user).matches()) {
      return false;
    }
    ProcessRunner.Result groups = run("id", "-Gn", user);
    return groups.succeeded()
        && Arrays.asList(groups.output().strip().split("\\s+")).contains(group);
  }

  /**
   * Returns the effective uid of this process.
   *
   * @throws IOException if that cannot be found out
   */
  public long ownUid() throws IOException {
    ProcessRunner.Result uid = run("id", "-u");
    try {
      return Long.parseLong(uid.output().strip());
    } catch (NumberFormatException e) {
      throw new IOException("'id -u' printed '" + uid.output().strip() + "', not a uid", e);
    }
  }

  private Optional<HostUser> passwdEntry(String key) throws IOException {
    ProcessRunner.Result entry;
    try {
      entry = run("getent", "passwd", key);
    } catch (IOException noGetent) {
      // A small Linux such as Alpine's has only the file.
      try (Stream<String> lines = Files.lines(passwd)) {
        return lines
            .map(Users::parsePasswd)
            .flatMap(Optional::stream)
            .filter(user -> user.name().equals(key) || Long.toString(user.uid()).equals(key))
            .findFirst();
      }
    }
    // 2: the key is not there.
    if (entry.exitCode() != 0 && entry.exitCode() != 2) {
      throw new IOException("'getent passwd " + key + "' failed: " + entry.errors().strip());
    }
    return entry.output().lines().map(Users::parsePasswd).flatMap(Optional::stream).findFirst();
  }

  private Optional<HostUser> directoryEntry(String name) throws IOException {
    ProcessRunner.Result entry =
        run(
            "dscl",
            ".",
            "-read",
            "/Users/" + name,
            "UniqueID",
            "PrimaryGroupID",
            "NFSHomeDirectory");
    return entry.succeeded() ? parseDirectory(name, entry.output()) : Optional.empty();
  }

  /** Reads a line of passwd(5). */
  static Optional<HostUser> parsePasswd(String line) {
    String[] fields = line.split(":", -1);
    if (fields.length != 7) {
      return Optional.empty();
    }
    return user(fields[0], fields[2], fields[3], fields[5]);
  }

  /** Reads what {@code dscl . -read} prints of a user. */
  static Optional<HostUser> parseDirectory(String name, String output) {
    Map<String, String> attributes = new HashMap<>();
    Matcher matcher = ATTRIBUTE.matcher(output);
    while (matcher.find()) {
      attributes.put(matcher.group(1), matcher.group(2));
    }
    String uid = Objects.requireNonNullElse(attributes.get("UniqueID"), "");
    String gid = Objects.requireNonNullElse(attributes.get("PrimaryGroupID"), "");
    String home = Objects.requireNonNullElse(attributes.get("NFSHomeDirectory"), "");
    return user(name, uid, gid, home);
  }

  private static Optional<HostUser> user(String name, String uid, String gid, String home) {
    if (!home.startsWith("/")) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new HostUser(name, Long.parseLong(uid), Long.parseLong(gid), Path.of(home)));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private ProcessRunner.Result run(String... argv) throws IOException {
    return processes.run(Command.of(Identity.ROOT, LIMIT, argv));
  }
}
