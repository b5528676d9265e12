package dev.dusty.config;

import dev.dusty.api.UserError;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads files in the format of Compose's {@code env_file}, as Compose v2 does: {@code NAME=value},
 * {@code export} before it, {@code :} in place of {@code =}, comments, values in single quotes as
 * they are, values in double quotes with escapes, both over several lines, and variables of earlier
 * lines in all but single quotes.
 *
 * <p>It differs where Compose would take a value from the environment of whoever runs it, which the
 * daemon does not know: a name without a value and a variable that no earlier line sets are errors.
 */
public final class EnvFile {

  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_.\\-\\[\\]]+");
  private static final Pattern START =
      Pattern.compile(
          "(?:export\\s+)?(" + NAME + ")[ \\t\\f\\x0B\\r]*(=|:|(?=\n|\\z))[ \\t\\f\\x0B\\r]*");
  private static final Pattern COMMENT = Pattern.compile(" #");
  private static final Pattern ESCAPE = Pattern.compile("\\\\(?:([abfnrtv$\"\\\\])|0(\\d{0,3}))");
  private static final Pattern BRACED =
      Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)(?:(:?)([-+?])(.*))?", Pattern.DOTALL);
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private final String file;
  private final String text;
  private final Map<String, String> variables = new TreeMap<>();
  private int at;

  private EnvFile(String file, String text) {
    this.file = file;
    this.text = text;
  }

  /** Returns whether a variable may have this name. */
  public static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  /**
   * Reads a file.
   *
   * @param file what to call it in messages
   * @param text what is in it
   * @return the variables with their values, in the order of their names
   * @throws UserError if it is not in that format; names the line
   */
  public static Map<String, String> parse(String file, String text) {
    String lines = text.startsWith("\ufeff") ? text.substring(1) : text;
    EnvFile parsed = new EnvFile(file, lines);
    if (lines.indexOf('\0') >= 0) {
      throw parsed.error("a value cannot hold a byte that is zero", "take it out");
    }
    while (parsed.findStatement()) {
      parsed.statement();
    }
    return parsed.variables;
  }

  private boolean findStatement() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '#') {
        at = endOfLine();
      } else if (!Character.isWhitespace(c)) {
        return true;
      } else {
        at++;
      }
    }
    return false;
  }

  private int endOfLine() {
    int end = text.indexOf('\n', at);
    return end < 0 ? text.length() : end;
  }

  private void statement() {
    Matcher start = START.matcher(text).region(at, text.length());
    if (!start.lookingAt()) {
      throw error(
          "this is no NAME=value: " + shortened(text.substring(at, endOfLine())),
          "write names with letters, digits, '_', '.' and '-', and text behind a '#'");
    }
    String name = start.group(1);
    if (start.group(2).isEmpty()) {
      throw error(
          "'" + name + "' has no value, and the environment is not read for one",
          "write " + name + "=value");
    }
    // Values are read first, as they count from where they stand.
    int before = at;
    at = start.end();
    char quote = at < text.length() ? text.charAt(at) : '\n';
    variables.put(name, quote == '"' || quote == '\'' ? quoted(quote, before) : unquoted());
  }

  private String unquoted() {
    String line = text.substring(at, endOfLine());
    Matcher comment = COMMENT.matcher(line);
    String value = comment.find() ? line.substring(0, comment.start()) : line;
    String expanded = expand(value.stripTrailing());
    at = endOfLine();
    return expanded;
  }

  private String quoted(char quote, int statement) {
    StringBuilder value = new StringBuilder();
    for (int i = at + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean escapes = c == '\\' && i + 1 < text.length();
      if (escapes && text.charAt(i + 1) == quote) {
        value.append(quote);
        i++;
      } else if (escapes) {
        // Left for later, but for what follows not to be taken for the end.
        value.append(c).append(text.charAt(++i));
      } else if (c == quote) {
        String inside = value.toString();
        String expanded = quote == '"' ? expand(unescaped(inside)) : inside;
        at = i + 1;
        return expanded;
      } else {
        value.append(c);
      }
    }
    at = statement;
    throw error(
        "the value has no closing " + quote + ": " + shortened(text.substring(at, endOfLine())),
        "close it, or write \\" + quote + " for a quote inside of it");
  }

  private static String unescaped(String value) {
    return ESCAPE
        .matcher(value)
        .replaceAll(
            escape ->
                Matcher.quoteReplacement(
                    escape.group(1) == null
                        ? octal(escape.group(2))
                        : named(escape.group(1).charAt(0))));
  }

  /** What is no byte in three digits stays, less the zero; so does Compose. */
  private static String octal(String digits) {
    return digits.matches("[0-3][0-7]{2}")
        ? Character.toString((char) Integer.parseInt(digits, 8))
        : "\\" + digits;
  }

  private static String named(char letter) {
    return switch (letter) {
      case 'a' -> "\u0007";
      case 'b' -> "\b";
      case 'f' -> "\f";
      case 'n' -> "\n";
      case 'r' -> "\r";
      case 't' -> "\t";
      case 'v' -> "\u000b";
      // Not to be taken for a variable.
      case '$' -> "$$";
      default -> String.valueOf(letter);
    };
  }

  private String expand(String value) {
    StringBuilder expanded = new StringBuilder();
    int i = 0;
    while (i < value.length()) {
      char c = value.charAt(i);
      if (c != '$') {
        expanded.append(c);
        i++;
        continue;
      }
      Matcher variable = VARIABLE.matcher(value).region(i + 1, value.length());
      if (value.startsWith("$$", i)) {
        expanded.append('$');
        i += 2;
      } else if (value.startsWith("${", i)) {
        int end = closingBrace(value, i + 2);
        expanded.append(braced(value.substring(i + 2, end)));
        i = end + 1;
      } else if (variable.lookingAt()) {
        expanded.append(known(variable.group()));
        i = variable.end();
      } else {
        // Of a price, say.
        expanded.append(c);
        i++;
      }
    }
    return expanded.toString();
  }

  private int closingBrace(String value, int start) {
    int open = 1;
    for (int i = start; i < value.length(); i++) {
      if (value.startsWith("${", i)) {
        open++;
      } else if (value.charAt(i) == '}' && --open == 0) {
        return i;
      }
    }
    throw noVariable(value);
  }

  private String braced(String inside) {
    Matcher parts = BRACED.matcher(inside);
    if (!parts.matches()) {
      throw noVariable("${" + inside + "}");
    }
    String name = parts.group(1);
    if (parts.group(3) == null) {
      return known(name);
    }
    boolean emptyCounts = parts.group(2).isEmpty();
    Optional<String> value =
        Optional.ofNullable(variables.get(name)).filter(v -> emptyCounts || !v.isEmpty());
    String word = parts.group(4);
    return switch (parts.group(3)) {
      case "-" -> value.orElseGet(() -> expand(word));
      case "+" -> value.map(v -> expand(word)).orElse("");
      default ->
          value.orElseThrow(
              () ->
                  error(
                      "'" + name + "' is needed here" + (word.isEmpty() ? "" : ": " + word),
                      "set it in a line above"));
    };
  }

  private String known(String name) {
    String value = variables.get(name);
    if (value == null) {
      throw error(
          "no line above sets '" + name + "', and the environment is not read for it",
          "write its value, or $$ where a dollar is meant");
    }
    return value;
  }

  private UserError noVariable(String value) {
    return error(
        "no variable can be made of this: " + shortened(value),
        "write $$ where a dollar is meant, or put the value in single quotes");
  }

  private static String shortened(String text) {
    return text.length() > 60 ? text.substring(0, 60) + "…" : text;
  }

  private UserError error(String problem, String remedy) {
    long line = 1 + text.substring(0, at).chars().filter(c -> c == '\n').count();
    return new UserError("env-file-syntax", file + ":" + line + ": " + problem, remedy);
  }
}
