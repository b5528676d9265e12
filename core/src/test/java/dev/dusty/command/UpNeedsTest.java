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
import dev.dusty.api.step.HostUser;
import dev.dusty.config.Config;
import dev.dusty.protocol.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code dusty up} wants of its user: assets, and logins to registries. */
class UpNeedsTest {

  private static final String WEB = "image: busybox\ncommands: {always: [a]}\n";
  private static final String PRIVATE =
      "image: localhost:5000/web\nimage_requires_login: true\ncommands: {always: [a]}\n";

  @TempDir Path home;
  @TempDir Path remotes;
  private final Once once = new Once();
  private Dusty dusty = TestDusty.nowhere();
  private TestCaller caller = TestCaller.of(TestDusty.NOBODY, Path.of("/"));

  /** A target without files. */
  private static final class Nothing implements CompileStep {
    @Override
    public String name() {
      return "nothing";
    }

    @Override
    public List<Artifact> compile(CompileInput input) {
      return List.of();
    }
  }

  /** A step that has always something to do. */
  private static final class Once implements RunStep {
    private int applied;

    @Override
    public String name() {
      return "once";
    }

    @Override
    public List<Change> plan(RunContext context) {
      return List.of(Change.of(Change.Action.CREATE, "thing", "one", ""));
    }

    @Override
    public Undo apply(RunContext context) {
      applied++;
      return Undo.NOTHING;
    }

    @Override
    public void undo(MachineContext context, Undo undo) {}
  }

  @BeforeEach
  void setUp() throws IOException {
    dusty = TestDusty.in(home, List.of(new Nothing()), once);
    HostUser self = TestDusty.self(dusty);
    caller = TestCaller.of(self, home);
    String url = GitSpecs.in(remotes.resolve("specs")).url();
    dusty
        .configFile()
        .write(
            Config.NONE
                .with(Config.USERNAME, self.name())
                .with(Config.SPECS_REPO, url)
                .withBundles(List.of("all")));
  }

  private GitSpecs specs() {
    return GitSpecs.at(remotes.resolve("specs"));
  }

  private int up() throws IOException {
    return new Up(dusty, caller, new Up.Options(true, true, false, false)).run();
  }

  private void assertRefused(String problem, String remedy) {
    assertThatThrownBy(this::up)
        .isInstanceOf(UserError.class)
        .hasMessage(problem)
        .extracting(e -> ((UserError) e).remedy())
        .isEqualTo(remedy);
    assertThat(once.applied).isZero();
  }

  private void dockerConfig(String json) throws IOException {
    Files.createDirectories(home.resolve("machine/docker"));
    Files.writeString(home.resolve("machine/docker/config.json"), json);
  }

  @Test
  void requiredAssetsThatAreMissingAreNamedAllAtOnce() throws IOException {
    specs()
        .with(
            "apps/web.yml",
            WEB
                + "assets:\n  - {name: KEY, path: /key, required: true}\n"
                + "  - {name: CERT, path: /cert, required: false}\n"
                + "  - {name: PASS, path: /pass, required: true}\n");
    assertRefused(
        "required assets are not set: KEY (for web); PASS (for web)",
        "set each of them: dusty assets set KEY FILE");
    Files.writeString(home.resolve("file"), "secret");
    new Assets(dusty, caller).set("KEY", "file");
    assertRefused(
        "a required asset is not set: PASS (for web)", "set it: dusty assets set PASS FILE");
    new Assets(dusty, caller).set("PASS", "file");
    assertThat(up()).isZero();
    assertThat(once.applied).isEqualTo(1);
  }

  @Test
  void aLoginThatIsMissingIsRefusedWhereNobodyCanTypeIt() throws IOException {
    String self = caller.user().name();
    specs()
        .with("apps/web.yml", PRIVATE + "depends: {services: [db]}\n")
        .with("services/db.yml", "image: org/db\nimage_requires_login: true\n");
    assertRefused(
        self + " is not logged in to Docker Hub (for db); localhost:5000 (for web)",
        "log in: 'docker login' and 'docker login localhost:5000'");
    dockerConfig("{\"auths\": {\"https://index.docker.io/v1/\": {\"auth\": \"eDp5\"}}}");
    assertRefused(
        self + " is not logged in to localhost:5000 (for web)",
        "log in: 'docker login localhost:5000'");
    dockerConfig(
        "{\"auths\": {\"https://index.docker.io/v1/\": {\"auth\": \"eDp5\"},"
            + " \"localhost:5000\": {\"auth\": \"eDp5\"}}}");
    assertThat(up()).isZero();
  }

  @Test
  void aLoginThatIsMissingIsAskedForInATerminalAndThenUpBeginsAgain() throws IOException {
    specs().with("apps/web.yml", PRIVATE);
    caller = new TestCaller(caller.user(), home, new Terminal(true, true, true, 80));
    assertThat(up()).isZero();
    assertThat(caller.err())
        .endsWith("web: an image of localhost:5000 needs a login; 'docker login' asks for it:\n");
    assertThat(caller.goesOnWith()).containsExactly("docker", "login", "localhost:5000");
    assertThat(caller.comesBack()).isTrue();
    assertThat(once.applied).isZero();
  }

  @Test
  void somebodyElseCannotLogInForTheConfiguredUser() throws IOException {
    specs().with("apps/web.yml", PRIVATE);
    HostUser self = caller.user();
    HostUser other = new HostUser("other", self.uid() + 1, self.gid() + 1, Path.of("/"));
    caller = new TestCaller(other, home, new Terminal(true, true, true, 80));
    assertRefused(
        self.name() + " is not logged in to localhost:5000 (for web)",
        "log in as " + self.name() + ": 'docker login localhost:5000'");
  }

  @Test
  void anImageThatNeedsNoLoginIsNobodysBusiness() throws IOException {
    specs().with("apps/web.yml", PRIVATE.replace("true", "false"));
    dockerConfig("rubbish");
    assertThat(up()).isZero();
  }

  @Test
  void aDryRunWarnsOfWhatIsMissing() throws IOException {
    specs().with("apps/web.yml", PRIVATE + "assets: [{name: KEY, path: /key}]\n");
    new Repos(dusty, caller).update();
    caller.err();
    new Up(dusty, caller, new Up.Options(true, false, true, false)).run();
    assertThat(caller.err().lines())
        .containsExactly(
            "warning: 'dusty up' refuses this: a required asset is not set: KEY (for web)",
            "warning: 'dusty up' refuses this: %s is not logged in to localhost:5000 (for web)"
                .formatted(caller.user().name()));
    assertThat(caller.out()).isEqualTo("thing one: create\n");
  }
}
