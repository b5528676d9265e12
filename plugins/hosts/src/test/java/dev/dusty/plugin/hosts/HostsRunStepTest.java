package dev.dusty.plugin.hosts;

import static dev.dusty.plugin.hosts.Hosts.SECTION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.dusty.api.UserError;
import dev.dusty.api.run.Change;
import dev.dusty.api.run.Undo;
import dev.dusty.api.step.Finding;
import dev.dusty.api.text.MarkedSection;
import dev.dusty.testkit.FakeContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostsRunStepTest {

  private static final String FOREIGN_SECTION = MarkedSection.of(List.of("10.9.9.9 old.test"));

  private final HostsRunStep step = new HostsRunStep();

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "127.0.0.1 localhost\n",
        "127.0.0.1 localhost",
        "127.0.0.1 localhost\r\n# caf\u00e9\r\n",
        "\u00ff\u00fe\u0000\u0085 odd \t bytes\n\n\n"
      })
  void everyByteOutsideOfTheSectionStaysAndIsPutBack(String former) throws IOException {
    FakeContext context = Hosts.context(folder, former);
    Undo undo = step.apply(context);
    String newline = former.isEmpty() || former.endsWith("\n") ? "" : "\n";
    assertThat(Hosts.text(context)).isEqualTo(former + newline + SECTION);
    step.undo(context, undo);
    assertThat(Hosts.text(context)).isEqualTo(former);
  }

  @Test
  void aFormerSectionIsReplacedWhereItStands() throws IOException {
    FakeContext context = Hosts.context(folder, "a\n" + FOREIGN_SECTION + "b\n");
    step.apply(context);
    assertThat(Hosts.text(context)).isEqualTo("a\n" + SECTION + "b\n");
  }

  @Test
  void aMissingFileIsMadeReadableForAllAndIsGoneAfterUndoing() throws IOException {
    FakeContext context = Hosts.context(folder);
    assertThat(step.plan(context)).extracting(Change::action).containsExactly(Change.Action.CREATE);
    Undo undo = step.apply(context);
    Path hosts = context.files().hosts();
    assertThat(hosts).hasContent(SECTION);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(hosts)))
        .isEqualTo("rw-r--r--");
    step.undo(context, undo);
    assertThat(hosts).doesNotExist();
  }

  @Test
  void aFileThatWasMissingStaysWhereSomebodyElseWroteToIt() throws IOException {
    FakeContext context = Hosts.context(folder);
    Undo undo = step.apply(context);
    Files.writeString(context.files().hosts(), SECTION + "10.0.0.1 theirs\n");
    step.undo(context, undo);
    assertThat(Hosts.text(context)).isEqualTo("10.0.0.1 theirs\n");
  }

  @Test
  void undoingLeavesWhatOthersChangedInBetween() throws IOException {
    FakeContext context = Hosts.context(folder, "a\n" + FOREIGN_SECTION + "b\n");
    Undo undo = step.apply(context);
    Files.writeString(context.files().hosts(), "new\n" + SECTION + "c\n");
    step.undo(context, undo);
    step.undo(context, undo);
    assertThat(Hosts.text(context)).isEqualTo("new\n" + FOREIGN_SECTION + "c\n");
  }

  @Test
  void undoingAfterTheFileIsGoneDoesNothing() throws IOException {
    FakeContext context = Hosts.context(folder, "a\n");
    Undo undo = step.apply(context);
    Files.delete(context.files().hosts());
    step.undo(context, undo);
    assertThat(context.files().hosts()).doesNotExist();
  }

  @Test
  void aFileThatWasCutOffWhileWrittenInPlaceIsPutBackWhole() throws IOException {
    String former = "127.0.0.1 localhost\n" + FOREIGN_SECTION + "10.2.2.2 other and more\n";
    FakeContext context = Hosts.context(folder, former);
    Undo undo = step.apply(context);
    String written = Hosts.text(context);
    for (int bytes = 0; bytes <= written.length(); bytes++) {
      String torn =
          written.substring(0, bytes) + former.substring(Math.min(bytes, former.length()));
      Hosts.context(folder, torn);
      step.undo(context, undo);
      assertThat(Hosts.text(context)).as("after %d bytes", bytes).isEqualTo(former);
    }
  }

  @Test
  void theJournalIsWrittenBeforeTheFile() throws IOException {
    FakeContext context = Hosts.context(folder, "a\n");
    Files.delete(context.files().hosts());
    Files.createSymbolicLink(context.files().hosts(), folder.resolve("no/such/hosts"));
    assertThatThrownBy(() -> step.apply(context))
        .asInstanceOf(InstanceOfAssertFactories.type(UserError.class))
        .satisfies(
            e -> {
              assertThat(e.code()).isEqualTo("hosts-unwritable");
              assertThat(e.problem())
                  .isEqualTo(folder.resolve("hosts") + " cannot be written: its folder is missing");
            });
    assertThat(context.journal()).hasSize(1);
    step.undo(context, context.journal().get(0));
  }

  @Test
  void modeAndOwnerStay() throws IOException {
    FakeContext context = Hosts.context(folder, "a\n");
    Path hosts = context.files().hosts();
    Files.setPosixFilePermissions(hosts, PosixFilePermissions.fromString("rw-rw----"));
    if (System.getProperty("user.name").equals("root")) {
      Files.setAttribute(hosts, "unix:uid", 12);
      Files.setAttribute(hosts, "unix:gid", 34);
    }
    String before = Files.readAttributes(hosts, "unix:mode,uid,gid").toString();
    step.apply(context);
    assertThat(Files.readAttributes(hosts, "unix:mode,uid,gid")).hasToString(before);
    assertThat(Hosts.text(context)).contains(SECTION);
  }

  @Test
  void aSymbolicLinkIsFollowedAndStays() throws IOException {
    FakeContext context = Hosts.context(folder);
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Path target = Files.writeString(elsewhere.resolve("real"), "a\n");
    Files.createSymbolicLink(elsewhere.resolve("hop"), Path.of("real"));
    Files.createSymbolicLink(context.files().hosts(), Path.of("elsewhere/hop"));
    step.apply(context);
    assertThat(context.files().hosts()).isSymbolicLink();
    assertThat(elsewhere.resolve("hop")).isSymbolicLink();
    assertThat(target).hasContent("a\n" + SECTION);
    assertThat(elsewhere).isDirectoryNotContaining("glob:**dusty-new");
  }

  @Test
  void whatAKilledProcessLeftIsInNobodysWay() throws IOException {
    FakeContext context = Hosts.context(folder, "a\n");
    Path victim = Files.writeString(folder.resolve("victim"), "theirs");
    Files.createSymbolicLink(folder.resolve(".hosts.dusty-new"), victim);
    step.apply(context);
    assertThat(victim).hasContent("theirs");
    assertThat(Hosts.text(context)).isEqualTo("a\n" + SECTION);
  }

  @Test
  void aDamagedSectionIsReportedAndNothingWritten() throws IOException {
    String damaged = "a\n" + MarkedSection.BEGIN + "\n10.1.1.1 x\n";
    FakeContext context = Hosts.context(folder, damaged);
    assertThatThrownBy(() -> step.apply(context))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("hosts:2: Dusty's section is damaged");
    assertThat(Hosts.text(context)).isEqualTo(damaged);
    assertThat(context.journal()).isEmpty();
    assertThat(step.diagnose(context))
        .extracting(Finding::code, Finding::severity)
        .containsExactly(tuple("section-damaged", Finding.Severity.BROKEN));
  }

  @Test
  void aNameThatAnotherLineLeadsElsewhereIsWarnedAbout() throws IOException {
    FakeContext context =
        Hosts.context(
            folder,
            """
            127.0.0.1 localhost
            # 10.0.0.9 shop.test
            10.0.0.1\tother SHOP.test # shop.test
            10.1.1.1 b.test
            %s\
            ::1 b.test
            """
                .formatted(FOREIGN_SECTION));
    step.plan(context);
    step.apply(context);
    String hosts = context.files().hosts().toString();
    assertThat(context.warnings())
        .containsExactly(
            hosts
                + ":3: 'SHOP.test' has the address 10.0.0.1 here and 10.1.1.1 in Dusty's section;"
                + " the first line wins, so the name does not lead to its app",
            hosts
                + ":9: 'b.test' has the address ::1 here and 10.1.1.1 in Dusty's section;"
                + " the first line, Dusty's, wins with most programs");
  }

  @Test
  void itIsWarnedAboutAlsoWhereNothingIsToBeChanged() throws IOException {
    FakeContext context = Hosts.context(folder, "10.9.9.9 shop.test\n" + Hosts.SECTION);
    assertThat(step.plan(context)).isEmpty();
    assertThat(context.warnings()).hasSize(1);
  }

  @Test
  void planningShowsOnlyTheLinesThatDifferAndThoseAroundThem() throws IOException {
    String former =
        "1\n2\n3\n4\n" + MarkedSection.of(List.of("10.1.1.1 shop.test", "10.9.9.9 old")) + "5";
    FakeContext context = Hosts.context(folder, former);
    String hosts = context.files().hosts().toString();
    assertThat(step.plan(context))
        .extracting(Change::diff)
        .containsExactly(
            """
            --- %s
            +++ %s
            @@ -4,6 +4,6 @@
             4
             # BEGIN section for Dusty
             10.1.1.1 shop.test
            -10.9.9.9 old
            +10.1.1.1 b.test
             # END section for Dusty
             5
            \\ No newline at end of file
            """
                .formatted(hosts, hosts));
    assertThat(context.warnings()).isEmpty();
  }

  @Test
  void withoutACompiledSectionTheFileIsLeftAlone() throws IOException {
    FakeContext context = Hosts.context(folder, "a\n").withArtifacts(List.of());
    assertThat(step.plan(context)).isEmpty();
    assertThat(step.apply(context)).isEqualTo(Undo.NOTHING);
    assertThat(Hosts.text(context)).isEqualTo("a\n");
  }
}
