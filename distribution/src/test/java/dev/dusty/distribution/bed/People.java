package dev.dusty.distribution.bed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Users whom only the processes of one trial know: files of accounts lie over the system's in a
 * mount namespace, and this computer's accounts stay as they are.
 */
public final class People {

  /** The group that may use the engine. */
  static final int DOCKER = 21_000;

  private static final int DUSTY = 21_999;

  private static final String WITH_ACCOUNTS =
      "mount --bind \"$1\" /etc/passwd && mount --bind \"$2\" /etc/group && shift 2 && exec \"$@\"";

  /** One of them; the group of each has the number of the user. */
  public enum Person {
    /** Works with Docker. */
    ANN(21_001),
    /** Just has an account. */
    BEN(21_002),
    /** Is in the group {@code dusty}. */
    CAT(21_003);

    private final int uid;

    Person(int uid) {
      this.uid = uid;
    }

    /** Returns the uid, which is the gid too. */
    public int uid() {
      return uid;
    }

    @Override
    public String toString() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  private final Path folder;

  /** Makes their accounts and homes in a folder that everybody may enter. */
  People(Path folder) {
    Parts.requireCommand("unshare", "-m", "true");
    this.folder = folder;
    StringBuilder users = new StringBuilder(text(Path.of("/etc/passwd")));
    StringBuilder groups = new StringBuilder();
    text(Path.of("/etc/group"))
        .lines()
        .filter(line -> !line.matches("(docker|dusty):.*"))
        .forEach(line -> groups.append(line).append('\n'));
    groups.append("docker:x:%d:ann\ndusty:x:%d:cat\n".formatted(DOCKER, DUSTY));
    try {
      for (Person person : Person.values()) {
        users.append("%s:x:%d:%<d::%s:/bin/sh\n".formatted(person, person.uid, home(person)));
        groups.append("%s:x:%d:\n".formatted(person, person.uid));
        Files.createDirectory(home(person));
        give(person, home(person));
        Shell.run(folder, "chmod", "700", home(person).toString()).orFail();
      }
      Files.writeString(folder.resolve("passwd"), users);
      Files.writeString(folder.resolve("group"), groups);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the home of a person, which is closed to the others. */
  public Path home(Person person) {
    return folder.resolve("home-of-" + person);
  }

  /** Makes somebody the owner of a file or of a folder with all that is in it. */
  public void give(Person person, Path path) {
    Shell.run(folder, "chown", "-R", person.uid + ":" + person.uid, path.toString()).orFail();
  }

  /** Runs a program as a person, in that person's home. */
  public Shell run(Person person, String... argv) {
    return Shell.run(folder, as(person, List.of(argv)).toArray(String[]::new));
  }

  /** Returns the command line of a program that knows these people, run as root. */
  List<String> known(List<String> argv) {
    List<String> all =
        new ArrayList<>(List.of("unshare", "-m", "sh", "-c", WITH_ACCOUNTS, "accounts"));
    all.addAll(List.of(folder.resolve("passwd").toString(), folder.resolve("group").toString()));
    all.addAll(argv);
    return all;
  }

  /** Returns the command line of a program that runs as a person. */
  List<String> as(Person person, List<String> argv) {
    List<String> all = new ArrayList<>(List.of("setpriv", "--reuid=" + person, "--init-groups"));
    all.addAll(List.of("--regid=" + person.uid, "env", "HOME=" + home(person)));
    all.addAll(argv);
    return known(all);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
