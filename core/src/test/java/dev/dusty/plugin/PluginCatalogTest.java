package dev.dusty.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.tuple;

import dev.dusty.api.Settings;
import dev.dusty.api.compile.ActiveSpecs;
import dev.dusty.api.compile.CompileInput;
import dev.dusty.api.compile.CompileStep;
import dev.dusty.api.compile.Owner;
import dev.dusty.api.compile.PortPlan;
import dev.dusty.api.compile.Site;
import dev.dusty.plugin.PluginReport.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is loaded of a folder of real jars, what is refused, and what a plugin sees. */
class PluginCatalogTest {

  @TempDir Path folder;
  private Path own = Path.of("");
  private Path team = Path.of("");

  @BeforeEach
  void makeFolders() throws IOException {
    own = Files.createDirectory(folder.resolve("own"));
    team = Files.createDirectory(folder.resolve("team"));
  }

  private PluginCatalog load() {
    return PluginCatalog.load(new PluginFolders(own, List.of(team)), "1.0.0");
  }

  private static List<String> names(PluginCatalog catalog) {
    return catalog.compileSteps().stream().map(loaded -> loaded.step().name()).toList();
  }

  private void expectRefused(String id, String reason) {
    assertThat(load().refused())
        .singleElement()
        .satisfies(
            report -> {
              assertThat(report.id()).isEqualTo(id);
              assertThat(report.reason()).isEqualTo(reason);
              assertThat(report.steps()).isEmpty();
            });
  }

  private static String run(CompileStep step) {
    CompileInput input =
        new CompileInput(
            new ActiveSpecs(List.of(), List.of(), List.of(), List.of(), List.of()),
            new PortPlan(List.of()),
            Site.at("127.0.0.1", "172.17.0.1"),
            Settings.DEFAULTS,
            Owner.ROOT,
            Map.of(),
            Set.of());
    return step.compile(input).getFirst().content();
  }

  private String runOnly() {
    return run(load().compileSteps().getFirst().step());
  }

  @Test
  void pluginsOfBothFoldersAreLoadedAndSorted() {
    PluginJar.compiling("b", "beta", "").in(own, "b.jar");
    PluginJar.compiling("a", "alpha", "").in(team, "z.jar");
    PluginCatalog catalog = load();
    assertThat(names(catalog)).containsExactly("alpha", "beta");
    assertThat(catalog.reports())
        .extracting(PluginReport::id, PluginReport::state)
        .containsExactly(tuple("a", State.LOADED), tuple("b", State.LOADED));
  }

  @Test
  void aReportTellsWhatAPluginIs() {
    Path jar = PluginJar.compiling("a", "alpha", "").in(own, "a.jar");
    assertThat(load().reports())
        .containsExactly(
            new PluginReport(
                "a",
                "1.2.3",
                "A plugin of a test",
                jar,
                List.of("compile alpha"),
                State.LOADED,
                ""));
  }

  @Test
  void foldersThatAreNotThereHaveNoPlugins() {
    PluginCatalog catalog =
        PluginCatalog.load(
            new PluginFolders(folder.resolve("x"), List.of(folder.resolve("y"))), "1.0.0");
    assertThat(catalog.reports()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dev.dusty.plugin.PluginCatalog",
        "dev.dusty.spec.Specs",
        "org.pf4j.PluginManager",
        "org.yaml.snakeyaml.Yaml",
        "picocli.CommandLine",
        "com.fasterxml.jackson.databind.ObjectMapper"
      })
  void aPluginSeesNothingOfDustyButTheContract(String className) {
    assertThatCode(() -> Class.forName(className)).doesNotThrowAnyException();
    PluginJar.compiling(
            "a",
            "alpha",
            """
            try { text = Class.forName("%s").getName(); }
            catch (ClassNotFoundException e) { text = "unseen"; }
            """
                .formatted(className))
        .in(team, "a.jar");
    assertThat(runOnly()).isEqualTo("unseen");
  }

  @Test
  void aPluginInAFolderSeesItsOwnJars() throws IOException {
    Path lib = Files.createDirectories(team.resolve("a/lib"));
    Path helper =
        PluginJar.empty()
            .source(
                "q.Helper",
                "package q; public class Helper { public static String hi() { return \"hi\"; } }")
            .in(lib, "helper.jar");
    PluginJar.compiling("a", "alpha", "text = q.Helper.hi();")
        .compiledWith(helper)
        .in(lib, "step.jar");
    Files.createDirectories(team.resolve("a/META-INF"));
    Files.writeString(
        team.resolve("a/META-INF/MANIFEST.MF"), "Plugin-Id: a\nPlugin-Version: 1.0.0\n");
    assertThat(runOnly()).isEqualTo("hi");
  }

