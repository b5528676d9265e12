package dev.dusty.testkit;

import dev.dusty.api.ConfigKey;
import dev.dusty.api.compile.Artifact;
import dev.dusty.api.compile.CompileInput;
import dev.dusty.api.compile.CompileStep;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TimeZone;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * What every compile step promises. A plugin's test extends it and says how to make the step:
 *
 * <pre>
 * class MyStepContractTest extends CompileStepContract {
 *   protected CompileStep step() { return new MyStep(); }
 * }
 * </pre>
 *
 * <p>The class of the step needs a public constructor without parameters, as Dusty makes it by that
 * too.
 *
 * @since 1.0
 */
public abstract class CompileStepContract {

  private static final int TRIES = 200;

  /** Returns a new step. */
  protected abstract CompileStep step();

  /**
   * Returns the inputs to try; by default any. A step that refuses some specs with a {@link
   * dev.dusty.api.UserError} returns those that it takes.
   */
  @Provide
  protected Arbitrary<CompileInput> inputs() {
    return CompileInputs.any();
  }

  /** A name is what users type and other steps refer to. */
  @Example
  void itsNameIsInKebabCase() {
    Contract.check(
        step().name().matches("[a-z][a-z0-9]*(-[a-z0-9]+)*"),
        "the name '" + step().name() + "' is not in kebab-case");
  }

  /** A key that is declared twice would have two defaults. */
  @Example
  void itsConfigKeysAreDeclaredOnceAndTheSameEachTime() {
    List<ConfigKey> keys = step().configKeys();
    Set<String> names = new HashSet<>();
    for (ConfigKey key : keys) {
      Contract.check(
          names.add(key.name()), "the config key '" + key.name() + "' is declared twice");
    }
    Contract.check(keys.equals(step().configKeys()), "the config keys differ from call to call");
  }

  /** Checked in its class files, libraries included. */
  @Example
  void itDoesNoInputOrOutputAndAsksNeitherClockNorChanceNorEnvironment() {
    List<String> violations = Purity.violations(step().getClass());
    Contract.check(violations.isEmpty(), "it is not pure:\n  " + String.join("\n  ", violations));
  }

  /** The order of {@code Set.of} and {@code Map.of} is another one in each process. */
  @Example
  void anotherProcessMakesTheSameBytes() {
    Contract.sameInAnotherProcess(step().getClass());
  }

  /** Neither an earlier call nor another instance makes a difference. */
  @Property(tries = TRIES)
  void theSameInputMakesTheSameBytes(
      @ForAll("inputs") CompileInput input, @ForAll("inputs") CompileInput other) {
    CompileStep used = step();
    List<Artifact> first = Contract.compile(used, input);
    used.compile(other);
    Contract.same(first, Contract.compile(used, input), "another call came between");
    Contract.same(first, Contract.compile(step(), input), "another instance made it");
  }

  /** A step may be asked by several threads at once. */
  @Property(tries = TRIES)
  void severalThreadsMakeTheSameBytes(
      @ForAll("inputs") CompileInput input, @ForAll("inputs") CompileInput other) throws Exception {
    CompileStep shared = step();
    List<Artifact> expected = Contract.compile(step(), input);
    List<Artifact> expectedOther = Contract.compile(step(), other);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      Callable<List<Artifact>> task = () -> Contract.compile(shared, input);
      Callable<List<Artifact>> otherTask = () -> Contract.compile(shared, other);
      List<Future<List<Artifact>>> made =
          threads.invokeAll(List.of(task, otherTask, task, otherTask));
      for (int i = 0; i < made.size(); i++) {
        Contract.same(
            i % 2 == 0 ? expected : expectedOther, made.get(i).get(), "threads shared it");
      }
    } catch (ExecutionException e) {
      throw new AssertionError("it failed when threads shared it", e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  /** Turkish has another lower case of I, and Arabic other digits. */
  @Property(tries = TRIES)
  void anyLocaleAndTimeZoneMakeTheSameBytes(@ForAll("inputs") CompileInput input) {
    List<Artifact> expected = Contract.compile(step(), input);
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    try {
      for (String tag : List.of("tr-TR", "ar-EG-u-nu-arab", "ja-JP")) {
        Locale.setDefault(Locale.forLanguageTag(tag));
        TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
        Contract.same(expected, Contract.compile(step(), input), "the locale was " + tag);
      }
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
  }

  /** Two artifacts cannot be written to one place. */
  @Property(tries = TRIES)
  void everyArtifactHasAPlaceOfItsOwn(@ForAll("inputs") CompileInput input) {
    Set<String> paths = new HashSet<>();
    Set<Artifact.Place> places = new HashSet<>();
    for (Artifact artifact : step().compile(input)) {
      Contract.check(paths.add(artifact.path()), "two artifacts have path " + artifact.path());
      Contract.check(places.add(artifact.place()), "two artifacts belong at " + artifact.place());
    }
  }
}
