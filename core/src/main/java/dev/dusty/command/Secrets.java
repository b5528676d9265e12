package dev.dusty.command;

import dev.dusty.config.Config;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Takes out of a text what nobody else may know.
 *
 * @param values texts that are secrets wherever they stand, the longest first
 */
record Secrets(List<String> values) {

  static final String MASK = "***";

  /** Shorter values than this are words of any text: {@code true}, {@code 5432}. */
  private static final int SHORTEST = 6;

  private static final String SECRET_WORD =
      "(?:pass(?:word|wd|phrase|code)?|pwd|secret|token|credentials?|auth|api[_-]?key|access[_-]?key"
          + "|private[_-]?key|signing[_-]?key|encryption[_-]?key|dsn|salt|cookie)";

  private static final Pattern SECRET_NAME =
      Pattern.compile(
          "(?i)(?:^|.*[_.-])" + SECRET_WORD + "(?:$|[_.-].*)|(?i).*(?:password|secret).*");

  /** In {@code NAME=value}, {@code name: value}, {@code "name": "value"}, {@code --name value}. */
  private static final Pattern ASSIGNMENT =
      Pattern.compile(
          "(?i)((?<![a-z0-9])(?:[a-z0-9]*[_.-])*(?:"
              + SECRET_WORD
              + "|[a-z0-9]*(?:password|secret))"
              + "(?:[_.-][a-z0-9]+)*[\"']?\\s{0,3}[=:]\\s{0,3}|--[a-z-]*"
              + SECRET_WORD
              + "[ =])(\"[^\"]*\"|'[^']*'|[^\\s,;&\"']+)");

  /** {@code https://user:password@host} and {@code https://token@host}. */
  private static final Pattern URL =
      Pattern.compile("([a-z][a-z0-9+.-]*://)([^\\s/@'\"]+)@", Pattern.CASE_INSENSITIVE);

  private static final Pattern HEADER =
      Pattern.compile("(?i)\\b(bearer|basic)\\s+[A-Za-z0-9._~+/=-]{8,}");

  /**
   * Tokens that are known by their form: of GitHub, GitLab, Slack, AWS, npm, and JSON Web Tokens.
   */
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\b(?:gh[pousr]_[A-Za-z0-9]{20,}|github_pat_\\w{20,}|glpat-[\\w-]{16,}|xox[a-z]-[\\w-]{10,}"
              + "|(?:AKIA|ASIA)[A-Z0-9]{16}|npm_[A-Za-z0-9]{20,}|sk-[\\w-]{20,}|dckr_pat_[\\w-]{16,}"
              + "|eyJ[\\w-]{8,}\\.[\\w-]{4,}\\.[\\w-]*)");

  private static final Pattern KEY =
      Pattern.compile(
          "-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)",
          Pattern.DOTALL);

  /** Copies the list. */
  Secrets {
    values = List.copyOf(values);
  }

  /**
   * Returns those of a configuration: what the user put into containers' environments, and
   * passwords in what is configured.
   */
  static Secrets of(Config config) {
    Stream<String> variables =
        config.environment().values().stream().flatMap(container -> container.values().stream());
    Stream<String> named =
        config.values().entrySet().stream()
            .filter(value -> isSecretName(value.getKey()))
            .map(Map.Entry::getValue);
    Stream<String> passwords =
        config.values().values().stream()
            .flatMap(value -> URL.matcher(value).results())
            .filter(match -> !isUser(match))
            .map(match -> match.group(2).replaceFirst("^[^:]*:", ""));
    return new Secrets(
        Stream.of(variables, named, passwords)
            .flatMap(values -> values)
            .filter(value -> value.length() >= SHORTEST)
            .distinct()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList());
  }

  /** Returns whether what has such a name is a secret. */
  static boolean isSecretName(String name) {
    return SECRET_NAME.matcher(name).matches();
  }

  /** Returns the text with a mask in place of each secret. */
  String mask(String text) {
    String masked = text;
    for (String value : values) {
      masked = masked.replace(value, MASK);
    }
    masked = KEY.matcher(masked).replaceAll(MASK);
    masked = URL.matcher(masked).replaceAll(Secrets::url);
    masked = HEADER.matcher(masked).replaceAll("$1 " + Matcher.quoteReplacement(MASK));
    masked = TOKEN.matcher(masked).replaceAll(Matcher.quoteReplacement(MASK));
    return ASSIGNMENT.matcher(masked).replaceAll("$1" + Matcher.quoteReplacement(MASK));
  }

  private static String url(MatchResult match) {
    return Matcher.quoteReplacement(isUser(match) ? match.group() : match.group(1) + MASK + "@");
  }

  /** {@code git} in {@code ssh://git@host} is no secret, where no password follows it. */
  private static boolean isUser(MatchResult match) {
    return match.group(1).toLowerCase(Locale.ROOT).startsWith("ssh")
        && match.group(2).indexOf(':') < 0;
  }
}
