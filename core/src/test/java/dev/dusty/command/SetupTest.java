package dev.dusty.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dusty.api.UserError;
import dev.dusty.api.step.HostUser;
import dev.dusty.config.Config;
import dev.dusty.protocol.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SetupTest {

  private static final Terminal ON_TERMINAL = new Terminal(true, false, false, 80);
  private static final HostUser ROOT = new HostUser("root", 0, 0, Path.of("/root"));
  private static final HostUser STRANGER = TestDusty.NOBODY;

  @TempDir Path home;
  @TempDir Path remotes;
  private Dusty dusty = TestDusty.nowhere();
  private HostUser self = STRANGER;

  @BeforeEach
  void dusty() throws IOException {
    dusty = TestDusty.in(home);
    self = TestDusty.self(dusty);
  }

  private static Optional<String> of(String text) {
    return Optional.of(text);
  }

  private int setup(TestCaller caller, Optional<String> name, Optional<String> repo, boolean update)
      throws IOException {
    return new Setup(dusty, caller, new Setup.Options(name, repo, Optional.empty(), update)).run();
  }

  private void assertRefused(
      TestCaller caller, Optional<String> name, Optional<String> repo, String problem) {
    assertThatThrownBy(() -> setup(caller, name, repo, false))
        .isInstanceOf(UserError.class)
        .hasMessage(problem);
    assertThat(dusty.paths().config()).doesNotExist();
  }

  @Test
  void itKeepsWhatWasGivenAndPullsTheSpecs() throws IOException {
    String url = GitSpecs.in(remotes.resolve("specs")).url();
    TestCaller caller = TestCaller.of(self, home);
    assertThat(setup(caller, of(self.name()), of(url), true)).isZero();
    assertThat(dusty.configFile().read().values())
        .isEqualTo(Map.of("username", self.name(), "specs_repo", url));
    assertThat(caller.out())
        .isEqualTo(
            "Dusty is set up for %s with the specs of %s.\n".formatted(self.name(), url)
                + "Next: dusty bundles list, dusty bundles activate NAME, dusty up\n");
    assertThat(new Bundles(dusty, caller).list(false)).isZero();
    assertThat(caller.out()).isEqualTo("NAME  DESCRIPTION  ACTIVATED?\nall\n");
  }

  @Test
  void withoutUpdatingNothingIsPulled() throws IOException {
    TestCaller caller = TestCaller.of(self, home);
    assertThat(setup(caller, of(self.name()), of("file:///no/such/repo"), false)).isZero();
    assertThat(dusty.paths().managedRepos()).doesNotExist();
  }

  @Test
  void itAsksForWhatIsNotGiven() throws IOException {
    TestCaller caller =
        new TestCaller(ROOT, home, ON_TERMINAL)
            .answering(" " + self.name() + " ")
            .answering("github.com/org/specs");
    assertThat(setup(caller, Optional.empty(), Optional.empty(), false)).isZero();
    assertThat(caller.out()).startsWith("Whose Dusty is it: The repo of specs: Dusty is set up");
    assertThat(dusty.configFile().read().value(Config.USERNAME)).contains(self.name());
  }

  @Test
  void itAsksNobodyWhoHasNoTerminal() {
    TestCaller caller = TestCaller.of(self, home).answering("x");
    assertRefused(
        caller, of(self.name()), Optional.empty(), "The repo of specs? Nobody is there to ask");
    assertThat(caller.out()).isEmpty();
  }

  @Test
  void anEmptyAnswerIsNone() {
    assertRefused(
        new TestCaller(self, home, ON_TERMINAL).answering("  "),
        of(self.name()),
        Optional.empty(),
        "nothing was given");
  }

  @Test
  void onlyRootMayNameSomebodyElse() {
    assertRefused(
        TestCaller.of(STRANGER, home),
        of(self.name()),
        of("github.com/org/specs"),
        "Dusty runs git and Docker as the user of its configuration, and you are not '%s'"
            .formatted(self.name()));
  }

  @Test
  void aUserWhoIsNotThereIsRefused() {
    assertRefused(
        TestCaller.of(ROOT, home),
        of(STRANGER.name()),
        of("github.com/org/specs"),
        "there is no user '%s' on this computer".formatted(STRANGER.name()));
  }

  @Test
  void whatIsNoRepoIsRefused() {
    assertRefused(
        TestCaller.of(self, home),
        of(self.name()),
        of("specs"),
        "'specs' is not a form of repo that Dusty knows");
  }

  @Test
  void aSecondSetupKeepsWhatItIsNotGiven() throws IOException {
    TestCaller caller = TestCaller.of(self, home);
    setup(caller, of(self.name()), of("github.com/org/specs"), false);
    dusty.configFile().write(dusty.configFile().read().with("image", "nginx"));
    assertThat(setup(caller, Optional.empty(), of("github.com/org/other"), false)).isZero();
    assertThat(dusty.configFile().read().values())
        .isEqualTo(
            Map.of(
                "image", "nginx",
                "specs_repo", "github.com/org/other",
                "username", self.name()));
  }

  @Test
  void aDamagedConfigurationIsNotOverwritten() throws IOException {
    Files.writeString(dusty.paths().config(), "username: [\n");
    assertThatThrownBy(
            () ->
                setup(
                    TestCaller.of(self, home), of(self.name()), of("github.com/org/specs"), false))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("config.yml:");
    assertThat(dusty.paths().config()).hasContent("username: [\n");
  }

  @Test
  void specsThatCannotBePulledAreToldAndTheRestIsKept() {
    TestCaller caller = TestCaller.of(self, home);
    assertThatThrownBy(() -> setup(caller, of(self.name()), of("file:///no/such/repo"), true))
        .isInstanceOf(UserError.class);
    assertThat(dusty.configFile().readLeniently().value(Config.SPECS_REPO))
        .contains("file:///no/such/repo");
  }
}
