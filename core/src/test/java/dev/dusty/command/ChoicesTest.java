package dev.dusty.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dusty.api.UserError;
import dev.dusty.api.spec.Repo;
import dev.dusty.api.step.HostUser;
import dev.dusty.config.Config;
import dev.dusty.repos.ManagedRepos;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user chooses: bundles and copies of repos; with a real repo of specs. */
class ChoicesTest {

  private static final String WEB =
      "image: busybox\nrepo: github.com/org/web\nmount: /web\ncommands: {always: [a]}\n";

  @TempDir Path home;
  @TempDir Path elsewhere;
  private Dusty dusty = TestDusty.nowhere();
  private TestCaller caller = TestCaller.of(TestDusty.NOBODY, Path.of("/"));
  private String url = "";

  @BeforeEach
  void setUp() throws IOException {
    dusty = TestDusty.in(home);
    HostUser self = TestDusty.self(dusty);
    caller = TestCaller.of(self, elsewhere);
    GitSpecs specs =
        GitSpecs.in(elsewhere.resolve("specs"))
            .with("apps/web.yml", WEB)
            .with("libs/common.yml", "repo: github.com/other/web.git\nmount: /lib\n")
            .with("bundles/shop.yml", "description: |\n  The\n  shop\napps: [web]\n");
    url = specs.url();
    dusty
        .configFile()
        .write(Config.NONE.with(Config.USERNAME, self.name()).with(Config.SPECS_REPO, url));
    new Repos(dusty, caller).update();
    caller.err();
  }

