package dev.dusty.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dusty.api.compile.CompileInput;
import dev.dusty.api.compile.CompileStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Supplier;
import net.jqwik.api.sessions.JqwikSession;
import org.junit.jupiter.api.Test;

/** A good step keeps the contract, and each bad one breaks the part that it is bad at. */
class CompileStepContractTest {

  private static final CompileInput INPUT = input();

  private static CompileInput input() {
    List<CompileInput> made = new ArrayList<>();
    JqwikSession.run(() -> made.add(CompileInputs.any().generator(10).next(new Random(7)).value()));
    return made.get(0);
  }

  private static CompileStepContract contract(Supplier<CompileStep> steps) {
    return new CompileStepContract() {
      @Override
      protected CompileStep step() {
        return steps.get();
      }
    };
  }

  @Test
  void aGoodStepKeepsAllOfIt() {
    CompileStepContract contract = contract(Steps.Good::new);
    assertThatCode(
            () -> {
              contract.itsNameIsInKebabCase();
              contract.itsConfigKeysAreDeclaredOnceAndTheSameEachTime();
              contract.itDoesNoInputOrOutputAndAsksNeitherClockNorChanceNorEnvironment();
              JqwikSession.run(contract::anotherProcessMakesTheSameBytes);
              contract.theSameInputMakesTheSameBytes(INPUT, INPUT);
              contract.severalThreadsMakeTheSameBytes(INPUT, INPUT);
              contract.anyLocaleAndTimeZoneMakeTheSameBytes(INPUT);
              contract.everyArtifactHasAPlaceOfItsOwn(INPUT);
            })
        .doesNotThrowAnyException();
  }

  @Test
  void aStepThatReadsAFileIsFoundThroughItsHelper() {
    assertThatThrownBy(
            contract(Steps.Reading::new)
                ::itDoesNoInputOrOutputAndAsksNeitherClockNorChanceNorEnvironment)
        .hasMessageContaining("$Reading -> ")
        .hasMessageContaining("$Helper -> java.nio.file.Files.readString");
  }

  @Test
  void aStepThatAsksTheClockIsFoundInsideALambda() {
    assertThat(Purity.violations(Steps.Timed.class))
        .anyMatch(violation -> violation.endsWith("$Timed -> java.lang.System.nanoTime"));
  }

  @Test
  void aStepThatRemembersIsFound() {
    assertThatThrownBy(
            () -> contract(Steps.Remembering::new).theSameInputMakesTheSameBytes(INPUT, INPUT))
        .hasMessageContaining("made another 'x/y' when another call came between");
  }

  @Test
  void aStepThatLetsASetDecideIsFoundByAnotherProcess() {
    // Two processes may agree by chance, several hardly.
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 5; i++) {
                JqwikSession.run(contract(Steps.Unordered::new)::anotherProcessMakesTheSameBytes);
              }
            })
        .hasMessageContaining("the same inputs made other bytes in another process");
  }

  @Test
  void aStepThatLetsTheLocaleDecideIsFound() {
    Locale before = Locale.getDefault();
    assertThatThrownBy(() -> contract(Steps.Local::new).anyLocaleAndTimeZoneMakeTheSameBytes(INPUT))
        .hasMessageContaining("when the locale was tr-TR");
    assertThat(Locale.getDefault()).isEqualTo(before);
  }

  @Test
  void aStepThatMakesOnePathTwiceIsFound() {
    assertThatThrownBy(() -> contract(Steps.Doubling::new).everyArtifactHasAPlaceOfItsOwn(INPUT))
        .hasMessage("two artifacts have path x/y");
  }
}
