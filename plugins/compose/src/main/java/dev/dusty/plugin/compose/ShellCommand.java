package dev.dusty.plugin.compose;

import dev.dusty.plugin.compose.ShellLine.Kind;
import java.util.regex.Pattern;

/**
 * A command of a spec, in the forms in which it can stand in a command file.
 *
 * <p>A command that is plainly complete in itself is written as it is. Every other one becomes the
 * quoted argument of {@code eval}, where what it leaves open, or closes without having opened it,
 * ends with it; and where it changes folder, variables and functions as if it stood there itself.
 *
 * @param line the command
 */
record ShellCommand(ShellLine line) {

  private static final String ARGUMENTS = " \"$@\"";

  /** A program that is named by a path below a variable's folder: {@code $JAVA_HOME/bin/java}. */
  private static final Pattern PATH_IN_VARIABLE =
      Pattern.compile("\"?\\$(?:\\w+|\\{\\w+\\})(?:\"/|/)[\\w./+-]+\"?");

  private static final Pattern NAME = Pattern.compile("[\\w.+-]+");
  private static final Pattern PATH = Pattern.compile("[\\w.+-]*/[\\w./+-]*");

  /** How a command ends that is a loop, a condition or a group. */
  private static final Pattern COMPOUND = Pattern.compile("[;\\n][ \\t]*(?:done|fi|esac|\\})$");

  static ShellCommand of(String command) {
    return new ShellCommand(ShellLine.of(command));
  }

  boolean isEmpty() {
    return line.kind() == Kind.EMPTY;
  }

  /** Returns the command as one that others follow. */
  String asStatement() {
    if (isInline()) {
      return line.text();
    }
    // Without ':' the status of a last line such as `[ -e x ] && rm x` would become that of eval,
    // which `set -e` does not forgive. An empty line ends a line that a backslash would join.
    String end = line.text().endsWith("\\") ? "\n\n:" : "\n:";
    return eval(line.text() + end);
  }

  /** Returns the command as the last one, whose status is that of the file. */
  String asLast() {
    return isInline() ? line.text() : eval(line.text());
  }

  /** Returns the command as the last one, with the file's own arguments after its own. */
  String asLastWithArguments() {
    if (isInline()) {
      return line.text() + ARGUMENTS;
    }
    // After the end of a here-document there is no place for arguments; "$@" is there all the same.
    // Nor after that of a compound command.
    String text = line.text().stripTrailing();
    if (text.contains("<<") || COMPOUND.matcher(text).find()) {
      return eval(line.text());
    }
    return eval(text + (text.endsWith("\\") ? "\n" : "") + ARGUMENTS);
  }

  /**
   * Returns the command as the last one, which takes the shell's place where it is a program, so
   * that signals reach it.
   *
   * <p>Where it has a name only, the shell at hand knows whether that is a program, a function or
   * one of its builtins: POSIX has {@code command -v} say a path for a program and nothing else.
   * Busybox says the bare name for those programs that it brings along itself, and tells them from
   * its builtins in what it prints for {@code type}: {@code sleep is sleep}.
   */
  String asMainProcess() {
    if (line.kind() != Kind.SIMPLE) {
      return asLast();
    }
    String program = line.firstWord();
    if (NAME.matcher(program).matches()) {
      return "case \"$(command -v "
          + program
          + ") $(type "
          + program
          + " 2> /dev/null)\" in\n  /* | '"
          + (program + " " + program + " is " + program)
          + "') dusty_exec=exec ;;\n  *) dusty_exec= ;;\nesac\n$dusty_exec "
          + line.text();
    }
    boolean isPath = PATH.matcher(program).matches() || PATH_IN_VARIABLE.matcher(program).matches();
    return isPath ? "exec " + line.text() : line.text();
  }

  private boolean isInline() {
    return line.kind() == Kind.SIMPLE || line.kind() == Kind.LIST;
  }

  private static String eval(String text) {
    return "eval " + Sh.quote(text);
  }

  /** Returns words as a spec gives them for arguments, in a form that can be nothing but words. */
  static String words(String text) {
    String command = "set -- " + text.strip();
    ShellLine line = ShellLine.of(command);
    if (line.kind() == Kind.SIMPLE && !line.redirected() && line.text().equals(command)) {
      return text.strip();
    }
    StringBuilder words = new StringBuilder();
    for (String word : text.strip().split("\\s+", -1)) {
      words.append(words.isEmpty() ? "" : " ").append(Sh.quote(word));
    }
    return words.toString();
  }
}
