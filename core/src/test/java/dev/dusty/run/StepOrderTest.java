package dev.dusty.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dusty.api.UserError;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class StepOrderTest {

  private static List<String> order(NotingStep... steps) {
    return StepOrder.sort(Arrays.stream(steps).map(NotingStep::loaded).toList()).stream()
        .map(loaded -> loaded.step().name())
        .toList();
  }

  @Test
  void stepsWithoutWishesComeByName() {
    assertThat(order(new NotingStep("c"), new NotingStep("a"), new NotingStep("b")))
        .containsExactly("a", "b", "c");
  }

  @Test
  void aStepComesAfterThoseThatItFollows() {
    assertThat(
            order(
                new NotingStep("a").after("b"),
                new NotingStep("b").after("c", "d"),
                new NotingStep("c"),
                new NotingStep("d")))
        .containsExactly("c", "d", "b", "a");
  }

  @Test
  void aStepComesBeforeThoseThatItPrecedes() {
    assertThat(order(new NotingStep("a"), new NotingStep("b").before("a"), new NotingStep("c")))
        .containsExactly("b", "a", "c");
  }

  @Test
  void aNameThatNoStepHasIsPassedOver() {
    assertThat(
            order(
                new NotingStep("b").after("nobody").before("noone"),
                new NotingStep("a").after("b")))
        .containsExactly("b", "a");
  }

  @Test
  void aCircleIsRefusedWithTheStepsInItAndTheirPlugins() {
    assertThatThrownBy(
            () ->
                order(
                    new NotingStep("a").after("b"),
                    new NotingStep("b").after("c"),
                    new NotingStep("c").after("a"),
                    new NotingStep("d").after("c"),
                    new NotingStep("e").before("a")))
        .isInstanceOf(UserError.class)
        .hasMessage("the run steps a, b, c each want to follow another of them")
        .extracting(e -> ((UserError) e).remedy())
        .isEqualTo("remove one of the plugins plugin-of-a, plugin-of-b, plugin-of-c");
  }

  @Test
  void aStepThatFollowsItselfIsACircle() {
    assertThatThrownBy(() -> order(new NotingStep("a").after("a"), new NotingStep("b").after("a")))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("the run steps a each");
  }
}
