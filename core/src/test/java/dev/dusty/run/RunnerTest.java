package dev.dusty.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dusty.api.Settings;
import dev.dusty.api.UserError;
import dev.dusty.api.compile.Artifact;
import dev.dusty.api.compile.Site;
import dev.dusty.api.run.RunContext;
import dev.dusty.api.run.Undo;
import dev.dusty.compile.PluginFailure;
import dev.dusty.config.Paths;
import dev.dusty.plugin.LoadedStep;
import dev.dusty.testkit.FakeContext;
import dev.dusty.testkit.Processes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunnerTest {

  private static final Artifact SCRIPT =
      new Artifact("up.sh", new Artifact.Place.CommandFolder("up.sh"), "echo\n");

  @TempDir Path home;

  private final List<String> notes = new ArrayList<>();
  private final NotingStep first = new NotingStep("first", notes);
  private final NotingStep second = new NotingStep("second", notes).after("first", "files");
  private final NotingStep third = new NotingStep("third", notes).after("second");
  private FakeContext said = new FakeContext(Path.of(System.getProperty("java.io.tmpdir")));
  private Path state = Path.of("/");

  @BeforeEach
  void state() {
    said = new FakeContext(home);
    state = home.resolve("state");
  }

  private Surroundings surroundings() {
    return surroundings(new FolderMachine(home.resolve("machine")));
  }

  private Surroundings surroundings(FolderMachine machine) {
    return new Surroundings(
        Paths.of(Map.of(Paths.HOME, home.toString())),
        said.user(),
        Settings.DEFAULTS,
        new LoadedStep<>("tests", machine),
        Processes.succeeding(),
        said.reporter(),
        said.cancellation());
  }

  private Runner runner(NotingStep... steps) {
    return runner(state, steps);
  }

  private static Runner runner(Path state, NotingStep... steps) {
    return new Runner(Arrays.stream(steps).map(NotingStep::loaded).toList(), state);
  }

  private static RunInput input(Artifact... artifacts) {
    return new RunInput(
        FakeContext.empty(Site.at("127.0.0.1", "172.17.0.1")), List.of(artifacts), List.of(), true);
  }

  private Outcome apply(Runner runner, RunInput input, StepCall.Order last) throws IOException {
    Surroundings surroundings = surroundings();
    List<PlannedStep> planned = runner.plan(surroundings, input);
    return runner.apply(surroundings, input, planned, Processes.succeeding(), last);
  }

  private Outcome apply(Runner runner) throws IOException {
    return apply(runner, input(SCRIPT), () -> notes.add("last"));
  }

  private Runner all() {
    return runner(third, second, first);
  }

  private Path script() {
    return home.resolve("machine/command_files/up.sh");
  }

  @Test
  void stepsAreAppliedInTheirOrderAndWhatMakesItFinalComesLast() throws IOException {
    Outcome outcome = apply(all());
    assertThat(notes).containsExactly("apply first", "apply second", "apply third", "last");
    assertThat(outcome)
        .isEqualTo(new Outcome(List.of("files", "first", "second", "third"), List.of()));
    assertThat(all().isUnfinished()).isFalse();
  }

  @Test
  void progressIsShownOfStepsThatChangeSomething() throws IOException {
    apply(runner(first), input(), () -> {});
    assertThat(said.items()).containsExactly("first: changing", "first: done");
  }

  @Test
  void withoutPluginsThereAreDustysOwnFiles() throws IOException {
    assertThat(apply(runner()).changed()).containsExactly("files");
    assertThat(script()).hasContent("echo\n");
    assertThat(apply(runner()).changed()).isEmpty();
  }

  @Test
  void planningTouchesNothing() throws IOException {
    assertThat(all().plan(surroundings(), input(SCRIPT)))
        .extracting(PlannedStep::step)
        .containsExactly("files", "first", "second", "third");
    assertThat(notes).isEmpty();
    assertThat(all().isUnfinished()).isFalse();
    assertThat(script()).doesNotExist();
  }

  @Test
  void aStepThatFailsIsTakenBackFirstAndThenTheEarlierOnesInReverse() throws IOException {
    UserError error = new UserError("port-taken", "port 80 is taken", "stop what has it");
    second.applying(
        context -> {
          throw error;
        });
    assertThatThrownBy(() -> apply(all())).isSameAs(error);
    assertThat(notes)
        .containsExactly(
            "apply first",
            "apply second",
            "undo second to former second",
            "undo first to former first");
    assertThat(script()).doesNotExist();
    assertThat(said.lines()).containsExactly("put back as it was: second, first, files");
    assertThat(said.items()).endsWith("second: changing", "second: failed");
    assertThat(all().isUnfinished()).isFalse();
  }

  @Test
  void aPluginThatThrowsIsNamedAndTakenBack() throws IOException {
    second.applying(
        context -> {
          throw new IllegalStateException("oops");
        });
    assertThatThrownBy(() -> apply(all()))
        .isInstanceOf(PluginFailure.class)
        .hasMessageStartingWith("step 'second' of plugin 'plugin-of-second' failed");
    assertThat(notes).endsWith("undo second to former second", "undo first to former first");
    assertThat(all().isUnfinished()).isFalse();
  }

  @Test
  void anErrorOfTheJvmIsTakenBackToo() throws IOException {
    second.applying(
        context -> {
          throw new AssertionError("oops");
        });
    assertThatThrownBy(() -> apply(all())).isInstanceOf(AssertionError.class);
    assertThat(notes).endsWith("undo second to former second", "undo first to former first");
    assertThat(all().isUnfinished()).isFalse();
  }

  @Test
  void aCancelledRunIsTakenBackByStepsThatAreNotCancelled() throws IOException {
    List<Boolean> cancelled = new ArrayList<>();
    second.applying(context -> said.cancel());
    first.undoing(context -> cancelled.add(context.cancellation().isCancelled()));
    assertThatThrownBy(() -> apply(all())).isInstanceOf(CancellationException.class);
    assertThat(notes)
        .containsExactly(
            "apply first",
            "apply second",
            "undo second to former second",
            "undo first to former first");
    assertThat(cancelled).containsExactly(false);
    assertThat(said.items()).endsWith("third: interrupted");
    assertThat(all().isUnfinished()).isFalse();
  }

  @Test
  void allIsTakenBackIfItCannotBeMadeFinal() throws IOException {
    assertThatThrownBy(
            () ->
                apply(
                    all(),
                    input(),
                    () -> {
                      throw new IOException("disk full");
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage("disk full");
    assertThat(notes)
        .endsWith(
            "undo third to former third",
            "undo second to former second",
            "undo first to former first");
  }

  @Test
  void aStepIsTakenBackToWhatItReturnedIfThatIsMoreThanItJournalled() throws IOException {
    NotingStep more =
        new NotingStep("more", notes) {
          @Override
          public Undo apply(RunContext context) throws IOException {
            super.apply(context);
            return new Undo(Map.of("was", "all of it"));
          }
        };
    second
        .after("more")
        .applying(
            context -> {
              throw new UserError("x", "x", "x");
            });
    assertThatThrownBy(() -> apply(runner(more, second))).isInstanceOf(UserError.class);
    assertThat(notes).endsWith("undo more to all of it");
  }

  @Test
  void containersThatDidNotStayUpAreToldAndNothingIsTakenBack() throws IOException {
    NotingStep compose =
        new NotingStep("compose", notes) {
          @Override
          public Undo apply(RunContext context) {
            return new Undo(Map.of(Undo.FAILED, "api,web"));
          }
        };
    assertThat(apply(runner(compose)).failed()).containsExactly("api", "web");
    assertThat(notes).containsExactly("last");
  }

  @Test
  void whatCannotBeTakenBackIsSaidAndTriedAgain() throws IOException {
    third.applying(
        context -> {
          throw new UserError("first-of-all", "the third fails", "mend it");
        });
    second.undoing(
        context -> {
          throw new UserError("stuck", "the mount is busy", "unmount it");
        });
    assertThatThrownBy(() -> apply(all())).hasMessage("the third fails");
    assertThat(notes).endsWith("undo third to former third", "undo first to former first");
    assertThat(said.warnings())
        .containsExactly(
            "what step 'second' did could not be taken back, which the next 'dusty up' tries again:"
                + " the mount is busy; unmount it");
    assertThat(said.lines()).containsExactly("put back as it was: third, first, files");
    assertThat(all().isUnfinished()).isTrue();

    second.undoing(context -> {});
    notes.clear();
    all().undo(surroundings());
    assertThat(notes).containsExactly("undo second to former second");
    assertThat(all().isUnfinished()).isFalse();
  }

  @Test
  void aBugInTakingBackHidesNotWhyItWasNecessary() throws IOException {
    second.applying(
        context -> {
          throw new UserError("x", "the second fails", "x");
        });
    second.undoing(
        context -> {
          throw new IllegalStateException("oops");
        });
    assertThatThrownBy(() -> apply(all())).hasMessage("the second fails");
    assertThat(notes).endsWith("undo first to former first");
    assertThat(said.warnings()).singleElement().asString().contains("plugin-of-second", "oops");
  }

  @Test
  void aStepWhosePluginIsGoneKeepsItsPlaceInTheJournal() throws IOException {
    third.applying(
        context -> {
          throw new UserError("x", "x", "x");
        });
    third.undoing(
        context -> {
          throw new UserError("x", "not now", "later");
        });
    assertThatThrownBy(() -> apply(all())).isInstanceOf(UserError.class);
    runner(first).undo(surroundings());
    assertThat(said.warnings())
        .last()
        .isEqualTo(
            "what step 'third' did could not be taken back, which the next 'dusty up' tries again:"
                + " there is no step 'third' any more;"
                + " put its plugin back, so that it can undo what it did");
    assertThat(runner(first).isUnfinished()).isTrue();
  }

  /** What is on the disk when a step is at its work is what is there after a kill. */
  @Test
  void afterAKillAnotherProcessTakesBackWhatWasDone() throws IOException {
    Path left = home.resolve("left");
    second.applying(context -> copy(state, left));
    apply(all());
    notes.clear();

    Runner next = runner(left, third, second, first);
    assertThat(next.isUnfinished()).isTrue();
    next.undo(surroundings());
    assertThat(notes).containsExactly("undo second to former second", "undo first to former first");
    assertThat(script()).doesNotExist();
    assertThat(next.isUnfinished()).isFalse();
  }

  @Test
  void whatAKilledRunChangedOnAMachineIsNotTakenBackOnAnotherOne() throws IOException {
    Path left = home.resolve("left");
    first.applying(context -> copy(state, left));
    apply(all());
    FolderMachine other = new FolderMachine("other", home.resolve("machine"));
    runner(left, first).undo(surroundings(other));
    assertThat(script()).exists();
    assertThat(said.warnings())
        .containsExactly(
            "what the earlier run changed on machine 'folder' stays there as it is, as the machine"
                + " is 'other' now");
    assertThat(runner(left, first).isUnfinished()).isFalse();
  }

  @Test
  void aRunThatWasKilledBeforeItsFirstStepIsEndedWithoutAWord() throws IOException {
    Files.createDirectories(state.resolve("journal"));
    assertThat(all().isUnfinished()).isTrue();
    all().undo(surroundings());
    assertThat(all().isUnfinished()).isFalse();
    assertThat(said.lines()).isEmpty();
  }

  private static void copy(Path from, Path to) {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
