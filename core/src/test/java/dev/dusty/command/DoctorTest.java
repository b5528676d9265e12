package dev.dusty.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dusty.api.UserError;
import dev.dusty.api.run.Change;
import dev.dusty.api.run.MachineContext;
import dev.dusty.api.run.RunContext;
import dev.dusty.api.run.RunStep;
import dev.dusty.api.run.Undo;
import dev.dusty.api.step.Finding;
import dev.dusty.config.Config;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code dusty doctor} with real files and specs, and steps that find what a test says. */
class DoctorTest {

  @TempDir Path home;
  @TempDir Path remotes;
  private Dusty dusty = TestDusty.nowhere();
  private TestCaller caller = TestCaller.of(TestDusty.NOBODY, Path.of("/"));

  /** A step that finds what a function finds, and mends by removing a file. */
  private record Finder(String name, Function<MachineContext, List<Finding>> finding)
      implements RunStep {

    @Override
    public List<Change> plan(RunContext context) {
      return List.of();
    }

    @Override
    public Undo apply(RunContext context) {
      return Undo.NOTHING;
    }

    @Override
    public void undo(MachineContext context, Undo undo) {}

    @Override
    public List<Finding> diagnose(MachineContext context) {
      return finding.apply(context);
    }

    @Override
    public void fix(MachineContext context, Finding found) throws IOException {
      Files.delete(context.files().root().resolve("trouble"));
    }
  }

  private static final Finder SOUND =
      new Finder("sound", context -> List.of(Finding.fine("thing", "the thing is there")));

  private static final Finder TROUBLE =
      new Finder(
          "trouble",
          context ->
              Files.exists(context.files().root().resolve("trouble"))
                  ? List.of(
                      Finding.broken("trouble", "there is trouble", "it hurts", "remove it")
                          .thatCanBeFixed())
                  : List.of());

  @BeforeEach
  void healthy() throws IOException {
    with(SOUND);
    caller = TestCaller.of(TestDusty.self(dusty), home);
    Files.createDirectories(dusty.paths().state());
    Files.setPosixFilePermissions(
        dusty.paths().state(), PosixFilePermissions.fromString("rwx--x--x"));
    Files.createDirectories(dusty.paths().socket().getParent());
    Files.createFile(dusty.paths().socket());
    Files.setPosixFilePermissions(
        dusty.paths().socket(), PosixFilePermissions.fromString("rw-rw-rw-"));
    String url = GitSpecs.in(remotes.resolve("specs")).url();
    dusty
        .configFile()
        .write(
            Config.NONE
                .with(Config.USERNAME, caller.user().name())
                .with(Config.SPECS_REPO, url)
                .withBundles(List.of("all")));
    new Repos(dusty, caller).update();
    caller.err();
  }

  private void with(RunStep... steps) throws IOException {
    dusty = TestDusty.in(home, List.of(new UpTest.Names()), steps);
  }

  private int doctor() throws IOException {
    return new Doctor(dusty, caller, true).run(false, false);
  }

  private int fix() throws IOException {
    return new Doctor(dusty, caller, true).run(true, false);
  }

  @Test
  void whereAllIsWellItSaysSoAndEndsWell() throws IOException {
    int code = doctor();
    String out = caller.out();
    assertThat(out).contains("ok       sound: the thing is there\n").endsWith("All is well.\n");
    assertThat(code).isZero();
  }

  @Test
  void whatIsBrokenIsToldWithWhyAndWhatToDoAndFails() throws IOException {
    with(TROUBLE);
    Files.createFile(home.resolve("trouble"));
    assertThat(doctor()).isEqualTo(ExitCode.FAILED);
    assertThat(caller.out())
        .contains(
            """
            broken   trouble: there is trouble
                     why: it hurts
                     mend: remove it (or: dusty doctor --fix)
            """)
        .endsWith("1 broken, 0 warnings; 'dusty doctor --fix' mends 1 of them.\n");
    assertThat(home.resolve("trouble")).exists();
  }