  @Test
  void twoPluginsWithClassesOfOneNameDoNotMeet() {
    for (String id : List.of("a", "b")) {
      PluginJar.compiling(id, id, "text = p.Shared.NAME;")
          .source(
              "p.Shared",
              "package p; class Shared { static final Object KEY = new Object(); static final String NAME = new String(\"of-"
                  + id
                  + "\"); }")
          .in(team, id + ".jar");
    }
    assertThat(load().compileSteps())
        .extracting(loaded -> run(loaded.step()))
        .containsExactly("of-a", "of-b");
  }

  @Test
  void aTeamsPluginReplacesDustysOwnOfTheSameId() {
    Path ownJar = PluginJar.compiling("nginx", "nginx", "text = \"own\";").in(own, "nginx.jar");
    Path teamJar = PluginJar.compiling("nginx", "nginx", "text = \"team\";").in(team, "n.jar");
    assertThat(runOnly()).isEqualTo("team");
    assertThat(load().reports())
        .filteredOn(report -> report.source().equals(ownJar))
        .singleElement()
        .satisfies(
            report -> {
              assertThat(report.state()).isEqualTo(State.REPLACED);
              assertThat(report.reason()).isEqualTo("replaced by '" + teamJar + "'");
            });
  }

  @Test
  void ofTwoTeamPluginsWithOneIdTheSecondIsRefused() {
    Path first = PluginJar.compiling("a", "alpha", "").in(team, "1.jar");
    PluginJar.compiling("a", "beta", "").in(team, "2.jar");
    expectRefused("a", "'" + first + "' has the same id; remove one of the two");
    assertThat(names(load())).containsExactly("alpha");
  }

  @Test
  void ofTwoPluginsWithOneStepTheSecondIsRefused() {
    PluginJar.compiling("a", "alpha", "").in(team, "1.jar");
    PluginJar.compiling("b", "alpha", "").in(team, "2.jar");
    expectRefused("b", "'compile alpha' is of plugin 'a' already; rename or remove one");
  }

  @Test
  void ofTwoPluginsWithOneConfigKeyTheSecondIsRefused() {
    String keys =
        "public List<ConfigKey> configKeys() { return List.of(ConfigKey.text(\"a_key\", \"\", \"\")); }";
    PluginJar.of("a").step("p.Step", "alpha", keys, "").in(team, "1.jar");
    PluginJar.of("b").step("p.Step", "beta", keys, "").in(team, "2.jar");
    expectRefused("b", "'config key a_key' is of plugin 'a' already; rename or remove one");
  }

  @Test
  void aPluginThatNeedsANewerContractIsRefused() {
    PluginJar.compiling("a", "alpha", "").attribute("Plugin-Requires", ">=1.1.0").in(team, "a.jar");
    expectRefused(
        "a",
        "it needs version >=1.1.0 of the plugin contract, and this Dusty has 1.0.0; upgrade one of"
            + " the two");
  }

  @Test
  void aDeclaredClassThatIsMissingIsReported() {
    PluginJar.of("a").service("dev.dusty.api.compile.CompileStep", "p.Gone").in(team, "a.jar");
    expectRefused("a", "p.Gone, declared as CompileStep, cannot be used: there is no such class");
  }

  @Test
  void onePluginWithABadAndAGoodStepIsRefusedWhole() {
    PluginJar.compiling("a", "alpha", "")
        .service("dev.dusty.api.compile.CompileStep", "p.Gone # later")
        .in(team, "a.jar");
    assertThat(load().compileSteps()).isEmpty();
    expectRefused("a", "p.Gone, declared as CompileStep, cannot be used: there is no such class");
  }

  @Test
  void aClassOfTheWrongKindIsReported() {
    PluginJar.of("a")
        .source("p.Step", "package p; public class Step {}")
        .service("dev.dusty.api.compile.CompileStep", "p.Step")
        .in(team, "a.jar");
    expectRefused(
        "a",
        "p.Step, declared as CompileStep, cannot be used: it does not implement"
            + " dev.dusty.api.compile.CompileStep");
  }

  @Test
  void aConstructorThatFailsIsReported() {
    PluginJar.of("a")
        .step(
            "p.Step",
            "alpha",
            "public Step() { throw new IllegalStateException(\"no disk\"); }",
            "")
        .in(team, "a.jar");
    expectRefused(
        "a",
        "p.Step, declared as CompileStep, cannot be used: its constructor failed:"
            + " java.lang.IllegalStateException: no disk");
  }

