package dev.dusty.cli;

import dev.dusty.cli.CommandDoc.Item;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A page of {@code docs/commands}, in Markdown: one for each command, and one that lists them. */
final class CommandPage {

  /** The page that lists the commands, as it is shown for its folder. */
  private static final String INDEX = "README.md";

  private static final String MADE =
      "<!-- Made from the commands' own model by tools/docs; changes made here are lost. -->\n\n";

  private CommandPage() {}

  /** Returns all pages, by file name. */
  static Map<String, String> all(CommandDoc root) {
    Map<String, String> pages = new LinkedHashMap<>();
    pages.put(INDEX, index(root));
    for (CommandDoc command : root.commands()) {
      StringBuilder page = new StringBuilder(MADE);
      command(page, command, "#");
      codes(page, command);
      page.append("\nAll commands: [").append(root.name()).append("](").append(INDEX).append(")\n");
      pages.put(command.fileName() + ".md", page.toString());
    }
    return pages;
  }

  private static String index(CommandDoc root) {
    StringBuilder page = new StringBuilder(MADE);
    page.append("# Commands\n\n");
    page.append(escaped(root.description().getFirst())).append("\n\n");
    code(page, root);
    page.append("\n| Command | What it does |\n|---|---|\n");
    for (CommandDoc command : root.commands()) {
      page.append(
          "| [%s](%s.md) | %s |\n"
              .formatted(
                  command.name(), command.fileName(), escaped(command.description().getFirst())));
    }
    table(page, "Option", root.options());
    notes(page, root);
    codes(page, root);
    return page.toString();
  }

  private static void command(StringBuilder page, CommandDoc doc, String level) {
    page.append(level).append(' ').append(doc.name()).append("\n\n");
    doc.description().forEach(paragraph -> page.append(escaped(paragraph)).append("\n\n"));
    code(page, doc);
    table(page, "Parameter", doc.parameters());
    table(page, "Option", doc.options());
    notes(page, doc);
    for (CommandDoc command : doc.commands()) {
      page.append('\n');
      command(page, command, level + "#");
    }
  }

  private static void code(StringBuilder page, CommandDoc doc) {
    page.append("    ").append((doc.name() + " " + doc.synopsis()).strip()).append('\n');
  }

  private static void table(StringBuilder page, String title, List<Item> items) {
    if (items.isEmpty()) {
      return;
    }
    page.append("\n| ").append(title).append(" | Meaning |\n|---|---|\n");
    for (Item item : items) {
      page.append("| `%s` | %s |\n".formatted(cell(item.term()), cell(escaped(item.meaning()))));
    }
  }

  private static void notes(StringBuilder page, CommandDoc doc) {
    if (!doc.notes().isEmpty()) {
      table(page, doc.notesTitle(), doc.notes());
    }
  }

  private static void codes(StringBuilder page, CommandDoc doc) {
    table(
        page,
        "Exit code",
        doc.exitCodes().entrySet().stream()
            .map(code -> new Item(code.getKey().strip(), code.getValue()))
            .toList());
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }

  private static String escaped(String text) {
    return text.replace("<", "&lt;").replace("*", "\\*");
  }
}
