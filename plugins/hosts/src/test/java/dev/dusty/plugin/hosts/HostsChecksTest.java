package dev.dusty.plugin.hosts;

import static dev.dusty.plugin.hosts.Hosts.SECTION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.dusty.api.run.Undo;
import dev.dusty.api.step.Finding;
import dev.dusty.api.step.Finding.Severity;
import dev.dusty.api.text.MarkedSection;
import dev.dusty.testkit.FakeContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the doctor sees in the hosts file, and what becomes of it. */
class HostsChecksTest {

  private static final String OWN = "127.0.0.1 localhost\n";

  private final HostsRunStep step = new HostsRunStep();

  @TempDir Path folder;

  private FakeContext applied() throws IOException {
    FakeContext context = Hosts.context(folder, OWN);
    step.apply(context);
    return context;
  }

  private static void write(FakeContext context, String text) throws IOException {
    Files.writeString(context.files().hosts(), text, StandardCharsets.ISO_8859_1);
  }

  private List<Finding> bad(FakeContext context) throws IOException {
    return step.diagnose(context).stream()
        .filter(finding -> finding.severity() != Severity.FINE)
        .toList();
  }

  private void fix(FakeContext context) throws IOException {
    for (Finding finding : bad(context)) {
      assertThat(finding.fixable()).as(finding.what()).isTrue();
      step.fix(context, finding);
    }
  }

  @Test
  void aFileThatDustyHasJustWrittenIsWell() throws IOException {
    assertThat(bad(applied())).isEmpty();
  }

  @Test
  void aFileThatWasPutBackIsWell() throws IOException {
    FakeContext context = Hosts.context(folder, OWN);
    Undo undo = step.apply(context);
    step.undo(context, undo);
    assertThat(bad(context)).isEmpty();
  }

  @Test
  void aDamagedSectionIsMadeAnewAndEveryOtherLineStays() throws IOException {
    FakeContext context = applied();
    write(context, OWN + SECTION.replace(MarkedSection.END + "\n", "") + "10.0.0.9 mine.test");
    assertThat(bad(context)).extracting(Finding::code).containsExactly("section-damaged");
    fix(context);
    assertThat(Hosts.text(context)).isEqualTo(OWN + "10.0.0.9 mine.test\n" + SECTION);
    assertThat(bad(context)).isEmpty();
  }

  @Test
  void aDamagedFileIsKeptWhenItIsMended() throws IOException {
    FakeContext context = applied();
    String damaged = OWN + MarkedSection.END + "\n" + SECTION;
    write(context, damaged);
    fix(context);
    assertThat(Hosts.text(context)).isEqualTo(OWN + SECTION);
    assertThat(context.files().state().resolve("hosts.damaged")).hasContent(damaged.strip());
  }

  @Test
  void aSectionThatSomebodyElseTookOutIsPutBack() throws IOException {
    FakeContext context = applied();
    write(context, OWN);
    assertThat(bad(context))
        .extracting(Finding::what)
        .containsExactly("Dusty's section is gone from " + context.files().hosts());
    fix(context);
    assertThat(Hosts.text(context)).isEqualTo(OWN + SECTION);
  }

  @Test
  void aSectionThatSomebodyElseChangedIsPutBackInItsPlace() throws IOException {
    FakeContext context = applied();
    write(context, SECTION.replace("10.1.1.1", "10.2.2.2") + OWN);
    fix(context);
    assertThat(Hosts.text(context)).isEqualTo(SECTION + OWN);
  }

  @Test
  void aUsersOwnLineThatClaimsANameIsBrokenWhereItWinsAndLeftToTheUser() throws IOException {
    FakeContext context = applied();
    write(context, "10.9.9.9 shop.test\n" + SECTION + "10.9.9.9 b.test\n");
    assertThat(bad(context))
        .extracting(Finding::code, Finding::severity, Finding::fixable)
        .containsExactly(
            tuple("name-taken", Severity.BROKEN, false),
            tuple("name-taken", Severity.WARNING, false));
    assertThat(bad(context).getFirst().what()).contains("hosts:1: 'shop.test'");
  }
}