  @Test
  void aConstructorWithParametersIsReported() {
    PluginJar.of("a").step("p.Step", "alpha", "public Step(int x) {}", "").in(team, "a.jar");
    expectRefused(
        "a",
        "p.Step, declared as CompileStep, cannot be used: it has no public constructor without"
            + " parameters");
  }

  @Test
  void aPluginWithoutExtensionsIsReported() {
    PluginJar.of("a").in(team, "a.jar");
    expectRefused("a", "it declares no extension in META-INF/services");
  }

  @Test
  void aNameThatIsNotInKebabCaseIsReported() {
    PluginJar.compiling("a", "My Step", "").in(team, "a.jar");
    expectRefused(
        "a",
        "p.Step, declared as CompileStep, cannot be used: its name 'My Step' is not in kebab-case");
  }

  @Test
  void aNameThatCannotBeToldIsReported() {
    PluginJar.of("a")
        .source(
            "p.Step",
            """
            package p;
            public class Step implements dev.dusty.api.compile.CompileStep {
              public String name() { throw new IllegalStateException("no name"); }
              public java.util.List<dev.dusty.api.compile.Artifact> compile(
                  dev.dusty.api.compile.CompileInput input) { return java.util.List.of(); }
            }
            """)
        .service("dev.dusty.api.compile.CompileStep", "p.Step")
        .in(team, "a.jar");
    expectRefused(
        "a",
        "p.Step, declared as CompileStep, cannot be used: name() failed:"
            + " java.lang.IllegalStateException: no name");
  }

  @Test
  void aJarWithoutAnIdIsReported() {
    PluginJar.empty().in(team, "a.jar");
    expectRefused("a.jar", "its manifest has no 'Plugin-Id'; it is no plugin");
  }

  @Test
  void aJarWithoutAVersionIsReported() {
    PluginJar.empty().attribute("Plugin-Id", "a").in(team, "a.jar");
    expectRefused("a", "its manifest has no 'Plugin-Version'");
  }

  @Test
  void aFileThatIsNoJarIsReported() throws IOException {
    Files.writeString(team.resolve("a.jar"), "no zip at all");
    assertThat(load().refused())
        .singleElement()
        .satisfies(
            report -> {
              assertThat(report.id()).isEqualTo("a.jar");
              assertThat(report.reason())
                  .startsWith("it is damaged, or no jar at all; put it here again: ");
            });
  }

  @Test
  void aBadPluginHurtsNoOther() throws IOException {
    Files.writeString(team.resolve("a.jar"), "no zip at all");
    PluginJar.compiling("b", "beta", "").in(team, "b.jar");
    assertThat(names(load())).containsExactly("beta");
  }

