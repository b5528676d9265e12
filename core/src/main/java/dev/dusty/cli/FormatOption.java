package dev.dusty.cli;

import picocli.CommandLine.Option;

/** The option of commands that print a table. */
final class FormatOption {

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      converter = Format.Converter.class,
      description = "How to answer: ${COMPLETION-CANDIDATES}.")
  Format format = Format.TEXT;

  boolean isJson() {
    return format == Format.JSON;
  }
}
