package dev.dusty.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dusty.api.UserError;
import dev.dusty.api.compile.Artifact;
import dev.dusty.api.compile.CompileInput;
import dev.dusty.api.compile.CompileStep;
import dev.dusty.api.run.Change;
import dev.dusty.api.run.MachineContext;
import dev.dusty.api.run.RunContext;
import dev.dusty.api.run.RunStep;
import dev.dusty.api.run.Undo;
import dev.dusty.config.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code dusty up} with real specs in git, a target of the test, and a step that writes a file. */
class UpTest {

  private static final String WEB =
      """
      image: busybox
      commands: {always: [a]}
      host_forwarding:
        - {host_name: local.example.com, host_port: 80, container_port: 80}
        - {host_name: local.example.com, host_port: 8080, container_port: 81}
      """;

  @TempDir Path home;
  @TempDir Path remotes;
  private final Notice notice = new Notice();
  private Dusty dusty = TestDusty.nowhere();
  private TestCaller caller = TestCaller.of(TestDusty.NOBODY, Path.of("/"));

  @BeforeEach
  void setUp() throws IOException {
    dusty = TestDusty.in(home, List.of(new Names()), notice);
    caller = TestCaller.of(TestDusty.self(dusty), home);
    String url = GitSpecs.in(remotes.resolve("specs")).with("apps/web.yml", WEB).url();
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

  /** A target that makes a file with the names of the active apps. */
  static final class Names implements CompileStep {
    @Override
    public String name() {
      return "names";
    }

    @Override
    public List<Artifact> compile(CompileInput input) {
      String names = String.join("\n", input.specs().apps().stream().map(a -> a.name()).toList());
      return List.of(
          new Artifact("names", new Artifact.Place.CommandFolder("names"), names + "\n"));
    }
  }

  /** A step that puts up a notice once the files are there. */
  private static final class Notice implements RunStep {
    private String failure = "";
    private String notStayingUp = "";

    @Override
    public String name() {
      return "notice";
    }

    @Override
    public Set<String> after() {
      return Set.of("files");
    }

    private static Path file(MachineContext context) {
      return context.files().root().resolve("notice");
    }

    @Override
    public List<Change> plan(RunContext context) {
      return Files.exists(file(context))
          ? List.of()
          : List.of(
              new Change(
                  Change.Action.CREATE, "container", "web", "image changed", List.of("image"), ""));
    }

    @Override
    public Undo apply(RunContext context) throws IOException {
      if (Files.exists(file(context))) {
        return Undo.NOTHING;
      }
      context.journal(new Undo(Map.of("new", "yes")));
      Files.writeString(file(context), "up");
      if (!failure.isEmpty()) {
        throw new UserError("port-taken", failure, "stop what has it");
      }
      return notStayingUp.isEmpty()
          ? new Undo(Map.of("new", "yes"))
          : new Undo(Map.of("new", "yes", Undo.FAILED, notStayingUp));
    }

    @Override
    public void undo(MachineContext context, Undo undo) throws IOException {
      Files.deleteIfExists(file(context));
    }
  }

  private int up() throws IOException {
    return new Up(dusty, caller, new Up.Options(true, false, false, false)).run();
  }

  private int dryRun(boolean exitCode) throws IOException {
    return new Up(dusty, caller, new Up.Options(true, false, true, exitCode)).run();
  }

  private Path names() {
    return home.resolve("machine/command_files/names");
  }

  private Path notice() {
    return home.resolve("notice");
  }

  private Path deployment() {
    return dusty.paths().state().resolve("deployment.json");
  }

  private GitSpecs specs() {
    return GitSpecs.at(remotes.resolve("specs"));
  }

  @Test
  void itBringsUpWhatTheSpecsSayAndTellsWhere() throws IOException {
    assertThat(up()).isZero();
    assertThat(caller.out())
        .isEqualTo(
            """
            Up: all
              web  http://local.example.com
              web  http://local.example.com:8080
            """);
    assertThat(caller.err()).isEqualTo("files: done\nnotice: done\n");
    assertThat(names()).hasContent("web\n");
    assertThat(notice()).exists();
  }

  @Test
  void aSecondTimeThereIsNothingToDo() throws IOException {
    up();
    caller.out();
    assertThat(up()).isZero();
    assertThat(caller.out()).isEqualTo("Nothing to do: all runs as the specs say.\n");
  }

  @Test
  void aDryRunTellsEachChangeWithItsCauseAndTouchesNothing() throws IOException {
    assertThat(dryRun(false)).isZero();
    assertThat(caller.out())
        .isEqualTo(
            """
            file %s: create
            --- /dev/null
            +++ %s
            @@ -0,0 +1,1 @@
            +web
            container web: create (image changed in apps/web.yml:1)
            """
                .formatted(names(), names()));
    assertThat(names()).doesNotExist();
    assertThat(notice()).doesNotExist();
    assertThat(deployment()).doesNotExist();
  }

  @Test
  void aDryRunCanTellByItsExitCodeWhetherThereIsSomethingToDo() throws IOException {
    assertThat(dryRun(true)).isEqualTo(4);
    up();
    caller.out();
    assertThat(dryRun(true)).isZero();
    assertThat(caller.out()).isEqualTo("Nothing to do.\n");
  }

  @Test
  void whatFailsLeavesNothingBehind() {
    notice.failure = "port 80 is taken";
    assertThatThrownBy(this::up).isInstanceOf(UserError.class).hasMessage("port 80 is taken");
    assertThat(caller.err())
        .isEqualTo("files: done\nnotice: failed\nput back as it was: notice, files\n");
    assertThat(names()).doesNotExist();
    assertThat(notice()).doesNotExist();
    assertThat(deployment()).doesNotExist();
    assertThat(caller.out()).isEmpty();
  }

  @Test
  void containersThatDoNotStayUpAreToldAndTheRestStays() {
    notice.notStayingUp = "web";
    assertThatThrownBy(this::up)
        .isInstanceOf(UserError.class)
        .hasMessage("web did not stay up; the rest runs");
    assertThat(notice()).exists();
    assertThat(deployment()).exists();
  }

  @Test
  void anEarlierRunThatWasCutOffIsPutBackFirst() throws IOException {
    Path journal = Files.createDirectories(dusty.paths().state().resolve("journal"));
    Files.writeString(
        journal.resolve("001-notice.json"),
        "{\"number\":1,\"step\":\"notice\",\"facts\":{\"new\":\"yes\"}}");
    Files.writeString(notice(), "half");
    assertThat(up()).isZero();
    assertThat(caller.err())
        .isEqualTo(
            "an earlier run was cut off; putting back what it did\n"
                + "put back as it was: notice\nfiles: done\nnotice: done\n");
    assertThat(notice()).hasContent("up");
    assertThat(journal).doesNotExist();
  }

  @Test
  void theDaemonPutsBackWhatWasCutOffAtItsStart() throws IOException {
    Path journal = Files.createDirectories(dusty.paths().state().resolve("journal"));
    Files.writeString(
        journal.resolve("001-notice.json"),
        "{\"number\":1,\"step\":\"notice\",\"facts\":{\"new\":\"yes\"}}");
    Files.writeString(notice(), "half");
    assertThat(new Recovery(dusty).run())
        .containsExactly("the last 'dusty up' was cut off", "put back as it was: notice");
    assertThat(notice()).doesNotExist();
    assertThat(new Recovery(dusty).run()).isEmpty();
  }

  @Test
  void aRestoreThatWasCutOffOnAnotherMachineWaitsForIt() throws IOException {
    Path mark = dusty.paths().state().resolve("restores/boot2docker");
    Files.createDirectories(mark.getParent());
    Files.writeString(mark, home.resolve("nowhere").toString());
    String warning =
        "a restore on machine 'boot2docker' was cut off,"
            + " and is brought to its end once that machine is in use again";
    assertThat(new Recovery(dusty).run())
        .containsExactly("the last 'dusty disk restore' was cut off", "warning: " + warning);
    assertThat(up()).isZero();
    assertThat(caller.err()).contains(warning);
    assertThat(mark).exists();
  }

  @Test
  void aCancelledUpIsPutBack() {
    caller.cancel();
    assertThatThrownBy(this::up).isInstanceOf(CancellationException.class);
    assertThat(names()).doesNotExist();
    assertThat(deployment()).doesNotExist();
  }

  @Test
  void aCommitIsThereAfterPulling() throws IOException {
    up();
    specs()
        .with("apps/api.yml", "image: busybox\ncommands: {always: [a]}\n")
        .with("bundles/all.yml", "apps: [web, api]\n");
    up();
    assertThat(names()).hasContent("web\n");
    new Up(dusty, caller, new Up.Options(true, true, false, false)).run();
    assertThat(names()).hasContent("api\nweb\n");
  }

  @Test
  void portsStayWhereTheyAreWhenAnAppComesBefore() throws IOException {
    up();
    String before = Files.readString(deployment());
    specs()
        .with("apps/api.yml", WEB.replace("local.", "api.").replace("busybox", "other"))
        .with("bundles/all.yml", "apps: [web, api]\n");
    Files.delete(notice());
    new Up(dusty, caller, new Up.Options(true, true, false, false)).run();
    List<String> ports = new ArrayList<>();
    for (String of : new String[] {before, Files.readString(deployment())}) {
      Matcher matcher = Pattern.compile("\"app\":\"web\"[^}]*").matcher(of);
      StringBuilder all = new StringBuilder();
      while (matcher.find()) {
        all.append(matcher.group()).append('\n');
      }
      ports.add(all.toString());
    }
    assertThat(ports.get(0)).isNotEmpty().isEqualTo(ports.get(1));
  }

  @Test
  void withoutRunStepsNothingIsBroughtUp() throws IOException {
    dusty = TestDusty.in(home, List.of(new Names()));
    assertThatThrownBy(this::up)
        .isInstanceOf(UserError.class)
        .hasMessage("no plugin has a run step, so nothing can be brought up");
    assertThat(names()).doesNotExist();
  }

  @Test
  void withoutTargetsNothingIsTouched() throws IOException {
    dusty = TestDusty.in(home, List.of(), notice);
    assertThatThrownBy(this::up)
        .isInstanceOf(UserError.class)
        .hasMessage("no compile target is installed");
    assertThat(notice()).doesNotExist();
  }

  @Test
  void aMachineThatNoPluginHasIsToldWithThoseThatAre() throws IOException {
    dusty.configFile().write(dusty.configFile().read().with(Config.MACHINE, "cloud"));
    assertThatThrownBy(this::up)
        .isInstanceOf(UserError.class)
        .hasMessage("no plugin has a machine 'cloud'")
        .extracting(e -> ((UserError) e).remedy())
        .isEqualTo("dusty config set machine NAME, with one of: folder");
  }
}