  private GitSpecs specs() {
    return GitSpecs.at(elsewhere.resolve("specs"));
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

  // Bundles.

  @Test
  void bundlesAreListedWithWhatIsActive() throws IOException {
    new Bundles(dusty, caller).activate(List.of("shop"), false);
    caller.out();
    assertThat(new Bundles(dusty, caller).list(false)).isZero();
    assertThat(caller.out())
        .isEqualTo("NAME  DESCRIPTION  ACTIVATED?\nall\nshop  The shop     yes\n");
  }

  @Test
  void bundlesAreListedAsJson() throws IOException {
    new Bundles(dusty, caller).list(true);
    assertThat(new ObjectMapper().readTree(caller.out()))
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    [{"name": "all", "description": "", "activated": false},
                     {"name": "shop", "description": "The\\nshop\\n", "activated": false}]
                    """));
  }

  @Test
  void bundlesAreSwitchedOnAndOff() throws IOException {
    Bundles bundles = new Bundles(dusty, caller);
    bundles.activate(List.of("shop"), false);
    assertThat(caller.out()).isEqualTo("Active: shop. Run 'dusty up' for it.\n");
    bundles.activate(List.of("all"), false);
    assertThat(config().bundles()).containsExactly("all", "shop");
    bundles.activate(List.of("shop", "shop"), true);
    assertThat(config().bundles()).containsExactly("shop");
    caller.out();
    bundles.deactivate(List.of("shop"));
    assertThat(caller.out()).isEqualTo("No bundle is active.\n");
    assertThat(config().bundles()).isEmpty();
  }

  @Test
  void anUnknownBundleChangesNothing() throws IOException {
    Bundles bundles = new Bundles(dusty, caller);
    bundles.activate(List.of("all"), false);
    assertRefused(
        () -> bundles.activate(List.of("shop", "shopp"), true),
        "there is no bundle 'shopp'; did you mean 'shop'?",
        "bundles here: all, shop");
    assertThat(config().bundles()).containsExactly("all");
  }

  @Test
  void aBundleWhoseFileIsGoneCanBeSwitchedOff() throws IOException {
    dusty.configFile().write(config().withBundles(List.of("all", "gone")));
    new Bundles(dusty, caller).deactivate(List.of("gone"));
    assertThat(config().bundles()).containsExactly("all");
  }

  @Test
  void aNewBundleIsThereAsSoonAsItIsPulled() throws IOException {
    specs().with("bundles/new.yml", "apps: [web]\n");
    new Repos(dusty, caller).update();
    new Bundles(dusty, caller).activate(List.of("new"), false);
    assertThat(config().bundles()).containsExactly("new");
  }

  // Copies of repos.

  @Test
  void reposAreListedWithTheirCopies() throws IOException {
    Path own = Files.createDirectory(elsewhere.resolve("own web"));
    new Repos(dusty, caller).override("github.com/org/web", own);
    assertThat(caller.out())
        .isEqualTo(
            "github.com/org/web is now used from %s\n".formatted(own)
                + "Run 'dusty restart' to have it in what runs, or 'dusty up'.\n");
    new Repos(dusty, caller).list(false);
    assertThat(caller.out().lines())
        .anyMatch(line -> line.matches("github.com/org/web +web +override +" + own))
        .anyMatch(line -> line.matches("github.com/other/web.git +web +managed +.*/other/web"))
        .anyMatch(line -> line.startsWith(url));
  }

  @Test
  void aRelativeFolderIsTheCallersAndASecondTimeChangesNothing() throws IOException {
    Files.createDirectory(elsewhere.resolve("web"));
    Repos repos = new Repos(dusty, caller);
    repos.override("github.com/org/web", Path.of("./web"));
    assertThat(config().overrides())
        .isEqualTo(Map.of("github.com/org/web", elsewhere.resolve("web").toString()));
    caller.out();
    repos.override("github.com/org/web", Path.of("web"));
    assertThat(caller.out()).doesNotContain("restart");
  }

  @Test
  void aShortNameOfTwoReposIsRefusedWithBoth() {
    assertRefused(
        () -> new Repos(dusty, caller).override("web", elsewhere),
        "'web' is the name of 'github.com/org/web' and 'github.com/other/web.git'",
        "give the full name of one of them");
  }

  @Test
  void aFolderThatIsNotThereIsRefused() {
    assertRefused(
        () -> new Repos(dusty, caller).override("github.com/org/web", Path.of("nothing")),
        "there is no folder '%s', or you may not look at it"
            .formatted(elsewhere.resolve("nothing")),
        "give the folder of your own copy of github.com/org/web");
  }

  @Test
  void anotherCopyOfTheSpecsIsChosenThoughTheOneInUseHasErrors() throws IOException {
    GitSpecs.in(elsewhere.resolve("own"));
    specs().with("apps/broken.yml", "image: [\n");
    new Repos(dusty, caller).update();
    assertThatThrownBy(() -> new Bundles(dusty, caller).list(false))
        .isInstanceOf(UserError.class)
        .extracting(e -> ((UserError) e).remedy(), InstanceOfAssertFactories.STRING)
        .endsWith("or use a copy of your own: dusty repos override specs FOLDER");
    new Repos(dusty, caller).override("specs", Path.of("own"));
    assertThat(new Bundles(dusty, caller).list(false)).isZero();
  }

  @Test
  void aFolderOfCopiesThatIsNotThereIsRefused() {
    assertRefused(
        () -> new Repos(dusty, caller).from(Path.of("nothing")),
        "there is no folder '%s', or you may not look at it"
            .formatted(elsewhere.resolve("nothing")),
        "give the folder in which your own copies of repos are");
  }

  @Test
  void aFolderWithAColonIsRefused() throws IOException {
    Path folder = Files.createDirectory(elsewhere.resolve("a:b"));
    assertRefused(
        () -> new Repos(dusty, caller).override("github.com/org/web", folder),
        "'%s' holds a ':', which the path of a volume cannot".formatted(folder),
        "use a folder without one");
  }

  @Test
  void foldersWithShortNamesAreUsedAndAmbiguousOnesLeftAlone() throws IOException {
    Files.createDirectory(elsewhere.resolve("web"));
    // The repo of specs itself is there too, under its own short name.
    new Repos(dusty, caller).from(elsewhere);
    assertThat(config().overrides().values())
        .containsExactly(elsewhere.resolve("specs").toString());
    assertThat(caller.err())
        .isEqualTo(
            "warning: 'web' could be [github.com/org/web, github.com/other/web.git]; it is left"
                + " alone\n");
  }

  @Test
  void aFolderWithoutReposIsRefused() throws IOException {
    Path empty = Files.createDirectory(elsewhere.resolve("empty"));
    assertRefused(
        () -> new Repos(dusty, caller).from(empty),
        "no folder in '%s' has the short name of a repo".formatted(empty),
        "see 'dusty repos list' for the short names");
  }

  @Test
  void managedCopiesAreUsedAgain() throws IOException {
    Repos repos = new Repos(dusty, caller);
    repos.override("github.com/org/web", elsewhere);
    repos.override("github.com/other/web.git", elsewhere);
    caller.out();
    repos.manage("github.com/org/web");
    assertThat(caller.out()).startsWith("github.com/org/web is managed again\n");
    assertThat(config().overrides()).containsOnlyKeys("github.com/other/web");
    repos.manage("github.com/org/web");
    assertThat(caller.out()).endsWith("github.com/org/web is managed already\n");
    repos.manageAll();
    assertThat(config().overrides()).isEmpty();
  }

  @Test
  void specsOfTheUsersOwnAreReadInPlaceOfTheManagedOnes() throws IOException {
    Path own = elsewhere.resolve("own");
    GitSpecs.in(own).with("bundles/mine.yml", "apps: [web]\n");
    new Repos(dusty, caller).override(url, own);
    new Bundles(dusty, caller).activate(List.of("mine"), true);
    assertThat(config().bundles()).containsExactly("mine");
  }

  // Before and without.

  @Test
  void beforeSetupEachCommandSaysSo() throws IOException {
    dusty.configFile().write(Config.NONE);
    assertRefused(
        () -> new Bundles(dusty, caller).list(false),
        "Dusty is not set up yet",
        "run 'dusty setup' first");
    assertRefused(
        () -> new Repos(dusty, caller).list(false),
        "Dusty is not set up yet",
        "run 'dusty setup' first");
  }

  @Test
  void specsThatAreNotThereAreToldWithWhatToDo() throws IOException {
    dusty.configFile().write(config().with(Config.SPECS_REPO, "file:///no/such/repo"));
    assertThatThrownBy(() -> new Bundles(dusty, caller).list(false))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("there are no specs at '");
  }

  @Test
  void specsWithErrorsAreToldWithAllOfThem() throws IOException {
    specs().with("apps/bad.yml", "imag: x\n");
    new Repos(dusty, caller).update();
    caller.err();
    assertThatThrownBy(() -> new Bundles(dusty, caller).list(false))
        .isInstanceOf(UserError.class)
        .hasMessageMatching("the specs in '.*' have \\d errors");
    assertThat(caller.err()).contains("apps/bad.yml:1:1: unknown key 'imag'");
  }

  @Test
  void aCopyOfARepoIsTheOverrideOrElseTheManagedOne() throws IOException {
    Work work = Work.of(dusty, caller);
    ManagedRepos managed = work.repos();
    Repo web = Repo.parse("github.com/org/web.git");
    Copies none = new Copies(Map.of(), managed);
    assertThat(none.of(web).folder())
        .isEqualTo(dusty.paths().managedRepos().resolve("github.com/org/web"));
    Copies own = new Copies(Map.of("github.com/org/web", "/own"), managed);
    assertThat(own.of(web).folder()).isEqualTo(Path.of("/own"));
    assertThat(Copies.repos(work.specs()))
        .extracting(Repo::path)
        .containsExactly("github.com/org/web", "github.com/other/web");
  }
}
