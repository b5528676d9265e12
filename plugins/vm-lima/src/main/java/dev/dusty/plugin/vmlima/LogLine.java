package dev.dusty.plugin.vmlima;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line that limactl writes to standard error where that is no terminal: {@code
 * time="2026-01-02T03:04:05Z" level=info msg="Starting the instance \"dusty\""}.
 *
 * @param level how bad it is: {@code info}, {@code warning}, {@code error}, {@code fatal}
 * @param message what it says
 */
record LogLine(String level, String message) {

  private static final Pattern LINE =
      Pattern.compile(
          "time=\"[^\"]{1,64}\" level=(\\w{1,16}) msg=(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|(\\S*)).*");
  private static final Pattern ESCAPE = Pattern.compile("\\\\(.)");
  private static final String OF_AGENT = "[hostagent] ";

  /** Reads a line; empty for one of another form, such as a progress bar's. */
  static Optional<LogLine> parse(String line) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String quoted = matcher.group(2);
    String message = quoted == null ? matcher.group(3) : unescape(quoted);
    return Optional.of(
        new LogLine(
            matcher.group(1),
            message.startsWith(OF_AGENT) ? message.substring(OF_AGENT.length()) : message));
  }

  boolean isFailure() {
    return level.equals("error") || level.equals("fatal");
  }

  private static String unescape(String quoted) {
    return ESCAPE
        .matcher(quoted)
        .replaceAll(
            escape ->
                switch (escape.group(1)) {
                  case "n", "t", "r" -> " ";
                  case String other -> Matcher.quoteReplacement(other);
                });
  }
}
