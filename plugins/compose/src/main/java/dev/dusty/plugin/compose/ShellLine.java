package dev.dusty.plugin.compose;

import java.util.Set;

/**
 * What can be said about a command by looking at it once, from left to right, by the rules of the
 * POSIX shell's token recognition.
 *
 * <p>Where this looks at something rare, or at something that shells read differently, it says
 * {@link Kind#OTHER}: that costs nothing but the looks of the command file.
 *
 * @param kind what the command is
 * @param text the command without a comment at its end and blanks around it
 * @param firstWord the word that names the program, as written; empty if there is none
 * @param redirected whether there is a redirection
 */
record ShellLine(Kind kind, String text, String firstWord, boolean redirected) {

  enum Kind {
    /** Nothing but blanks, or a comment. */
    EMPTY,
    /** One program with words, quotes, expansions and redirections. */
    SIMPLE,
    /** Simple commands and operators, complete in one line. */
    LIST,
    /** All else: compound commands, here-documents, several lines, unbalanced quotes. */
    OTHER
  }

  /** Words that begin, go on with or end a compound command somewhere, in some shell. */
  private static final Set<String> RESERVED =
      Set.of(
          "!",
          "[[",
          "case",
          "coproc",
          "do",
          "done",
          "elif",
          "else",
          "esac",
          "fi",
          "for",
          "function",
          "if",
          "in",
          "select",
          "then",
          "time",
          "until",
          "while",
          "{",
          "}");

  /** Looks at a command. */
  static ShellLine of(String command) {
    return new Scanner(command.strip()).scan(command);
  }

  /** The state of one look. */
  private static final class Scanner {
    private final String text;
    private int pos;
    private boolean simple = true;
    private boolean redirected;
    private String firstWord = "";

    Scanner(String text) {
      this.text = text;
    }

    ShellLine scan(String command) {
      boolean inCommand = false; // whether the current command has anything in it yet
      boolean named = false; // whether its first word has been seen
      boolean mayEnd = true; // whether the last operator needs no command after it
      int end = text.length();
      while (skipBlanks()) {
        char c = text.charAt(pos);
        if (c == '#') {
          end = pos;
          break;
        }
        if (c == ';' || c == '&' || c == '|') {
          int length = inCommand ? operatorLength(c) : 0;
          if (length == 0) {
            return other(command);
          }
          mayEnd = length == 1 && c != '|';
          pos += length;
          simple = false;
          inCommand = false;
          named = false;
        } else if (c == '<' || c == '>') {
          if (!redirection(c)) {
            return other(command);
          }
          inCommand = true;
        } else {
          int start = pos;
          if (!word()) {
            return other(command);
          }
          String word = text.substring(start, pos);
          boolean redirectionFollows = pos < text.length() && "<>".indexOf(text.charAt(pos)) >= 0;
          if (redirectionFollows && isNumber(word)) {
            continue;
          }
          inCommand = true;
          if (opensSubscript(word) || (!named && RESERVED.contains(word))) {
            return other(command);
          }
          if (!named && isAssignment(word)) {
            simple = false;
          } else if (!named) {
            named = true;
            firstWord = simple ? word : "";
          }
        }
      }
      if ((!inCommand && !mayEnd) || endsInEscapedBlank(command, end)) {
        return other(command);
      }
      String kept = text.substring(0, end).stripTrailing();
      if (kept.isEmpty()) {
        return new ShellLine(Kind.EMPTY, "", "", false);
      }
      Kind kind = simple && named ? Kind.SIMPLE : Kind.LIST;
      return new ShellLine(kind, kept, kind == Kind.SIMPLE ? firstWord : "", redirected);
    }

    /**
     * Bash takes {@code name[} for the beginning of an array's element, and reads on for its end.
     */
    private static boolean opensSubscript(String word) {
      int bracket = word.indexOf('[');
      return bracket > 0
          && word.chars().limit(bracket).allMatch(c -> c == '_' || Character.isLetterOrDigit(c));
    }

    private static ShellLine other(String command) {
      return new ShellLine(Kind.OTHER, command, "", false);
    }