  @Test
  void aTeamJarThatOthersCanWriteIsRefused() throws IOException {
    Path jar = PluginJar.compiling("a", "alpha", "").in(team, "a.jar");
    Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("rw-r--rw-"));
    expectRefused(
        "a.jar",
        "'%s' can be written by others; plugins run with Dusty's rights, so forbid it: chmod go-w '%s'"
            .formatted(jar, jar));
  }

  @Test
  void aTeamFolderThatOthersCanWriteIsRefused() throws IOException {
    PluginJar.compiling("a", "alpha", "").in(team, "a.jar");
    Files.setPosixFilePermissions(team, PosixFilePermissions.fromString("rwxr-xrwx"));
    expectRefused(
        "a.jar",
        "'%s' can be written by others; plugins run with Dusty's rights, so forbid it: chmod go-w '%s'"
            .formatted(team, team));
  }

  @Test
  void dustysOwnFolderIsTrustedAsTheRestOfIt() throws IOException {
    Path jar = PluginJar.compiling("a", "alpha", "").in(own, "a.jar");
    Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("rw-rw-rw-"));
    assertThat(names(load())).containsExactly("alpha");
  }

  @Test
  void aStepThatIsOfTwoKindsIsBoth() {
    PluginJar.of("a")
        .source(
            "p.Both",
            """
            package p;
            import dev.dusty.api.compile.*;
            import dev.dusty.api.run.*;
            import java.util.*;
            public class Both implements CompileStep, RunStep {
              public String name() { return "both"; }
              public List<Artifact> compile(CompileInput input) { return List.of(); }
              public List<Change> plan(RunContext context) { return List.of(); }
              public Undo apply(RunContext context) { throw new IllegalStateException(); }
              public void undo(MachineContext context, Undo undo) {}
            }
            """)
        .service("dev.dusty.api.compile.CompileStep", "p.Both")
        .service("dev.dusty.api.run.RunStep", "p.Both")
        .in(team, "a.jar");
    assertThat(load().reports())
        .singleElement()
        .satisfies(
            report -> {
              assertThat(report.reason()).isEmpty();
              assertThat(report.steps()).containsExactly("compile both", "run both");
            });
    assertThat(load().runSteps()).hasSize(1);
  }

  @Test
  void whatAPluginDeclaresInSeveralJarsIsAllFound() throws IOException {
    Path lib = Files.createDirectories(team.resolve("a/lib"));
    PluginJar.compiling("a", "alpha", "").in(lib, "1.jar");
    PluginJar.empty().step("p.Other", "beta", "", "").in(lib, "2.jar");
    assertThat(names(load())).containsExactly("alpha", "beta");
  }

  @Test
  void aPluginThatAsksForAnotherPluginIsRefusedAndHurtsNoOther() {
    PluginJar.compiling("a", "alpha", "").attribute("Plugin-Dependencies", "x").in(team, "a.jar");
    PluginJar.compiling("b", "beta", "").in(team, "b.jar");
    expectRefused(
        "a",
        "its manifest has 'Plugin-Dependencies', but no plugin sees another; pack what it needs"
            + " into it");
    assertThat(names(load())).containsExactly("beta");
  }

  @Test
  void aPlainVersionMeansAtLeastThatOne() {
    PluginJar.compiling("a", "alpha", "").attribute("Plugin-Requires", "0.9.0").in(team, "a.jar");
    assertThat(names(load())).containsExactly("alpha");
  }

  @Test
  void twoStepsOfOnePluginMayReadTheSameKey() {
    String keys =
        "public List<ConfigKey> configKeys() { return List.of(ConfigKey.text(\"a_key\", \"\", \"\")); }";
    PluginJar.of("a")
        .step("p.One", "alpha", keys, "")
        .step("p.Two", "beta", keys, "")
        .in(team, "a.jar");
    assertThat(names(load())).containsExactly("alpha", "beta");
  }

  @Test
  void aStaticInitializerThatFailsIsReported() {
    PluginJar.of("a")
        .step("p.Step", "alpha", "static final int X = Integer.parseInt(\"x\");", "")
        .in(team, "a.jar");
    expectRefused(
        "a",
        "p.Step, declared as CompileStep, cannot be used: its static initializer failed:"
            + " java.lang.NumberFormatException: For input string: \"x\"");
  }

  @Test
  void aTeamsPluginThatIsBrokenLeavesDustysOwnInPlace() {
    PluginJar.compiling("nginx", "nginx", "text = \"own\";").in(own, "nginx.jar");
    PluginJar.of("nginx").in(team, "n.jar");
    assertThat(runOnly()).isEqualTo("own");
    expectRefused("nginx", "it declares no extension in META-INF/services");
  }

  @Test
  void aMissingClassThatAStepNeedsIsNamed() {
    Path helper =
        PluginJar.empty()
            .source("q.Helper", "package q; public class Helper {}")
            .in(folder, "helper.jar");
    PluginJar.of("a")
        .step("p.Step", "alpha", "private final Object helper = new q.Helper();", "")
        .compiledWith(helper)
        .in(team, "a.jar");
    expectRefused(
        "a",
        "p.Step, declared as CompileStep, cannot be used: its constructor failed:"
            + " java.lang.NoClassDefFoundError: q/Helper");
  }

  @Test
  void aParentClassThatIsMissingIsNamed() {
    Path helper =
        PluginJar.empty()
            .source("q.Parent", "package q; public class Parent {}")
            .in(folder, "helper.jar");
    PluginJar.of("a")
        .source("p.Step", "package p; public class Step extends q.Parent {}")
        .service("dev.dusty.api.compile.CompileStep", "p.Step")
        .compiledWith(helper)
        .in(team, "a.jar");
    expectRefused(
        "a",
        "p.Step, declared as CompileStep, cannot be used: java.lang.NoClassDefFoundError: q/Parent");
  }

  @Test
  void aClassThatIsNotPublicIsReported() {
    PluginJar.of("a")
        .source(
            "p.Step",
            """
            package p;
            class Step implements dev.dusty.api.compile.CompileStep {
              public Step() {}
              public String name() { return "alpha"; }
              public java.util.List<dev.dusty.api.compile.Artifact> compile(
                  dev.dusty.api.compile.CompileInput input) { return java.util.List.of(); }
            }
            """)
        .service("dev.dusty.api.compile.CompileStep", "p.Step")
        .in(team, "a.jar");
    expectRefused("a", "p.Step, declared as CompileStep, cannot be used: it is not public");
  }

  @Test
  void anEmptyServiceFileIsReported() {
    PluginJar.of("a")
        .service("dev.dusty.api.compile.CompileStep", "# nothing yet")
        .in(team, "a.jar");
    expectRefused("a", "it declares no extension in META-INF/services");
  }

  @Test
  void aRequirementThatIsNoVersionRangeIsReported() {
    PluginJar.compiling("a", "alpha", "").attribute("Plugin-Requires", "new!").in(team, "a.jar");
    expectRefused("a", "its manifest's 'Plugin-Requires' is no version range: 'new!'");
  }

  @Test
  void aJarThatWasCutOffIsReported() throws IOException {
    Path jar = PluginJar.compiling("a", "alpha", "").in(team, "a.jar");
    byte[] whole = Files.readAllBytes(jar);
    Files.write(jar, Arrays.copyOf(whole, whole.length / 2));
    assertThat(load().refused())
        .singleElement()
        .satisfies(
            report ->
                assertThat(report.reason())
                    .startsWith("it is damaged, or no jar at all; put it here again: "));
  }

  @Test
  void anArchiveThatWasNotUnpackedIsReported() throws IOException {
    Files.createFile(team.resolve("a.zip"));
    expectRefused(
        "a.zip",
        "it is neither a jar nor a folder with jars in 'lib'; make it one, or move it elsewhere");
  }

  @Test
  void aFolderWithoutJarsIsReported() throws IOException {
    Files.createDirectory(team.resolve("a"));
    expectRefused(
        "a",
        "it is neither a jar nor a folder with jars in 'lib'; make it one, or move it elsewhere");
  }

  @Test
  void aFolderWithTwoPluginsInItIsRefused() throws IOException {
    Path lib = Files.createDirectories(team.resolve("a/lib"));
    PluginJar.compiling("a", "alpha", "").in(lib, "1.jar");
    PluginJar.compiling("b", "beta", "").in(lib, "2.jar");
    expectRefused(
        "a",
        "more than one jar in its 'lib' is a plugin: 1.jar and 2.jar; give each a folder of its"
            + " own");
  }

  @Test
  void filesThatAreNoPluginsAreLeftAlone() throws IOException {
    Files.writeString(team.resolve("README"), "Plugins of the team");
    Files.writeString(team.resolve("a.jar.off"), "switched off");
    Files.writeString(team.resolve(".a.jar"), "half copied");
    assertThat(load().reports()).isEmpty();
  }

  @Test
  void ofTwoTeamFoldersTheFirstOneCounts() throws IOException {
    Path second = Files.createDirectory(folder.resolve("a-second"));
    PluginJar.compiling("a", "alpha", "").in(team, "a.jar");
    PluginJar.compiling("a", "beta", "").in(second, "a.jar");
    PluginCatalog catalog =
        PluginCatalog.load(new PluginFolders(own, List.of(team, second)), "1.0.0");
    assertThat(names(catalog)).containsExactly("alpha");
    assertThat(catalog.refused())
        .extracting(PluginReport::source)
        .containsExactly(second.resolve("a.jar"));
  }

  @Test
  void aLinkIsFollowedToTheJarThatWasChecked() throws IOException {
    Path store = Files.createDirectory(folder.resolve("store"));
    Path jar = PluginJar.compiling("a", "alpha", "").in(store, "a-1.0.jar");
    Files.createSymbolicLink(team.resolve("a.jar"), jar);
    assertThat(load().reports()).extracting(PluginReport::source).containsExactly(jar);
  }

  @Test
  void aLinkToAPlaceThatOthersCanWriteIsRefused() throws IOException {
    Path store = Files.createDirectory(folder.resolve("store"));
    Path jar = PluginJar.compiling("a", "alpha", "").in(store, "a-1.0.jar");
    Files.createSymbolicLink(team.resolve("a.jar"), jar);
    Files.setPosixFilePermissions(store, PosixFilePermissions.fromString("rwxr-xrwx"));
    expectRefused(
        "a.jar",
        "'%s' can be written by others; plugins run with Dusty's rights, so forbid it: chmod go-w '%s'"
            .formatted(store, store));
  }
}
