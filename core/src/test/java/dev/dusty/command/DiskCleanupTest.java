package dev.dusty.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dusty.api.UserError;
import dev.dusty.api.run.Change;
import dev.dusty.api.run.Container;
import dev.dusty.api.run.ContainerStep;
import dev.dusty.api.run.Leftover;
import dev.dusty.api.run.MachineContext;
import dev.dusty.api.run.RunContext;
import dev.dusty.api.run.SpecImages;
import dev.dusty.api.run.Undo;
import dev.dusty.config.Config;
import dev.dusty.protocol.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a step that has leftovers and notes which ones are removed. */
class DiskCleanupTest {

  private static final Leftover WEB = container("dusty_web_1");
  private static final Leftover BUSY = container("dusty_busy_1");

  @TempDir Path home;
  @TempDir Path elsewhere;
  private final List<String> removed = new ArrayList<>();
  private final List<SpecImages> asked = new ArrayList<>();
  private List<Leftover> leftovers = List.of(WEB);
  private Dusty dusty;

  private static Leftover container(String name) {
    return new Leftover(Leftover.Kind.CONTAINER, "id of " + name, name, "exited", 2048);
  }

  /** The step. */
  private final class Untidy implements ContainerStep {
    @Override
    public String name() {
      return "untidy";
    }

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
    public List<Container> containers(MachineContext context) {
      return List.of();
    }

    @Override
    public void stop(MachineContext context, List<String> containers) {}

    @Override
    public void remove(MachineContext context, List<String> containers) {}

    @Override
    public List<Leftover> leftoverContainers(MachineContext context) {
      return leftovers;
    }

    @Override
    public List<Leftover> leftoverImages(MachineContext context, SpecImages images) {
      asked.add(images);
      return List.of();
    }

    @Override
    public void removeLeftover(MachineContext context, Leftover leftover) {
      if (leftover.equals(BUSY)) {
        throw new UserError("busy", "it is in use", "leave it");
      }
      removed.add(leftover.name());
    }
  }

  @BeforeEach
  void setUp() throws IOException {
    dusty = TestDusty.in(home, List.of(), new Untidy());
    String specs =
        GitSpecs.in(elsewhere.resolve("specs"))
            .with(
                "apps/web.yml",
                "image: web:1\ncommands: {always: [a]}\ntest:\n  image: tester\n  suites:\n    - name: unit\n      command: [a]\n")
            .with("libs/kit.yml", "repo: github.com/org/kit\nmount: /kit\n")
            .with("services/db.yml", "image: postgres\n")
            .with("bundles/none.yml", "description: Nothing is active\napps: [web]\n")
            .url();
    dusty
        .configFile()
        .write(
            Config.NONE
                .with(Config.USERNAME, TestDusty.self(dusty).name())
                .with(Config.SPECS_REPO, specs));
  }

  private TestCaller caller(boolean atTerminal) throws IOException {
    return new TestCaller(
        TestDusty.self(dusty),
        elsewhere,
        atTerminal ? new Terminal(true, false, false, 80) : Terminal.NONE);
  }

  @Test
  void whatIsLeftOverIsShownBeforeItIsRemoved() throws IOException {
    TestCaller caller = caller(true).answering("yes");
    assertThat(new DiskCleanup(dusty, caller, false).containers()).isZero();
    assertThat(caller.out().lines().map(line -> line.replaceAll(" +", " ")))
        .containsExactly(
            "NAME STATE SIZE",
            "dusty_web_1 exited 2.0 KiB",
            "In all: 2.0 KiB",
            "Remove this container? [y/N] Removed: 1 container");
    assertThat(removed).containsExactly("dusty_web_1");
  }

  @Test
  void anyOtherAnswerRemovesNothing() throws IOException {
    leftovers = List.of(WEB, BUSY);
    TestCaller caller = caller(true).answering("");
    assertThat(new DiskCleanup(dusty, caller, false).containers()).isZero();
    assertThat(caller.out()).endsWith("Remove these 2 containers? [y/N] Nothing was removed.\n");
    assertThat(removed).isEmpty();
  }

  @Test
  void whereNobodyCanBeAskedNothingIsRemoved() throws IOException {
    TestCaller caller = caller(false);
    assertThatThrownBy(() -> new DiskCleanup(dusty, caller, false).containers())
        .isInstanceOf(UserError.class)
        .hasMessage("nobody is there to ask, so nothing was removed");
    assertThat(caller.out()).contains("dusty_web_1");
    assertThat(removed).isEmpty();
  }

  @Test
  void whatIsInUseByNowStaysAndIsTold() throws IOException {
    leftovers = List.of(BUSY, WEB);
    TestCaller caller = caller(false);
    assertThat(new DiskCleanup(dusty, caller, true).containers()).isEqualTo(1);
    assertThat(caller.err()).isEqualTo("warning: it is in use\n");
    assertThat(removed).containsExactly("dusty_web_1");
  }

  @Test
  void imagesOfAllSpecsAreAskedFor() throws IOException {
    TestCaller caller = caller(false);
    new Repos(dusty, caller).update();
    assertThat(new DiskCleanup(dusty, caller, false).images()).isZero();
    assertThat(caller.out()).isEqualTo("Nothing to do: no image of Dusty is unused.\n");
    assertThat(asked.getFirst().names()).contains("web", "kit", "db");
    assertThat(asked.getFirst().references()).contains("web:1", "postgres", "tester");
  }
}
