package dev.dusty.repos;

import dev.dusty.api.spec.Repo;
import dev.dusty.api.step.HostUser;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What git's words mean for the person who reads them. */
final class GitFailures {

  /**
   * A failure, explained.
   *
   * @param line the essential line of what git wrote, without passwords
   * @param remedy what to do about it
   */
  record Explained(String line, String remedy) {}

  /** What the placeholders in a remedy stand for. */
  record Place(Repo repo, Path folder, HostUser user) {}

  private record Rule(Pattern line, String remedy) {
    Rule(String regex, String remedy) {
      this(Pattern.compile(regex, Pattern.CASE_INSENSITIVE), remedy);
    }
  }

  /** The first one that fits any line counts, so what is certain stands first. */
  private static final List<Rule> RULES =
      List.of(
          new Rule(
              "could not resolve host(name)?",
              "check the host's name in the spec, and the network"),
          new Rule(
              "connection refused|connection timed out|operation timed out|no route to host"
                  + "|network is unreachable|failed to connect|connection reset",
              "check the network, a VPN that it may need, and the host and port in the spec"),
          new Rule(
              "host key verification failed|remote host identification has changed",
              "make sure that the host's key was meant to change, then remove the old one with"
                  + " ssh-keygen -R"),
          new Rule(
              "permission denied \\([a-z0-9,-]*\\)",
              "check that %user%'s SSH agent runs and holds a key that the host knows: ssh-add -l,"
                  + " then ssh -T to that host"),
          new Rule(
              "authentication failed|could not read (username|password)|terminal prompts disabled"
                  + "|returned error: 40[13]",
              "give git a credential helper as %user%, or name the repo with ssh:// in the spec"),
          new Rule(
              "remote branch .* not found|couldn't find remote ref|the remote has no ",
              "check the name after '#' in the spec"),
          new Rule(
              "detected dubious ownership",
              "files of another user's are there: sudo chown -R %user% %folder%, and set the config"
                  + " key run_as_owner if containers made them"),
          new Rule(
              "repository not found|repository '.*' not found|does not appear to be a git repository"
                  + "|repository '.*' does not exist",
              "check the repo's name, and that %user% may read it"),
          new Rule("no space left on device|disk quota exceeded", "make room on the disk"),
          new Rule(
              "\\.lock': file exists",
              "wait for the git that works in %folder%, or remove the lock file if there is none"),
          new Rule(
              "(: |^)permission denied|insufficient permission|unable to unlink",
              "containers left files of root's there: sudo chown -R %user% %folder%, and set the"
                  + " config key run_as_owner so that it does not happen again"),
          new Rule(
              "not a git repository|object file .* is empty|bad object|corrupt|index file"
                  + "|unable to read tree|unable to read sha1|bad signature|bad config"
                  + "|missing blob|not a valid object",
              "the local copy is damaged: save what you need from %folder%, remove the folder, and"
                  + " it is cloned anew"));

  private static final Pattern PASSWORD = Pattern.compile("://([^/@:\\s]*):[^/@\\s]*@");

  private GitFailures() {}

  /** Explains what git wrote to standard error. */
  static Explained explain(String errors, Place place) {
    List<String> lines = errors.lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
    for (Rule rule : RULES) {
      for (String line : lines) {
        if (rule.line().matcher(line).find()) {
          return new Explained(withoutPassword(line), fill(rule.remedy(), place));
        }
      }
    }
    String essential =
        lines.stream()
            .filter(line -> line.startsWith("fatal:") || line.startsWith("error:"))
            .findFirst()
            .orElse(lines.isEmpty() ? "git failed without a word" : lines.get(lines.size() - 1));
    return new Explained(
        withoutPassword(essential), fill("look at it with git in %folder%", place));
  }

  /** Returns a text in which the passwords of URLs are masked. */
  static String withoutPassword(String text) {
    return PASSWORD.matcher(text).replaceAll("://$1:***@");
  }

  private static String fill(String remedy, Place place) {
    return remedy
        .replaceAll("%user%", Matcher.quoteReplacement(place.user().name()))
        .replaceAll("%folder%", Matcher.quoteReplacement("'" + place.folder() + "'"));
  }
}
