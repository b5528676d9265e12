package dev.dusty.api.spec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Git repo as a spec names it.
 *
 * @param written the name as it was written, without its {@code #branch}
 * @param remote what {@code git clone} is given
 * @param branch the branch after {@code #}; empty for the remote's default branch
 * @param path where its local copy lies below a folder of repos: relative, without empty, {@code .}
 *     or {@code ..} parts, without {@code :}; different for each remote and branch
 * @since 1.0
 */
public record Repo(String written, String remote, Optional<String> branch, String path) {

  /** The accepted forms, in words for an error message. */
  public static final String FORMS =
      "github.com/org/name, https://host/path, ssh://user@host:port/path, user@host:path, file:///path or /path,"
          + " each with an optional #branch";

  private static final Pattern URL =
      Pattern.compile("(https|ssh)://(?:([^/@]+)@)?([A-Za-z0-9._-]+)(?::([0-9]{1,5}))?/(.+)");
  private static final Pattern SCP = Pattern.compile("([A-Za-z0-9._-]+)@([A-Za-z0-9._-]+):(.+)");
  private static final Pattern BARE = Pattern.compile("([A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)+)/(.+)");

  /** Checks that the path stays inside its folder. */
  public Repo {
    for (String part : path.split("/", -1)) {
      if (part.isEmpty() || part.equals(".") || part.equals("..")) {
        throw new IllegalArgumentException("'" + written + "' leads outside the folder of repos");
      }
    }
    if (path.indexOf(':') >= 0) {
      throw new IllegalArgumentException(
          "'" + written + "' has a ':' in its path, which a volume cannot have");
    }
  }

  /**
   * Reads a repo as a spec names it.
   *
   * @param text one of {@link #FORMS}
   * @throws IllegalArgumentException if it is none of them, or leads outside the folder of repos;
   *     the message is a sentence for the user that quotes the text
   */
  public static Repo parse(String text) {
    if (Names.hasControlCharacter(text) || text.isBlank()) {
      throw new IllegalArgumentException("'" + text.strip() + "' is not a repo");
    }
    int hash = text.indexOf('#');
    String written = hash < 0 ? text : text.substring(0, hash);
    Optional<String> branch = hash < 0 ? Optional.empty() : Optional.of(text.substring(hash + 1));
    branch.ifPresent(name -> checkBranch(text, name));
    String place = branch.map(name -> "@" + name).orElse("");

    if (written.startsWith("/")) {
      return new Repo(written, written, branch, "localhost" + cleanPath(written) + place);
    }
    if (written.startsWith("file:///")) {
      String file = written.substring("file://".length());
      return new Repo(written, written, branch, "localhost" + cleanPath(file) + place);
    }
    Matcher url = URL.matcher(written);
    if (url.matches()) {
      String port = url.group(4) == null ? "" : "+" + url.group(4);
      return remote(written, written, url.group(3) + port, url.group(5), branch, place);
    }
    Matcher scp = SCP.matcher(written);
    if (scp.matches()) {
      return remote(written, written, scp.group(2), scp.group(3), branch, place);
    }
    Matcher bare = BARE.matcher(written);
    if (bare.matches()) {
      String remote = "git@" + bare.group(1) + ":" + bare.group(2);
      return remote(written, remote, bare.group(1), bare.group(2), branch, place);
    }
    throw new IllegalArgumentException("'" + text + "' is not a form of repo that Dusty knows");
  }

  private static Repo remote(
      String written,
      String remote,
      String host,
      String path,
      Optional<String> branch,
      String place) {
    if (host.startsWith("-") || remote.startsWith("-")) {
      throw new IllegalArgumentException(
          "'" + written + "' begins with '-', which git takes for an option");
    }
    return new Repo(written, remote, branch, host + cleanPath("/" + path) + place);
  }

  /**
   * Drops what makes two spellings of one place: repeated and final slashes, and the {@code .git}
   * at the end.
   */
  private static String cleanPath(String path) {
    List<String> parts = new ArrayList<>();
    Arrays.stream(path.split("/", -1)).filter(part -> !part.isEmpty()).forEach(parts::add);
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("'" + path + "' names no repo");
    }
    String last = parts.get(parts.size() - 1);
    if (last.endsWith(".git") && last.length() > ".git".length()) {
      parts.set(parts.size() - 1, last.substring(0, last.length() - ".git".length()));
    }
    return "/" + String.join("/", parts);
  }

  /**
   * The rules of git-check-ref-format(1), as far as they keep a branch from being taken for
   * something else.
   */
  private static void checkBranch(String text, String name) {
    boolean odd =
        name.isEmpty()
            || name.startsWith("-")
            || name.endsWith("/")
            || name.endsWith(".lock")
            || name.contains("..")
            || name.contains("@{")
            || name.contains("//")
            || name.startsWith("/")
            || name.chars().anyMatch(c -> " ~^:?*[\\#".indexOf(c) >= 0);
    if (odd) {
      throw new IllegalArgumentException("'" + text + "' names no valid branch after '#'");
    }
  }

  /** Returns the name by which people call it: the last part of its path, less {@code .git}. */
  public String shortName() {
    String plain = cleanPath("/" + written.replace(':', '/'));
    return plain.substring(plain.lastIndexOf('/') + 1);
  }

  @Override
  public String toString() {
    return written + branch.map(name -> "#" + name).orElse("");
  }
}
