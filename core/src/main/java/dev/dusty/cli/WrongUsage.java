package dev.dusty.cli;

import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with what somebody typed, in the words of whoever typed it. */
final class WrongUsage {

  private WrongUsage() {}

  /** Returns one line, which begins with a small letter. */
  static String text(ParameterException e) {
    String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("wrong usage");
    return switch (e) {
      case UnmatchedArgumentException unmatched when !unmatched.isUnknownOption() ->
          tooMany(unmatched.getUnmatched());
      // Of options and parameters of which one is needed.
      case MissingParameterException _ when message.contains("specify one of these") ->
          "one of these is missing: "
              + message.replaceFirst(".*: \\(?", "").replaceFirst("\\)$", "").replace(" | ", ", ");
      default ->
          small(message).replaceFirst("positional parameter at index \\S+ \\((.+?)\\)", "$1");
    };
  }

  private static String tooMany(List<String> words) {
    return (words.size() == 1 ? "one argument too many: " : "too many arguments: ")
        + words.stream().map(word -> "'" + word + "'").collect(Collectors.joining(", "));
  }

  private static String small(String message) {
    return Character.toLowerCase(message.charAt(0)) + message.substring(1);
  }
}