  @Test
  void requiredAssetsThatAreNotSetAreNamedEachWithTheCommandThatSetsIt() throws IOException {
    GitSpecs.at(remotes.resolve("specs"))
        .with(
            "apps/web.yml",
            """
            image: busybox
            commands: {always: [a]}
            assets:
              - {name: KEY, path: /key}
              - {name: MAY, path: /may, required: false}
            """);
    new Repos(dusty, caller).update();
    assertThat(doctor()).isEqualTo(ExitCode.FAILED);
    assertThat(caller.out())
        .contains(
            """
            broken   dusty: the required asset 'KEY' is not set (for web)
                     why: 'dusty up' brings nothing up before it is
                     mend: dusty assets set KEY FILE
            """)
        .doesNotContain("MAY");
    Files.writeString(home.resolve("file"), "secret");
    new Assets(dusty, caller).set("KEY", "file");
    assertThat(doctor()).isZero();
  }

  @Test
  void aSettingThatNamesAnAppWhichIsNotThereIsToldWithTheOneThatIsMeant() throws IOException {
    dusty.configFile().write(dusty.configFile().read().with("owned", "web, webb"));
    doctor();
    assertThat(caller.out())
        .contains(
            """
            warning  dusty: 'owned' names the app 'webb', which is not in the specs; did you mean 'web'?
                     why: the setting means nobody there
                     mend: correct it with 'dusty config set'; apps: web
            """);
  }

  @Test
  void theFixMendsAndSaysWhatItDid() throws IOException {
    with(TROUBLE);
    Files.createFile(home.resolve("trouble"));
    assertThat(fix()).isZero();
    assertThat(caller.out())
        .startsWith("mended      trouble: there is trouble\n")
        .endsWith("All is well.\n");
    assertThat(home.resolve("trouble")).doesNotExist();
  }

  @Test
  void aFixThatFailsIsToldAndTheRestGoesOn() throws IOException {
    with(
        new Finder(
            "stubborn",
            context ->
                List.of(
                    Finding.broken("stubborn", "it is stubborn", "it hurts", "remove it")
                        .thatCanBeFixed())),
        TROUBLE);
    Files.createFile(home.resolve("trouble"));
    // The first fix removes what the second one would.
    assertThat(fix()).isEqualTo(ExitCode.FAILED);
    assertThat(caller.out())
        .contains("mended      stubborn: it is stubborn\n")
        .contains("not mended  trouble: there is trouble\n")
        .contains("broken   stubborn: it is stubborn\n");
  }

  @Test
  void aPluginThatThrowsIsNamedAndTheRestGoesOn() throws IOException {
    with(
        new Finder(
            "awry",
            context -> {
              throw new IllegalStateException("oops");
            }),
        SOUND);
    assertThat(doctor()).isEqualTo(ExitCode.FAILED);
    assertThat(caller.out())
        .contains("broken   awry: step 'awry' of plugin 'tests' failed:")
        .contains("oops")
        .contains("ok       sound: the thing is there\n");
  }

  @Test
  void aDamagedConfigurationIsToldWithItsLineAndPluginsLookAllTheSame() throws IOException {
    Files.writeString(dusty.paths().config(), "username: [\n");
    assertThat(doctor()).isEqualTo(ExitCode.FAILED);
    assertThat(caller.out())
        .contains("broken   dusty: " + dusty.paths().config() + ":")
        .contains("ok       sound: the thing is there\n");
  }

  @Test
  void beforeTheSetupThatIsAllThatIsBroken() throws IOException {
    Files.delete(dusty.paths().config());
    assertThat(doctor()).isEqualTo(ExitCode.FAILED);
    assertThat(caller.out())
        .contains("broken   dusty: Dusty is not set up yet\n")
        .endsWith("1 broken, 0 warnings.\n");
  }

  @Test
  void withoutADaemonThatIsToldAndTheRestIsLookedAt() throws IOException {
    assertThat(new Doctor(dusty, caller, false).run(false, false)).isEqualTo(ExitCode.FAILED);
    assertThat(caller.out())
        .startsWith("broken   dusty: no daemon answers at '" + dusty.paths().socket() + "'\n")
        .contains("ok       sound: the thing is there\n");
  }