    /** Stripping blanks must not bare a backslash that stood before one of them. */
    private boolean endsInEscapedBlank(String command, int end) {
      String kept = end == text.length() ? command : text.substring(0, end);
      String stripped = kept.stripTrailing();
      return stripped.length() < kept.length() && stripped.endsWith("\\");
    }

    private boolean skipBlanks() {
      while (pos < text.length() && isBlank(text.charAt(pos))) {
        pos++;
      }
      return pos < text.length();
    }

    /** Returns the length of the operator here; 0 for one that POSIX does not know. */
    private int operatorLength(char c) {
      char next = pos + 1 < text.length() ? text.charAt(pos + 1) : ' ';
      return switch (c) {
        case ';' -> 1;
        case '&' -> next == '&' ? 2 : next == '>' ? 0 : 1;
        default -> next == '|' ? 2 : next == '&' ? 0 : 1;
      };
    }

    private boolean redirection(char c) {
      redirected = true;
      pos++;
      if (pos < text.length()) {
        char next = text.charAt(pos);
        if (c == '<' && next == '<') {
          return false;
        }
        if (next == '&' || next == '>' || (c == '>' && next == '|')) {
          pos++;
        }
      }
      return skipBlanks() && ";&|<>#".indexOf(text.charAt(pos)) < 0 && word();
    }

    /** Goes past a word; returns whether it is one that all shells read alike. */
    private boolean word() {
      while (pos < text.length()) {
        char c = text.charAt(pos);
        if (isBlank(c) || ";&|<>".indexOf(c) >= 0) {
          return true;
        }
        if (!part(c, false)) {
          return false;
        }
      }
      return true;
    }

    /** Goes past one character, or past what it opens. */
    private boolean part(char c, boolean quoted) {
      if (isControl(c)) {
        return false;
      }
      return switch (c) {
        case '\\' -> escape();
        case '$' -> expansion(quoted);
        case '`' -> until('`', "'\"\\$#<()");
        case '\'' -> quoted ? step() : until('\'', "");
        case '"' -> doubleQuotes();
        case '(', ')' -> quoted && step();
        default -> step();
      };
    }

    private boolean escape() {
      pos += 2;
      return pos <= text.length() && !Character.isISOControl(text.charAt(pos - 1));
    }

    private boolean step() {
      pos++;
      return true;
    }

    private boolean doubleQuotes() {
      pos++;
      while (pos < text.length()) {
        char c = text.charAt(pos);
        if (c == '"') {
          return step();
        }
        if (!part(c, true)) {
          return false;
        }
      }
      return false;
    }

    private boolean expansion(boolean quoted) {
      char next = pos + 1 < text.length() ? text.charAt(pos + 1) : ' ';
      if (next == '{') {
        return until('}', "'\"\\$`{()");
      }
      if (next == '(') {
        return substitution();
      }
      // $'…' and $"…" are quotes to some shells only.
      return (quoted || (next != '\'' && next != '"')) && step();
    }

    private boolean substitution() {
      pos += 2;
      int depth = 1;
      while (pos < text.length()) {
        char c = text.charAt(pos);
        if (c == '#' || c == '`' || text.startsWith("<<", pos)) {
          return false;
        }
        if (c == '(' || c == ')') {
          pos++;
          depth += c == '(' ? 1 : -1;
          if (depth == 0) {
            return true;
          }
        } else if (!part(c, false)) {
          return false;
        }
      }
      return false;
    }

    /** Goes past a closing character, if none of some others stand before it. */
    private boolean until(char close, String refused) {
      int start = text.charAt(pos) == '$' ? pos + 2 : pos + 1;
      for (int i = start; i < text.length(); i++) {
        char c = text.charAt(i);
        if (c == close) {
          pos = i + 1;
          return true;
        }
        if (refused.indexOf(c) >= 0 || isControl(c)) {
          return false;
        }
      }
      return false;
    }

    private static boolean isControl(char c) {
      return Character.isISOControl(c) && c != '\t';
    }

    private static boolean isBlank(char c) {
      return c == ' ' || c == '\t';
    }

    private static boolean isNumber(String word) {
      return word.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static boolean isAssignment(String word) {
      int equals = word.indexOf('=');
      return equals > 0
          && word.substring(0, equals).chars().noneMatch(c -> "'\"\\$`/".indexOf(c) >= 0);
    }
  }
}
