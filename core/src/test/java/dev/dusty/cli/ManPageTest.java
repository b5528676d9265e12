package dev.dusty.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dusty.cli.CommandDoc.Item;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The distribution's tests ask man itself; this is what it is given. */
class ManPageTest {

  private static final ManPage MAN = new ManPage("1.2.3", "2026-01-31");

  private static CommandDoc doc(String name, List<CommandDoc> commands) {
    return new CommandDoc(
        name,
        List.of("Do it. Now."),
        "[--dry-run] NAME",
        List.of(new Item("NAME", "'x' is a name\\path.")),
        List.of(new Item("--dry-run", ".dry")),
        commands,
        "",
        List.of(),
        Map.of("0", "done"));
  }

  @Test
  void aPageHasTheSectionsOfAManualInTheirOrder() {
    CommandDoc root = doc("dusty", List.of());
    assertThat(MAN.of(doc("dusty up", List.of()), root))
        .startsWith(".TH DUSTY\\-UP 1 2026-01-31 \"Dusty 1.2.3\" \"Dusty\"\n.SH NAME\n")
        .containsSubsequence(
            "dusty\\-up \\- do it. Now\n",
            ".SH SYNOPSIS\n\\fBdusty up\\fR [\\-\\-dry\\-run] NAME\n",
            ".SH DESCRIPTION\n",
            ".SH PARAMETERS\n",
            ".SH OPTIONS\n.TP\n\\fB\\-\\-dry\\-run\\fR\n",
            ".SH EXIT STATUS\n.TP\n\\fB0\\fR\ndone\n",
            ".SH SEE ALSO\n\\fBdusty\\fR(1)\n");
  }

  @Test
  void textThatLooksLikeARequestIsText() {
    String page = MAN.of(doc("dusty up", List.of()), doc("dusty", List.of()));
    assertThat(page).contains("\n\\&'x' is a name\\epath.\n").contains("\n\\&.dry\n");
  }

  @Test
  void commandsOfACommandAreInItsPage() {
    CommandDoc group = doc("dusty repos", List.of(doc("dusty repos list", List.of())));
    assertThat(MAN.of(group, doc("dusty", List.of())))
        .contains(".SH COMMANDS\n.SS dusty repos list\n\\fBdusty repos list\\fR ");
  }

  @Test
  void thePageOfAllNamesThePageOfEach() {
    CommandDoc root = doc("dusty", List.of(doc("dusty up", List.of())));
    assertThat(MAN.of(root, root)).contains(".TP\n\\fBdusty\\-up\\fR(1)\nDo it. Now.\n");
  }
}