  @Test
  void keysThatNobodyReadsAndFoldersThatAreGoneAreTold() throws IOException {
    Config config = dusty.configFile().read();
    dusty
        .configFile()
        .write(
            config
                .with("imag", "x")
                .with("vm_memory_size", "much")
                .withOverrides(Map.of("github.com/org/web", "/nowhere/web"))
                .withBundles(List.of("al")));
    assertThat(doctor()).isEqualTo(ExitCode.FAILED);
    assertThat(caller.out())
        .contains("warning  dusty: in the configuration, there is no key 'imag'")
        .contains("broken   dusty: 'much' is no value for 'vm_memory_size'\n")
        .contains("the folder '/nowhere/web', which is used for the repo github.com/org/web")
        .contains("dusty repos manage web\n")
        .contains("the active bundle 'al' is not in the specs; did you mean 'all'?\n");
  }

  @Test
  void invalidSpecsAreToldWithHowManyErrorsThereAre() throws IOException {
    GitSpecs.at(remotes.resolve("specs")).with("apps/web.yml", "imag: x\n");
    assertThatThrownBy(() -> new Repos(dusty, caller).update()).isInstanceOf(UserError.class);
    caller.out();
    assertThat(doctor()).isEqualTo(ExitCode.FAILED);
    assertThat(caller.out()).containsPattern("the specs in '.*' have \\d errors, such as apps/web");
  }

  @Test
  void specsThatAreNotThereYetAreGotByTheFix() throws IOException {
    deleteTree(dusty.paths().managedRepos());
    assertThat(doctor()).isEqualTo(ExitCode.FAILED);
    assertThat(caller.out()).contains("there are no specs at '");
    assertThat(fix()).isZero();
    assertThat(caller.out()).startsWith("mended      dusty: there are no specs at '");
  }

  @Test
  void filesThatOthersCanReadAreClosedByTheFix() throws IOException {
    Files.setPosixFilePermissions(
        dusty.paths().config(), PosixFilePermissions.fromString("rw-r--r--"));
    Files.setPosixFilePermissions(
        dusty.paths().socket(), PosixFilePermissions.fromString("rw-------"));
    assertThat(doctor()).isZero();
    assertThat(caller.out())
        .endsWith("0 broken, 2 warnings; 'dusty doctor --fix' mends 2 of them.\n");
    fix();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dusty.paths().config())))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dusty.paths().socket())))
        .isEqualTo("rw-rw-rw-");
  }

  @Test
  void aRunThatWasCutOffIsPutBackByTheFix() throws IOException {
    Files.createDirectories(dusty.paths().state().resolve("journal"));
    assertThat(doctor()).isEqualTo(ExitCode.FAILED);
    assertThat(caller.out()).contains("an earlier 'dusty up' was cut off");
    assertThat(fix()).isZero();
    assertThat(dusty.paths().state().resolve("journal")).doesNotExist();
  }

  @Test
  void aPortThatSomebodyElseHasIsToldWithTheAppThatNeedsIt() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      GitSpecs.at(remotes.resolve("specs"))
          .with(
              "apps/web.yml",
              """
              image: busybox
              commands: {always: [a]}
              host_forwarding:
                - {host_name: a.test, host_port: %d, container_port: 80}
              """
                  .formatted(taken.getLocalPort()));
      new Repos(dusty, caller).update();
      assertThat(doctor()).isEqualTo(ExitCode.FAILED);
      assertThat(caller.out())
          .contains("port 127.0.0.1:%d, which web needs, is taken".formatted(taken.getLocalPort()));
    }
  }

  @Test
  void programsGetAllOfItAsJson() throws IOException {
    with(TROUBLE);
    Files.createFile(home.resolve("trouble"));
    new Doctor(dusty, caller, true).run(true, true);
    JsonNode document = new ObjectMapper().readTree(caller.out());
    assertThat(document.get("healthy").booleanValue()).isTrue();
    assertThat(document.at("/mended/0").toString())
        .isEqualTo(
            "{\"by\":\"trouble\",\"code\":\"trouble\",\"what\":\"there is trouble\","
                + "\"mended\":true,\"failure\":\"\"}");
    assertThat(document.at("/findings/0").toString())
        .isEqualTo(
            "{\"by\":\"dusty\",\"code\":\"version\",\"severity\":\"fine\",\"what\":\"Dusty 1.2.3\","
                + "\"why\":\"\",\"remedy\":\"\",\"fixable\":false}");
  }

  private static void deleteTree(Path folder) throws IOException {
    try (var paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
