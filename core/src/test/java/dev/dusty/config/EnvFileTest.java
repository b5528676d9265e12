package dev.dusty.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dusty.api.UserError;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is Dusty's own; what is Compose's is compared with Compose. */
class EnvFileTest {

  private static void assertRefused(String text, String problem, String remedy) {
    assertThatThrownBy(() -> EnvFile.parse("f", text))
        .isInstanceOf(UserError.class)
        .hasMessage(problem)
        .extracting(e -> ((UserError) e).remedy())
        .isEqualTo(remedy);
  }

  @Test
  void namesAndValuesAreRead() {
    assertThat(EnvFile.parse("f", "# c\n\nexport A=1\nB: 'x # y' # z\nC=\"$A\\n\"\n"))
        .isEqualTo(Map.of("A", "1", "B", "x # y", "C", "1\n"));
  }

  @Test
  void nothingIsReadFromNothing() {
    assertThat(EnvFile.parse("f", "# only\n  \n")).isEmpty();
  }

  @Test
  void aNameWithoutAValueIsNotLookedUpAnywhere() {
    assertRefused(
        "A=1\nHOME\n",
        "f:2: 'HOME' has no value, and the environment is not read for one",
        "write HOME=value");
  }

  @Test
  void aVariableOfNoEarlierLineIsNotLookedUpAnywhere() {
    assertRefused(
        "A=1\nB=a${HOME}\nHOME=x\n",
        "f:2: no line above sets 'HOME', and the environment is not read for it",
        "write its value, or $$ where a dollar is meant");
  }

  @Test
  void aValueThatIsNeededIsAskedFor() {
    assertRefused(
        "A=${N:?must be there}\n",
        "f:1: 'N' is needed here: must be there",
        "set it in a line above");
  }

  @ParameterizedTest
  @ValueSource(strings = {"A B=1", "A!=1", "=x", "A,B"})
  void aLineThatIsNoneIsToldWithItsNumber(String line) {
    assertRefused(
        "OK='\n'\n" + line + "\n",
        "f:3: this is no NAME=value: " + line,
        "write names with letters, digits, '_', '.' and '-', and text behind a '#'");
  }

  @Test
  void aQuoteThatIsNotClosedIsToldWhereItBegins() {
    assertRefused(
        "A=1\nB=\"x\n\ny",
        "f:2: the value has no closing \": B=\"x",
        "close it, or write \\\" for a quote inside of it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"A=${A", "A=${", "A=${1}", "A=\"${X Y}\"", "A=${X:}"})
  void bracesThatHoldNoVariableAreRefused(String line) {
    assertThatThrownBy(() -> EnvFile.parse("f", line))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("f:1: no variable can be made of this: ");
  }

  @Test
  void aByteThatNoVariableCanHoldIsRefused() {
    assertRefused("A=\0", "f:1: a value cannot hold a byte that is zero", "take it out");
  }

  @Test
  void aNameIsMadeOfLettersDigitsAndFewSigns() {
    assertThat(EnvFile.isName("MY_VAR.x-1")).isTrue();
    assertThat(EnvFile.isName("")).isFalse();
    assertThat(EnvFile.isName("A=B")).isFalse();
    assertThat(EnvFile.isName("A B")).isFalse();
    assertThat(EnvFile.isName("A\n")).isFalse();
  }
}
