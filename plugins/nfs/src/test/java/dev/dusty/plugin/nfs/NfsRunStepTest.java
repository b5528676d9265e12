package dev.dusty.plugin.nfs;

import static dev.dusty.plugin.nfs.Shared.managed;
import static dev.dusty.plugin.nfs.Shared.override;
import static dev.dusty.plugin.nfs.Shared.place;
import static dev.dusty.plugin.nfs.Shared.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import dev.dusty.api.Settings;
import dev.dusty.api.UserError;
import dev.dusty.api.machine.Machine;
import dev.dusty.api.run.Change;
import dev.dusty.api.run.Change.Action;
import dev.dusty.api.run.RepoCopy;
import dev.dusty.api.run.Undo;
import dev.dusty.api.step.ProcessRunner.Result;
import dev.dusty.api.text.SystemFile;
import dev.dusty.testkit.FakeContext;
import dev.dusty.testkit.Processes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NfsRunStepTest {

  private static final String OPTIONS =
      "(rw,async,no_subtree_check,all_squash,anonuid=1000,anongid=1000)";

  private final NfsRunStep step = new NfsRunStep();
  private final FakeVm vm = new FakeVm();

  @TempDir Path folder;
  private FakeContext context;

  @BeforeEach
  void makeAContext() {
    context = Shared.context(folder, vm);
  }

  private FakeContext with(RepoCopy... copies) {
    return context.with(FakeContext.empty(vm.site())).withRepos(List.of(copies));
  }

  private List<String> section() throws IOException {
    return Shared.exports(context).lines().filter(line -> !line.startsWith("#")).toList();
  }

  private String line(Path exported) {
    return exported + " " + vm.address + OPTIONS;
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
  void eachRepoIsMountedFromTheCopyInUse() throws IOException {
    RepoCopy shop = override(context, "shop");
    RepoCopy cart = managed(context, "cart");
    step.apply(with(cart, shop));
    assertThat(vm.seen())
        .containsOnly(entry(place("cart"), source(cart)), entry(place("shop"), source(shop)));
  }

  @Test
  void theManagedReposAndEachOverrideAreExportedToTheMachineAlone() throws IOException {
    RepoCopy shop = override(context, "shop");
    step.apply(with(managed(context, "cart"), managed(context, "lib"), shop));
    assertThat(section())
        .containsExactly(line(shop.folder()), line(context.files().managedRepos()));
  }

  @Test
  void withoutAManagedCopyTheirFolderIsNotExported() throws IOException {
    RepoCopy shop = override(context, "shop");
    step.apply(with(shop));
    assertThat(section()).containsExactly(line(shop.folder()));
  }

  @Test
  void withoutReposNothingIsExportedAndNoServerNeeded() throws IOException {
    with();
    assertThat(step.plan(context)).isEmpty();
    assertThat(step.apply(context)).isEqualTo(Undo.NOTHING);
    assertThat(context.files().exports()).doesNotExist();
  }

  @Test
  void whereAllIsDoneTheMachineIsAskedOnce() throws IOException {
    step.apply(with(managed(context, "cart"), override(context, "shop")));
    vm.tasks.clear();
    assertThat(step.plan(context)).isEmpty();
    assertThat(vm.tasks).containsExactly("look");
    assertThat(step.apply(context)).isEqualTo(Undo.NOTHING);
    assertThat(vm.tasks).containsExactly("look", "look");
  }

  @Test
  void aPlanSaysWhatIsExportedAndWhichCopyIsMounted() throws IOException {
    RepoCopy shop = override(context, "shop");
    with(managed(context, "cart"), shop);
    String managed = context.files().managedRepos().toString();
    assertThat(step.plan(context))
        .containsExactly(
            Change.of(Action.CREATE, "export", shop.folder().toString(), "for 192.168.99.100"),
            Change.of(Action.CREATE, "export", managed, "for 192.168.99.100"),
            Change.of(Action.CREATE, "mount", place("cart"), "Dusty's copy is in use"),
            Change.of(Action.CREATE, "mount", place("shop"), "the override is in use"));
  }

  @Test
  void anotherCopyIsAnUpdateOfItsMount() throws IOException {
    step.apply(with(managed(context, "shop")));
    RepoCopy override = override(context, "shop");
    with(override);
    assertThat(step.plan(context))
        .contains(Change.of(Action.UPDATE, "mount", place("shop"), "the override is in use"));
    step.apply(context);
    assertThat(vm.seen()).containsOnly(entry(place("shop"), source(override)));
    assertThat(vm.mounts.get(place("shop"))).hasSize(1);
  }

  @Test
  void anExportThatAContainerHoldsStaysUntilItLetsGo() throws IOException {
    RepoCopy override = override(context, "shop");
    step.apply(with(override));
    vm.held.add(source(override));
    step.apply(with(managed(context, "shop")));
    assertThat(section())
        .containsExactly(line(override.folder()), line(context.files().managedRepos()));
    assertThat(step.plan(context)).isEmpty();
    vm.held.clear();
    assertThat(step.plan(context))
        .containsExactly(
            Change.of(
                Action.REMOVE,
                "export",
                override.folder().toString(),
                "no active repo is used from there"));
    step.apply(context);
    assertThat(section()).containsExactly(line(context.files().managedRepos()));
  }

  @Test
  void anOverrideThatIsGoneStopsNobodyElse() throws IOException {
    RepoCopy gone = override(context, "gone");
    RepoCopy shop = override(context, "shop");
    step.apply(with(gone, shop));
    vm.held.add(source(gone));
    Files.delete(gone.folder());
    assertThat(step.plan(context))
        .containsExactly(
            Change.of(
                Action.REMOVE,
                "export",
                gone.folder().toString(),
                "there is no such folder any more"),
            Change.of(Action.RECREATE, "mount", place("shop"), "what is mounted there is stale"),
            Change.of(Action.REMOVE, "mount", place("gone"), "its folder is not there any more"));
    assertThat(context.warnings())
        .containsExactly(
            "the folder of the repo 'github.com/example/gone' is missing: "
                + gone.folder()
                + ", so containers see nothing of it; use Dusty's own copy with 'dusty repos manage"
                + " github.com/example/gone', or another folder with 'dusty repos override'");
    step.apply(context);
    assertThat(vm.seen()).containsOnly(entry(place("shop"), source(shop)));
    assertThat(section()).containsExactly(line(shop.folder()));
    assertThat(step.plan(context)).isEmpty();
  }

  @Test
  void aManagedCopyThatIsMissingIsReportedBeforeAnythingChanges() throws IOException {
    RepoCopy cart = managed(context, "cart");
    Files.delete(cart.folder());
    with(cart, override(context, "shop"));
    assertUserError(
        () -> step.apply(context),
        "repo-missing",
        "the folder of the repo 'github.com/example/cart' is missing: " + cart.folder());
    assertThat(context.files().exports()).doesNotExist();
    assertThat(vm.seen()).isEmpty();
  }

  @Test
  void aMachineWithANewAddressIsExportedToAnew() throws IOException {
    RepoCopy shop = override(context, "shop");
    step.apply(with(shop));
    vm.address = "192.168.99.101";
    vm.mounts.clear();
    with(shop);
    assertThat(step.plan(context))
        .contains(
            Change.of(
                Action.UPDATE,
                "export",
                shop.folder().toString(),
                "for 192.168.99.101, not 192.168.99.100"));
    step.apply(context);
    assertThat(section()).containsExactly(line(shop.folder()));
    assertThat(vm.seen()).containsOnly(entry(place("shop"), source(shop)));
  }

  @Test
  void whereThisComputerHasANewAddressTheMountsAreReplaced() throws IOException {
    RepoCopy shop = override(context, "shop");
    step.apply(with(shop));
    vm.host = Optional.of("10.0.2.2");
    assertThat(step.plan(context))
        .containsExactly(
            Change.of(
                Action.RECREATE, "mount", place("shop"), "this computer has another address now"));
    step.apply(context);
    assertThat(vm.seen()).containsOnly(entry(place("shop"), "10.0.2.2:" + shop.folder()));
  }

  @Test
  void aStaleMountIsReplacedWithAllThatLiesBelowIt() throws IOException {
    RepoCopy shop = override(context, "shop");
    step.apply(with(managed(context, "cart"), shop));
    vm.mount(place("shop"), source(shop));
    vm.hanging.add(place("shop"));
    assertThat(step.plan(context))
        .containsExactly(
            Change.of(Action.RECREATE, "mount", place("shop"), "what is mounted there is stale"));
    step.apply(context);
    assertThat(vm.mounts.get(place("shop"))).hasSize(1);
    assertThat(step.plan(context)).isEmpty();
  }

  @Test
  void aFolderThatWasMadeAnewIsMountedAnew() throws IOException {
    RepoCopy shop = override(context, "shop");
    step.apply(with(shop));
    // Beside the new one, which would else get the same number.
    Files.move(shop.folder(), folder.resolve("old"));
    override(context, "shop");
    assertThat(step.plan(context))
        .containsExactly(
            Change.of(Action.RECREATE, "mount", place("shop"), "its folder was made anew"));
    step.apply(context);
    assertThat(step.plan(context)).isEmpty();
  }

  @Test
  void otherOptionsMountAllAnew() throws IOException {
    step.apply(with(managed(context, "cart")));
    context.with(
        new Settings(
            Map.of("nfs_reload", Shared.RELOAD, "nfs_mount_options", "noatime,nfsvers=4.1")));
    assertThat(step.plan(context))
        .containsExactly(
            Change.of(Action.RECREATE, "mount", place("cart"), "nfs_mount_options has changed"));
    step.apply(context);
    assertThat(step.plan(context)).isEmpty();
  }

  @Test
  void aMountThatNoActiveSpecNeedsGoes() throws IOException {
    step.apply(with(managed(context, "cart"), override(context, "shop")));
    with(managed(context, "cart"));
    assertThat(step.plan(context))
        .extracting(Change::subject, Change::action)
        .containsExactly(tuple("export", Action.REMOVE), tuple("mount", Action.REMOVE));
    step.apply(context);
    assertThat(vm.seen()).containsOnlyKeys(place("cart"));
  }

  @Test
  void aMountThatATestAskedForStaysAtTheNextUp() throws IOException {
    RepoCopy cart = managed(context, "cart");
    RepoCopy shop = override(context, "shop");
    step.apply(with(cart, shop));
    RepoCopy lib = override(context, "lib");
    step.share(with(lib, shop));
    step.apply(with(cart));
    assertThat(vm.seen()).containsOnlyKeys(place("cart"), place("lib"), place("shop"));
    assertThat(section())
        .containsExactly(
            line(lib.folder()), line(shop.folder()), line(context.files().managedRepos()));
    Files.delete(lib.folder());
    assertThat(step.plan(context))
        .contains(
            Change.of(Action.REMOVE, "mount", place("lib"), "its folder is not there any more"));
  }

  @Test
  void aTestsReposAreShownAndThoseOfOthersStay() throws IOException {
    RepoCopy shop = managed(context, "shop");
    step.apply(with(managed(context, "cart"), shop));
    int written = context.journal().size();
    RepoCopy changed = override(context, "cart");
    step.share(with(changed));
    assertThat(vm.seen())
        .containsOnly(entry(place("cart"), source(changed)), entry(place("shop"), source(shop)));
    assertThat(context.journal()).hasSize(written);
  }

  @Test
  void aRestartSwitchesCopiesForTheAddressThatTheMachineHasNow() throws IOException {
    step.apply(with(managed(context, "shop")));
    int written = context.journal().size();
    RepoCopy override = override(context, "shop");
    with(override);
    vm.address = "192.168.99.101";
    vm.mounts.clear();
    step.restart(context, List.of("shop"));
    assertThat(vm.seen()).containsOnly(entry(place("shop"), source(override)));
    assertThat(section()).containsExactly(line(override.folder()));
    assertThat(context.journal()).hasSize(written);
  }

  @Test
  void anOverrideInTheManagedFolderNeedsNoExportOfItsOwn() throws IOException {
    RepoCopy cart = managed(context, "cart");
    RepoCopy inner =
        new RepoCopy(
            override(context, "shop").repo(),
            Files.createDirectories(context.files().managedRepos().resolve("mine")),
            RepoCopy.Kind.OVERRIDE);
    step.apply(with(cart, inner));
    assertThat(section()).containsExactly(line(context.files().managedRepos()));
    assertThat(vm.seen()).containsKeys(place("cart"), place("shop"));
  }

  @Test
  void whatALinkLeadsToIsExportedAndMounted() throws IOException {
    RepoCopy shop = override(context, "shop");
    Path link = Files.createSymbolicLink(folder.resolve("link"), shop.folder());
    step.apply(with(new RepoCopy(shop.repo(), link, RepoCopy.Kind.OVERRIDE)));
    assertThat(section()).containsExactly(line(shop.folder()));
    assertThat(vm.seen()).containsOnly(entry(place("shop"), source(shop)));
  }

  @Test
  void oddNamesOfFoldersAreMountedAsTheyAre() throws IOException {
    Path odd = Files.createDirectory(folder.resolve("a \\b # \"c' (d) *"));
    RepoCopy shop = new RepoCopy(override(context, "shop").repo(), odd, RepoCopy.Kind.OVERRIDE);
    step.apply(with(shop));
    assertThat(vm.seen()).containsValue(source(shop));
    assertThat(step.plan(context)).isEmpty();
  }

  @Test
  void aFolderWithANewlineInItsNameIsRefused() throws IOException {
    RepoCopy shop = override(context, "shop");
    Path odd = Files.createDirectory(folder.resolve("a\nb"));
    with(new RepoCopy(shop.repo(), odd, RepoCopy.Kind.OVERRIDE));
    assertUserError(
        () -> step.plan(context),
        "nfs-folder-name",
        "the folder '%s/a?b' has a control character in its name, which NFS cannot export"
            .formatted(folder));
  }

  @Test
  void aRepoInAnotherOnesFolderIsRefused() throws IOException {
    with(managed(context, "shop"), managed(context, "shop/plugins/cart"));
    assertThatThrownBy(() -> step.plan(context)).hasMessageContaining("would lie in the folder");
  }

  @Test
  void linesOfOthersStayByteForByte() throws IOException {
    byte[] theirs = "# mine\u00e4\n/srv\t10.0.0.0/8(ro)".getBytes(SystemFile.BYTES);
    Files.write(context.files().exports(), theirs);
    Undo undo = step.apply(with(override(context, "shop")));
    assertThat(Shared.exports(context)).startsWith("# mine\u00e4\n/srv\t10.0.0.0/8(ro)\n# BEGIN");
    step.undo(context, undo);
    assertThat(context.files().exports()).hasBinaryContent(theirs);
  }

  @Test
  void anExportsFileThatCannotBeWrittenIsExplainedWithItsLines() throws IOException {
    Files.createSymbolicLink(context.files().exports(), Path.of("missing/exports"));
    RepoCopy shop = override(context, "shop");
    with(shop);
    assertThatThrownBy(() -> step.apply(context))
        .asInstanceOf(InstanceOfAssertFactories.type(UserError.class))
        .satisfies(
            e -> {
              assertThat(e.problem())
                  .isEqualTo(
                      context.files().exports() + " cannot be written: its folder is missing");
              assertThat(e.remedy())
                  .isEqualTo(
                      "write those lines into %s by hand, run '/sbin/reload-exports now' as root, and try again"
                          .formatted(context.files().exports()));
            });
    assertThat(context.lines())
        .containsExactly(
            "# BEGIN section for Dusty", line(shop.folder()), "# END section for Dusty");
  }

  @Test
  void linesThatWereWrittenByHandAreReadByTheServerWhereAMountFails() throws IOException {
    RepoCopy shop = override(context, "shop");
    Files.writeString(
        context.files().exports(),
        "# BEGIN section for Dusty\n" + line(shop.folder()) + "\n# END section for Dusty\n");
    step.apply(with(shop));
    assertThat(vm.seen()).containsOnly(entry(place("shop"), source(shop)));
    assertThat(vm.tasks).containsExactly("look", "change", "change");
  }

  @Test
  void aMountThatFailsIsExplainedAndAllIsTakenBack() throws IOException {
    with(override(context, "shop"));
    vm.message = "mount.nfs: No such device";
    // Whether a server listens here is not this test's.
    assertThatThrownBy(() -> step.apply(context)).isInstanceOf(UserError.class);
    step.undo(context, context.journal().getLast());
    assertThat(context.files().exports()).doesNotExist();
  }

  @Test
  void whatTheMachineCannotMountAtAllIsNotTriedOnceMore() throws IOException {
    RepoCopy shop = override(context, "shop");
    Files.writeString(
        context.files().exports(),
        "# BEGIN section for Dusty\n" + line(shop.folder()) + "\n# END section for Dusty\n");
    with(shop);
    vm.message = "mount: unknown filesystem type 'nfs'";
    assertThatThrownBy(() -> step.apply(context)).isInstanceOf(UserError.class);
    assertThat(vm.tasks).containsExactly("look", "change");
  }

  @Test
  void aServerOfAnotherPortIsLookedForThere() throws IOException {
    with(override(context, "shop"));
    vm.message = "mount: unknown filesystem type 'nfs'";
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"))) {
      String options = "nfsvers=4.1,port=" + server.getLocalPort();
      context.with(new Settings(Map.of("nfs_reload", Shared.RELOAD, "nfs_mount_options", options)));
      assertUserError(
          () -> step.apply(context),
          "nfs-client-missing",
          "the machine cannot mount NFS: mount: unknown filesystem type 'nfs'");
    }
  }

  @Test
  void aMachineThatFailsIsQuoted() throws IOException {
    with(override(context, "shop"));
    vm.failing = Optional.of(new Result(1, "", "sudo: a password is required\n"));
    assertUserError(
        () -> step.plan(context),
        "nfs-machine",
        "machine 'vm' could not see to its mounts: sudo: a password is required");
  }

  @Test
  void undoingLeavesAMountThatSomebodySwitchedSince() throws IOException {
    Undo undo = step.apply(with(managed(context, "shop")));
    RepoCopy override = override(context, "shop");
    step.restart(with(override), List.of());
    step.undo(context, undo);
    assertThat(vm.seen()).containsOnly(entry(place("shop"), source(override)));
  }

  @Test
  void undoingWithAMachineThatIsDownTakesBackTheExports() throws IOException {
    Undo undo = step.apply(with(managed(context, "shop")));
    vm.state = Machine.State.STOPPED;
    vm.tasks.clear();
    step.undo(context, undo);
    assertThat(context.files().exports()).doesNotExist();
    assertThat(vm.tasks).isEmpty();
  }

  @Test
  void onAnotherMachineNoMountIsTakenBack() throws IOException {
    Undo undo = step.apply(with(managed(context, "shop"))).on(vm);
    FakeVm another = new FakeVm();
    another.name = "another";
    step.undo(Shared.context(folder, another), undo);
    assertThat(another.tasks).isEmpty();
    assertThat(context.files().exports()).doesNotExist();
  }

  @Test
  void onThisComputerNoMountIsTakenBack() throws IOException {
    Undo undo = step.apply(with(managed(context, "shop")));
    FakeVm local = new FakeVm();
    local.isLocal = true;
    step.undo(Shared.context(folder, local), undo);
    assertThat(local.tasks).isEmpty();
  }

  @Test
  void whereTheMachineIsThisComputerByNowNothingStaysExported() throws IOException {
    Files.writeString(context.files().exports(), "/srv 10.0.0.0/8(ro)\n");
    RepoCopy shop = override(context, "shop");
    step.apply(with(shop));
    String before = Shared.exports(context);
    vm.isLocal = true;
    assertThat(step.plan(context))
        .containsExactly(
            Change.of(
                Action.REMOVE,
                "export",
                shop.folder().toString(),
                "machine 'vm' mounts nothing by NFS"));
    Undo undo = step.apply(context);
    assertThat(Shared.exports(context)).isEqualTo("/srv 10.0.0.0/8(ro)\n");
    assertThat(step.plan(context)).isEmpty();
    step.undo(context, undo);
    assertThat(Shared.exports(context)).isEqualTo(before);
  }

  @Test
  void aServerThatIsGoneByNowIsNoReasonToKeepAnExport() throws IOException {
    step.apply(with(override(context, "shop")));
    vm.isLocal = true;
    context.with(Processes.answering(command -> new Result(1, "", "not found")));
    step.apply(context);
    assertThat(section()).isEmpty();
    assertThat(context.warnings()).singleElement().asString().contains("did not read");
  }

  @Test
  void aMachineWithoutANetworkOfItsOwnNeedsTheUsersConsent() throws IOException {
    vm.address = "127.0.0.1";
    RepoCopy shop = override(context, "shop");
    with(shop);
    assertUserError(
        () -> step.plan(context),
        "nfs-insecure-needed",
        "the machine has no network of its own with this computer, so it asks for repos from"
            + " 127.0.0.1 and a port that no NFS server takes by default");
    context.with(new Settings(Map.of("nfs_reload", Shared.RELOAD, "nfs_insecure", "true")));
    step.apply(context);
    assertThat(section()).containsExactly(line(shop.folder()).replace(")", ",insecure)"));
    assertThat(step.plan(context)).isEmpty();
  }

  @Test
  void aMachineThatDoesNotSayHowItReachesThisComputerIsLeftAlone() throws IOException {
    vm.host = Optional.empty();
    with(managed(context, "shop"));
    assertThat(step.plan(context)).isEmpty();
    assertThat(step.apply(context)).isEqualTo(Undo.NOTHING);
    step.restart(context, List.of());
    step.share(context);
    assertThat(vm.tasks).isEmpty();
  }

  @Test
  void aServerThatReadsAnotherFileIsReportedBeforeAnythingIsWritten() throws IOException {
    with(override(context, "shop")).with(Settings.DEFAULTS);
    assertUserError(
        () -> step.apply(context),
        "exports-elsewhere",
        "this computer's NFS server reads /etc/exports, and not Dusty's "
            + context.files().exports());
    assertThat(context.files().exports()).doesNotExist();
  }
}
