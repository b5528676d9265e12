package dev.dusty.cli;

import dev.dusty.cli.CommandDoc.Item;
import java.util.List;
import java.util.Locale;
import org.apache.commons.text.WordUtils;

/**
 * A manual page, in the macros of man(7): one for {@code dusty}, and one for each of its commands
 * with that one's own commands in it.
 *
 * @param release the version of Dusty
 * @param date the day of the release, as {@code 2026-01-31}
 */
record ManPage(String release, String date) {

  private static final int WIDTH = 78;

  /** Returns the page. */
  String of(CommandDoc doc, CommandDoc root) {
    StringBuilder page = new StringBuilder();
    line(
        page,
        ".TH %s 1 %s \"Dusty %s\" \"Dusty\""
            .formatted(escaped(doc.fileName().toUpperCase(Locale.ROOT)), date, release));
    line(page, ".SH NAME");
    line(page, escaped(doc.fileName()) + " \\- " + escaped(lower(doc.summary())));
    line(page, ".SH SYNOPSIS");
    synopsis(page, doc);
    line(page, ".SH DESCRIPTION");
    paragraphs(page, doc.description());
    items(page, doc, ".SH ");
    if (doc.equals(root)) {
      line(page, ".SH COMMANDS");
      doc.commands()
          .forEach(
              command -> {
                line(page, ".TP");
                line(page, "\\fB" + escaped(command.fileName()) + "\\fR(1)");
                text(page, command.description().getFirst());
              });
    } else if (!doc.commands().isEmpty()) {
      line(page, ".SH COMMANDS");
      for (CommandDoc command : doc.commands()) {
        line(page, ".SS " + escaped(command.name()));
        synopsis(page, command);
        line(page, ".PP");
        paragraphs(page, command.description());
        items(page, command, "");
      }
    }
    notes(page, doc);
    exitStatus(page, doc.exitCodes().isEmpty() ? root : doc);
    seeAlso(page, doc, root);
    return page.toString();
  }

  private static void synopsis(StringBuilder page, CommandDoc doc) {
    text(page, ("\\fB" + escaped(doc.name()) + "\\fR " + escaped(doc.synopsis())).strip(), true);
  }

  private static void paragraphs(StringBuilder page, List<String> paragraphs) {
    for (int i = 0; i < paragraphs.size(); i++) {
      if (i > 0) {
        line(page, ".PP");
      }
      text(page, paragraphs.get(i));
    }
  }

  private static void items(StringBuilder page, CommandDoc doc, String section) {
    items(page, doc.parameters(), section.isEmpty() ? "" : section + "PARAMETERS");
    items(page, doc.options(), section.isEmpty() ? "" : section + "OPTIONS");
  }

  private static void items(StringBuilder page, List<Item> items, String title) {
    if (!items.isEmpty() && !title.isEmpty()) {
      line(page, title);
    }
    for (Item item : items) {
      line(page, ".TP");
      line(page, "\\fB" + escaped(item.term()) + "\\fR");
      text(page, item.meaning());
    }
  }

  private static void notes(StringBuilder page, CommandDoc doc) {
    if (!doc.notes().isEmpty()) {
      items(page, doc.notes(), ".SH " + doc.notesTitle().toUpperCase(Locale.ROOT));
    }
  }

  private static void exitStatus(StringBuilder page, CommandDoc doc) {
    line(page, ".SH EXIT STATUS");
    doc.exitCodes()
        .forEach(
            (code, meaning) -> {
              line(page, ".TP");
              line(page, "\\fB" + escaped(code.strip()) + "\\fR");
              text(page, meaning);
            });
  }

  private static void seeAlso(StringBuilder page, CommandDoc doc, CommandDoc root) {
    if (!doc.equals(root)) {
      line(page, ".SH SEE ALSO");
      line(page, "\\fB" + escaped(root.fileName()) + "\\fR(1)");
    }
  }

  private static void text(StringBuilder page, String text) {
    text(page, text, false);
  }

  private static void text(StringBuilder page, String text, boolean isEscaped) {
    String roff = isEscaped ? text : escaped(text);
    WordUtils.wrap(roff, WIDTH, "\n", false)
        .lines()
        .forEach(
            line ->
                // A line that begins so would be a request.
                line(page, line.startsWith(".") || line.startsWith("'") ? "\\&" + line : line));
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\e").replace("-", "\\-").replace("…", "\\&...");
  }

  private static String lower(String sentence) {
    return Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1);
  }

  private static void line(StringBuilder page, String line) {
    page.append(line).append('\n');
  }
}
