package dev.dusty.plugin.nfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dusty.api.UserError;
import dev.dusty.api.step.HostUser;
import dev.dusty.api.text.SystemFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ExportsTest {

  private static final ExportOptions ANN =
      new ExportOptions(new HostUser("ann", 501, 20, Path.of("/home/ann")), false);

  private static String line(ExportSyntax syntax, String folder) {
    return syntax.line(new Export(Path.of(folder), "192.168.99.100"), ANN);
  }

  @Example
  void onLinuxEverybodyThereIsTheUser() {
    assertThat(line(ExportSyntax.LINUX, "/home/ann/shop"))
        .isEqualTo(
            "/home/ann/shop"
                + " 192.168.99.100(rw,async,no_subtree_check,all_squash,anonuid=501,anongid=20)");
  }

  @Example
  void onLinuxRequestsFromAnyPortAreAnOption() {
    Export export = new Export(Path.of("/home/ann/shop"), "127.0.0.1");
    String line = ExportSyntax.LINUX.line(export, new ExportOptions(ANN.user(), true));
    assertThat(line).endsWith(",anonuid=501,anongid=20,insecure)");
    assertThat(ExportSyntax.LINUX.read(line)).contains(export);
  }

  @Example
  void onLinuxOddCharactersAreOctal() {
    assertThat(line(ExportSyntax.LINUX, "/a b#\"\\(ü)"))
        .startsWith("/a\\040b\\043\\042\\134\\050ü\\051 192.168.99.100(rw");
  }

  @Example
  void onMacRootThereIsTheUser() {
    assertThat(line(ExportSyntax.MACOS, "/Users/ann/shop"))
        .isEqualTo("/Users/ann/shop 192.168.99.100 -alldirs -maproot=501:20");
  }

  @Example
  void onMacOddCharactersAreQuoted() {
    assertThat(line(ExportSyntax.MACOS, "/a b\"\\"))
        .isEqualTo("\"/a b\\\"\\\\\" 192.168.99.100 -alldirs -maproot=501:20");
  }

  @Property
  void whatIsWrittenReadsBack(
      @ForAll ExportSyntax syntax,
      @ForAll("foldersOfClients") Map<Path, String> clients,
      @ForAll("foreignLines") List<String> before,
      @ForAll("foreignLines") List<String> after) {
    Exports exports = new Exports(new TreeMap<>(clients));
    String theirs = SystemFile.bytes(String.join("\n", before));
    String text = exports.in("exports", theirs, syntax, ANN);
    String longer = text + SystemFile.bytes(String.join("\n", after));
    assertThat(Exports.in(longer, syntax)).isEqualTo(exports);
    assertThat(exports.in("exports", longer, syntax, ANN)).isEqualTo(longer);
  }

  @Property
  void linesOfOthersStayByteForByte(
      @ForAll ExportSyntax syntax,
      @ForAll("foldersOfClients") Map<Path, String> clients,
      @ForAll("foreignLines") List<String> lines) {
    String theirs = SystemFile.bytes(String.join("\n", lines));
    String text = new Exports(new TreeMap<>(clients)).in("exports", theirs, syntax, ANN);
    assertThat(text).startsWith(theirs);
    String without = new Exports(new TreeMap<>()).in("exports", text, syntax, ANN);
    boolean isEnded = clients.isEmpty() || theirs.isEmpty() || theirs.endsWith("\n");
    assertThat(without).isEqualTo(isEnded ? theirs : theirs + "\n");
  }

  @Property
  void aLineIsOneLineWhoseFirstWordIsTheFolder(@ForAll("folders") Path folder) {
    String line = line(ExportSyntax.LINUX, folder.toString());
    assertThat(line.split(" ", -1)).hasSize(2);
    assertThat(line).doesNotContain("#").doesNotContain("\"");
  }

  @Provide
  Arbitrary<Path> folders() {
    return Arbitraries.strings()
        .withChars(" aZ0/.\\\"'#()*?[]{}$&;=,:~+-%@!|<>\u00e4\u65e5\u00a0")
        .ofMinLength(1)
        .ofMaxLength(30)
        .map(text -> Path.of("/" + text));
  }

  @Provide
  Arbitrary<Map<Path, String>> foldersOfClients() {
    return Arbitraries.maps(folders(), Arbitraries.of("192.168.99.100", "10.0.2.15", "fd00::5"))
        .ofMaxSize(5);
  }

  @Provide
  Arbitrary<List<String>> foreignLines() {
    Arbitrary<String> line =
        Combinators.combine(
                Arbitraries.of("/srv", "# a comment", "", "\"/a b\"", "/data -alldirs", "\u00e4"),
                Arbitraries.of("", " *(ro)", " 10.0.0.0/8(rw,sync)", "\t-ro", "\r"))
            .as((folder, rest) -> folder + rest);
    return line.list().ofMaxSize(6);
  }

  @Example
  void aDamagedSectionIsReportedWithItsLine() {
    assertThatThrownBy(
            () ->
                new Exports(new TreeMap<>())
                    .in(
                        "/etc/exports",
                        "/srv *(ro)\n# BEGIN section for Dusty\n",
                        ExportSyntax.LINUX,
                        ANN))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("/etc/exports:2: Dusty's section is damaged");
  }

  @Example
  void aFolderOfAnotherFileSystemIsExportedBesideTheOneThatItIsIn() throws IOException {
    assertThat(
            Exports.of(List.of(Path.of("/"), Path.of("/etc"), Path.of("/proc")), "10.0.0.1")
                .clients()
                .keySet())
        .containsExactly(Path.of("/"), Path.of("/proc"));
  }
}
