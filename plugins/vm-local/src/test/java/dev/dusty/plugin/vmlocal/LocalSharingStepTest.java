package dev.dusty.plugin.vmlocal;

import static dev.dusty.plugin.vmlocal.Repos.link;
import static dev.dusty.plugin.vmlocal.Repos.managed;
import static dev.dusty.plugin.vmlocal.Repos.override;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dusty.api.UserError;
import dev.dusty.api.machine.Machine;
import dev.dusty.api.run.Change;
import dev.dusty.api.run.Change.Action;
import dev.dusty.api.run.RepoCopy;
import dev.dusty.api.run.Undo;
import dev.dusty.testkit.FakeContext;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalSharingStepTest {

  private final LocalSharingStep step = new LocalSharingStep();

  @TempDir Path folder;
  private FakeContext context;

  @BeforeEach
  void makeAContext() throws IOException {
    context = Repos.context(folder);
  }

  private FakeContext with(RepoCopy... copies) {
    return context.withRepos(List.of(copies));
  }

  private static void assertUserError(ThrowingCallable call, String code, String problem) {
    assertThatThrownBy(call)
        .asInstanceOf(InstanceOfAssertFactories.type(UserError.class))
        .satisfies(
            e -> {
              assertThat(e.code()).isEqualTo(code);
              assertThat(e.problem()).isEqualTo(problem);
            });
  }

  @Test
  void aTestsReposAreShownAndThoseOfOthersStay() throws IOException {
    RepoCopy shop = managed(context, "shop");
    RepoCopy cart = managed(context, "cart");
    step.apply(with(cart, shop));
    RepoCopy changed = override(context, "cart");
    step.share(with(changed));
    assertThat(Files.readSymbolicLink(link(context, "cart"))).isEqualTo(changed.folder());
    assertThat(Files.readSymbolicLink(link(context, "shop"))).isEqualTo(shop.folder());
  }

  @Test
  void eachRepoIsALinkToTheCopyInUse() throws IOException {
    RepoCopy shop = override(context, "shop");
    RepoCopy cart = managed(context, "cart");
    step.apply(with(cart, shop));
    assertThat(Files.readSymbolicLink(link(context, "shop"))).isEqualTo(shop.folder());
    assertThat(Files.readSymbolicLink(link(context, "cart"))).isEqualTo(cart.folder());
    assertThat(step.apply(context)).isEqualTo(Undo.NOTHING);
  }

  @Test
  void aPlanSaysWhichLinkIsMadeOrSwitchedAndWhy() throws IOException {
    Path link = link(context, "shop");
    with(managed(context, "shop"));
    assertThat(step.plan(context))
        .containsExactly(
            Change.of(Action.CREATE, "link", link.toString(), "Dusty's copy is in use"));
    step.apply(context);
    with(override(context, "shop"));
    assertThat(step.plan(context))
        .containsExactly(
            Change.of(Action.UPDATE, "link", link.toString(), "the override is in use"));
  }

  @Test
  void aRestartSwitchesLinksAndWritesNoJournal() throws IOException {
    step.apply(with(managed(context, "shop")));
    int written = context.journal().size();
    RepoCopy override = override(context, "shop");
    step.restart(with(override), List.of("shop"));
    assertThat(Files.readSymbolicLink(link(context, "shop"))).isEqualTo(override.folder());
    assertThat(context.journal()).hasSize(written);
  }

  @Test
  void anEmptyFolderThatDockerMadeIsReplaced() throws IOException {
    Files.createDirectories(link(context, "shop"));
    with(managed(context, "shop"));
    assertThat(step.plan(context)).extracting(Change::action).containsExactly(Action.RECREATE);
    step.apply(context);
    assertThat(link(context, "shop")).isSymbolicLink();
  }

  @Test
  void aFolderWithContentIsInTheWay() throws IOException {
    Path file =
        Files.createFile(Files.createDirectories(link(context, "shop")).resolve("precious"));
    with(managed(context, "shop"));
    assertUserError(
        () -> step.apply(context),
        "link-in-the-way",
        link(context, "shop") + " is in the way of the link to the repo 'github.com/example/shop'");
    assertThat(file).exists();
    assertThat(context.journal()).isEmpty();
  }

  @Test
  void aLinkAboveALinkIsNeverWrittenThrough() throws IOException {
    Path theirs = Files.createDirectory(folder.resolve("theirs"));
    Files.createSymbolicLink(Path.of(context.input().site().repos(), "github.com"), theirs);
    with(managed(context, "shop"));
    assertUserError(
        () -> step.apply(context),
        "link-in-the-way",
        context.input().site().repos()
            + "/github.com is in the way of the link to the repo 'github.com/example/shop'");
    assertThat(theirs).isEmptyDirectory();
  }

  @Test
  void aRepoInAnotherOnesFolderIsRefused() throws IOException {
    with(managed(context, "shop"), managed(context, "shop/plugins/cart"));
    assertUserError(
        () -> step.plan(context),
        "repo-in-repo",
        "the repo 'github.com/example/shop/plugins/cart' would lie in the folder of the repo"
            + " 'github.com/example/shop'");
    step.plan(with(managed(context, "shop"), managed(context, "shop-plugins")));
  }

  @Test
  void aCopyWhoseFolderIsMissingIsReportedBeforeAnythingChanges() throws IOException {
    RepoCopy override = override(context, "shop");
    Files.delete(override.folder());
    with(managed(context, "cart"), override);
    assertUserError(
        () -> step.apply(context),
        "repo-missing",
        "the folder of the repo 'github.com/example/shop' is missing: " + override.folder());
    assertThat(link(context, "cart")).doesNotExist();
    assertThat(step.plan(context)).hasSize(2);
  }

  @Test
  void aLinkOfARepoThatIsNotActiveStaysUntilItLeadsNowhere() throws IOException {
    RepoCopy old = override(context, "old");
    step.apply(with(old));
    Path foreign = link(context, "foreign");
    Files.createSymbolicLink(foreign, Path.of("/nowhere/at/all"));
    step.apply(with());
    assertThat(link(context, "old")).isSymbolicLink();
    Files.delete(old.folder());
    assertThat(step.plan(context))
        .containsExactly(
            Change.of(Action.REMOVE, "link", link(context, "old").toString(), "it leads nowhere"));
    step.apply(context);
    assertThat(Files.isSymbolicLink(link(context, "old"))).isFalse();
    assertThat(foreign).isSymbolicLink();
  }

  @Test
  void undoingLeavesALinkThatSomebodySwitchedSince() throws IOException {
    Undo undo = step.apply(with(managed(context, "shop")));
    RepoCopy override = override(context, "shop");
    step.restart(with(override), List.of());
    step.undo(context, undo);
    assertThat(Files.readSymbolicLink(link(context, "shop"))).isEqualTo(override.folder());
  }

  @Test
  void undoingWithoutTheFolderOfReposDoesNothing() throws IOException {
    Undo undo = step.apply(with(managed(context, "shop")));
    Path repos = Path.of(context.input().site().repos());
    Files.move(repos, folder.resolve("elsewhere"));
    step.undo(context, undo);
    assertThat(repos).doesNotExist();
  }

  @Test
  void onAnotherMachineItDoesNothing() throws IOException {
    with(managed(context, "shop")).with(otherMachine());
    assertThat(step.plan(context)).isEmpty();
    assertThat(step.apply(context)).isEqualTo(Undo.NOTHING);
    step.restart(context, List.of());
    assertThat(Path.of(context.input().site().repos())).isEmptyDirectory();
  }

  /** A machine of another name, which nobody may ask for anything else. */
  private static Machine otherMachine() {
    return (Machine)
        Proxy.newProxyInstance(
            Machine.class.getClassLoader(),
            new Class<?>[] {Machine.class},
            (_, method, _) -> {
              assertThat(method.getName()).isEqualTo("name");
              return "boot2docker";
            });
  }
}
