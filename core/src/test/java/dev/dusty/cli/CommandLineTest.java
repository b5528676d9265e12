package dev.dusty.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dusty.spec.SpecFolder;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is shown for what is typed, without any plugin: the distribution's tests have those. */
class CommandLineTest {

  @TempDir Path folder;

  private Typed type(String... args) {
    return Typed.in(folder, args);
  }

  @Test
  void validSpecsAreComplete() {
    SpecFolder.in(folder);
    assertThat(type("validate")).isEqualTo(new Typed(0, "Validation Complete!\n", ""));
  }

  @Test
  void aFolderOfSpecsCanBeNamed(@TempDir Path elsewhere) {
    SpecFolder.in(folder.resolve("specs"));
    assertThat(type("validate", "specs").exitCode()).isZero();
    assertThat(Typed.in(elsewhere, "validate", folder.resolve("specs").toString()).exitCode())
        .isZero();
  }

  @Test
  void problemsGoToStandardOutputAndTheirCountToStandardError() {
    SpecFolder.in(folder).with("apps/web.yml", "imag: x\ncommands: {always: [a]}\n");
    assertThat(type("validate"))
        .isEqualTo(
            new Typed(
                1,
                "apps/web.yml:1:1: one of 'image' and 'build' is needed\n"
                    + "apps/web.yml:1:1: unknown key 'imag'; did you mean 'image'?\n",
                "dusty: the specs have 2 errors in 1 file\nmend them and try again\n"));
  }

  @Test
  void warningsAreShownAndNotFatal() {
    SpecFolder.in(folder).with("apps/web.yml", SpecFolder.APP + "compose: {net: bridge}\n");
    assertThat(type("validate"))
        .isEqualTo(
            new Typed(
                0,
                "apps/web.yml:5:11: warning: 'net' is a key of the first Compose file format; write"
                    + " 'network_mode'\nValidation Complete!\n",
                ""));
  }

  @Test
  void problemsCanBeHadAsJson() throws IOException {
    SpecFolder.in(folder).with("bundles/all.yml", "apps: [wep]\n");
    Typed typed = type("validate", "--format", "json");
    JsonNode document = new ObjectMapper().readTree(typed.out());
    assertThat(typed.exitCode()).isEqualTo(1);
    assertThat(document.get("valid").booleanValue()).isFalse();
    assertThat(document.at("/problems/0").toString())
        .isEqualTo(
            "{\"severity\":\"error\",\"file\":\"bundles/all.yml\",\"line\":1,\"column\":8,"
                + "\"message\":\"there is no app 'wep'; did you mean 'web'?\"}");
  }

  @Test
  void aFolderThatIsNotThereIsAnError() {
    assertThat(type("validate", "nowhere"))
        .isEqualTo(
            new Typed(
                1,
                "",
                "dusty: there is no folder '"
                    + folder.resolve("nowhere")
                    + "'\ngive the folder of your specs\n"));
  }

  @Test
  void anUnknownCommandIsReportedWithTheLikelyOne() {
    assertThat(type("validte"))
        .isEqualTo(
            new Typed(
                2,
                "",
                "dusty: there is no command 'validte'\n"
                    + "did you mean 'validate'? see 'dusty --help'\n"));
  }

  @Test
  void anUnknownOptionIsWrongUsage() {
    assertThat(type("validate", "--fromat=json"))
        .isEqualTo(
            new Typed(
                2, "", "dusty: unknown option: '--fromat=json'\nsee 'dusty validate --help'\n"));
  }

  @Test
  void oneArgumentTooManyIsWrongUsage() {
    Typed typed = type("validate", ".", "more");
    assertThat(typed.exitCode()).isEqualTo(2);
    assertThat(typed.err())
        .isEqualTo("dusty: one argument too many: 'more'\nsee 'dusty validate --help'\n");
  }

  @Test
  void manyArgumentsTooManyAreAllNamed() {
    assertThat(type("validate", ".", "more", "and more").err())
        .startsWith("dusty: too many arguments: 'more', 'and more'\n");
  }

  @Test
  void ofWhatIsMissingItIsSaidWhichOneWouldDo() {
    assertThat(type("repos", "manage").err())
        .isEqualTo(
            "dusty: one of these is missing: --all, REPO\nsee 'dusty repos manage --help'\n");
  }

  @Test
  void aValueThatIsNoneIsNamedByItsParameter() {
    assertThat(type("completion", "tcsh").err())
        .startsWith("dusty: invalid value for SHELL: 'tcsh' is none of bash, zsh and fish\n");
  }

  @Test
  void noCommandIsWrongUsage() {
    assertThat(type()).isEqualTo(new Typed(2, "", "dusty: no command given\nsee 'dusty --help'\n"));
  }

  @Test
  void anUnknownFormatIsWrongUsage() {
    Typed typed = type("validate", "--format", "xml");
    assertThat(typed.exitCode()).isEqualTo(2);
    assertThat(typed.err())
        .startsWith("dusty: invalid value for option '--format': 'xml' is neither text nor json\n");
  }

  @Test
  void anAddressThatIsNoneIsWrongUsage() {
    Typed typed = type("compile", "--vm-ip", "10.0.0");
    assertThat(typed.exitCode()).isEqualTo(2);
    assertThat(typed.err())
        .startsWith("dusty: invalid value for option '--vm-ip': '10.0.0' is not an IP address\n");
  }

  @Test
  void helpIsShownForEveryCommand() {
    for (String command : new String[] {"validate", "compile", "graph", "plugins", "version"}) {
      Typed typed = type(command, "--help");
      assertThat(typed.exitCode()).as(command).isZero();
      assertThat(typed.out()).startsWith("Usage: dusty " + command);
    }
  }

  @Test
  void theVersionIsShownInAllItsForms() {
    assertThat(type("version").out()).matches("dusty \\d+\\.\\d+\\.\\d+.*\n");
    assertThat(type("-v")).isEqualTo(type("version"));
    assertThat(type("--version")).isEqualTo(type("version"));
  }

  @Test
  void withoutTargetsNothingIsCompiled() {
    SpecFolder.in(folder);
    assertThat(type("compile"))
        .isEqualTo(
            new Typed(
                1,
                "",
                "dusty: no compile target is installed\n"
                    + "see 'dusty plugins list', and put Dusty's plugin jars back\n"));
  }

  @Test
  void withoutPluginsTheListSaysSo() {
    assertThat(type("plugins", "list")).isEqualTo(new Typed(0, "No plugins are installed.\n", ""));
  }
}
