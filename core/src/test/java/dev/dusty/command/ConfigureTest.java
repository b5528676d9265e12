package dev.dusty.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dusty.api.UserError;
import dev.dusty.api.step.HostUser;
import dev.dusty.config.Config;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigureTest {

  private static final String REPO = "github.com/org/specs";

  @TempDir Path home;
  private Dusty dusty = TestDusty.nowhere();
  private TestCaller caller = TestCaller.of(TestDusty.NOBODY, Path.of("/"));
  private Configure configure = new Configure(dusty, caller);

  @BeforeEach
  void setUp() throws IOException {
    dusty = TestDusty.in(home);
    HostUser self = TestDusty.self(dusty);
    caller = TestCaller.of(self, home);
    configure = new Configure(dusty, caller);
    dusty
        .configFile()
        .write(Config.NONE.with(Config.USERNAME, self.name()).with(Config.SPECS_REPO, REPO));
  }

  private Config config() throws IOException {
    return dusty.configFile().read();
  }

  private static void assertRefused(ThrowingCallable command, String problem, String remedy) {
    assertThatThrownBy(command)
        .isInstanceOf(UserError.class)
        .hasMessage(problem)
        .extracting(e -> ((UserError) e).remedy())
        .isEqualTo(remedy);
  }

  @Test
  void keysAreListedWithTheirMeaningAndValue() throws IOException {
    configure.set("image", "nginx");
    assertThat(caller.out()).isEqualTo("image: nginx\n");
    configure.list(false);
    assertThat(caller.out().lines())
        .anyMatch(line -> line.matches("image +An image +nginx +yes"))
        .anyMatch(line -> line.matches("vm_memory_size +Memory .* +2048"));
  }

  @Test
  void anAppThatIsNotInTheSpecsIsRefusedWhereTheyCanBeRead() throws IOException {
    configure.set("owned", "webb");
    assertThat(config().values()).containsEntry("owned", "webb");
    String url = GitSpecs.in(home.resolve("specs")).url();
    configure.set(Config.SPECS_REPO, url);
    new Repos(dusty, caller).update();
    assertRefused(
        () -> configure.set("owned", "web, webb"),
        "'owned' names the app 'webb', which is not in the specs; did you mean 'web'?",
        "apps: web");
    configure.set("owned", "web");
    configure.set("owned", "*");
    configure.set("owned", "");
    assertThat(config().values()).containsEntry("owned", "");
  }

  @Test
  void inJsonTheyHaveTypesChoicesAndDefaultsToo() throws IOException {
    configure.set("machine", "folder");
    caller.out();
    configure.list(true);
    JsonNode machine = new ObjectMapper().readTree(caller.out()).path(1);
    assertThat(machine.path("key").asText()).isEqualTo("machine");
    assertThat(machine.path("type").asText()).isEqualTo("choice");
    assertThat(machine.path("choices").toString()).isEqualTo("[\"folder\"]");
    assertThat(machine.path("default").asText("none")).isEmpty();
    assertThat(machine.path("value").asText()).isEqualTo("folder");
    assertThat(machine.path("set").asBoolean()).isTrue();
  }

  @Test
  void whatIsSetIsListedWithoutTheValuesOfVariables() throws IOException {
    dusty
        .configFile()
        .write(
            config()
                .withBundles(List.of("all"))
                .withOverrides(Map.of("a/b", "/c"))
                .withEnvironment(Map.of("web", Map.of("PASSWORD", "x", "A", "y"))));
    configure.values(false);
    assertThat(caller.out())
        .isEqualTo(
            "specs_repo: %s\nusername: %s\nbundles: all\noverride a/b: /c\nenvironment web: A, PASSWORD\n"
                .formatted(REPO, caller.user().name()));
  }

  @Test
  void whatIsSetIsListedAsJson() throws IOException {
    configure.values(true);
    assertThat(new ObjectMapper().readTree(caller.out()))
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    {"specs_repo": "%s", "username": "%s", "bundles": [], "repo_overrides": {},
                     "environment": {}}
                    """
                        .formatted(REPO, caller.user().name())));
  }

  @Test
  void aValueIsPrintedOrElseItsDefault() throws IOException {
    configure.get("image");
    configure.set("image", "nginx");
    configure.get("image");
    assertThat(caller.out()).isEqualTo("busybox\nimage: nginx\nnginx\n");
    assertThatThrownBy(() -> configure.get("imag"))
        .hasMessage("there is no key 'imag'; did you mean 'image'?");
  }

  @Test
  void aKeyIsGivenItsDefaultAgain() throws IOException {
    configure.set("image", "nginx");
    caller.out();
    configure.unset("image");
    assertThat(caller.out()).isEqualTo("image: busybox (the default)\n");
    assertThat(config().value("image")).isEmpty();
    assertThatThrownBy(() -> configure.unset("bundles")).hasMessage("'bundles' is no plain string");
  }

  @Test
  void whatDustyCannotDoWithoutIsNotUnset() throws IOException {
    assertRefused(
        () -> configure.unset("username"),
        "Dusty does nothing without 'username'",
        "give it another value: dusty config set username VALUE");
    assertThat(config().value("username")).isPresent();
  }

  @Test
  void anUnknownKeyIsRefused() throws IOException {
    Config before = config();
    assertRefused(
        () -> configure.set("imag", "x"),
        "there is no key 'imag'; did you mean 'image'?",
        "keys: image, machine, owned, program, release_key, release_source, specs_repo, username, vm_memory_size");
    assertThat(config()).isEqualTo(before);
  }

  @Test
  void aUserCannotMakeItRootsOrSomebodyElses() throws IOException {
    Config before = config();
    TestCaller plain = TestCaller.of(new HostUser("plain", 54321, 54321, Path.of("/")), home);
    assertRefused(
        () -> new Configure(dusty, plain).set("username", "root"),
        "Dusty runs git and Docker as the user of its configuration, and you are not 'root'",
        "use your own login name, or ask root to set it up");
    assertThat(config()).isEqualTo(before);
  }

  @Test
  void onlyRootNamesAProgramOfRoots() throws IOException {
    Config before = config();
    TestCaller plain = TestCaller.of(new HostUser("plain", 54321, 54321, Path.of("/")), home);
    assertRefused(
        () -> new Configure(dusty, plain).set("program", "/home/plain/mine"),
        "only root sets 'program', which names a program of root's",
        "run it by sudo, or ask root to");
    assertThat(config()).isEqualTo(before);
    configure.set("program", "/sbin/reload -a");
    assertThat(config().value("program")).hasValue("/sbin/reload -a");
  }

  @Test
  void aRepoOfSpecsThatIsNoneIsRefused() {
    assertThatThrownBy(() -> configure.set("specs_repo", "x"))
        .isInstanceOf(UserError.class)
        .hasMessage("'x' is not a form of repo that Dusty knows");
  }
}
