package dev.dusty.plugin.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dusty.plugin.compose.ShellLine.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellLineTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "python app.py",
        "./run --name 'a b' \"c $d ${e} $(hostname)\"",
        "mongod --replSet dusty > /log 2>&1 < /dev/null",
        "echo `hostname`",
        "echo a\\ b\\;c",
        "echo {a,b} }",
        "echo $((1+2))",
        "\"$JAVA_HOME\"/bin/java -jar x",
        "watchmedo shell-command --patterns=\"*.txt\" --command='echo \"${a} ${b}\"' .",
        "2>/log prog",
        "echo a#b",
        "echo \"it's (not) # ; | & > <\""
      })
  void oneProgramWithItsArgumentsIsSimple(String command) {
    assertThat(ShellLine.of(command).kind()).isEqualTo(Kind.SIMPLE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a; b",
        "a && b || c",
        "a | b",
        "a &",
        "a;",
        "A=b",
        "A=b c",
        "a & b",
        "> file",
        "a 2>&1 | b"
      })
  void simpleCommandsAndOperatorsAreAList(String command) {
    assertThat(ShellLine.of(command).kind()).isEqualTo(Kind.LIST);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "if true; then",
        "fi",
        "a; done",
        "while a; do b; done",
        "case x in a) b;; esac",
        "{ a; }",
        "}",
        "{",
        "(a)",
        ")",
        "f() { a; }",
        "! a",
        "[[ a < b ]]",
        "time a",
        "echo '",
        "echo \"",
        "echo $(a",
        "echo ${a",
        "echo `a",
        "echo a)",
        "a &&",
        "a |",
        "a ||",
        "; a",
        "&& a",
        "a ;; b",
        "cat <<E",
        "cat <<< x",
        "a <",
        "a >",
        "echo a\\",
        "a \\ ",
        "a\nb",
        "a\u0000",
        "a\rb",
        "echo $'a'",
        "echo $\"a\"",
        "diff <(a) b",
        "a &> b",
        "a |& b",
        "echo $(a # b)",
        "echo $(cat <<E)",
        "echo ${a:-'}'}",
        "echo `echo '`",
        "echo \"$(echo ')\"",
        "a=(1 2)"
      })
  void whateverIsOpenOrReadDifferentlyByShellsIsOther(String command) {
    assertThat(ShellLine.of(command).kind()).isEqualTo(Kind.OTHER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n", "# only a comment", "\t# a 'comment"})
  void blanksAndCommentsAreEmpty(String command) {
    assertThat(ShellLine.of(command).kind()).isEqualTo(Kind.EMPTY);
  }

  @Test
  void aCommentAtTheEndIsCutOff() {
    assertThat(ShellLine.of("python app.py # the 'main' one").text()).isEqualTo("python app.py");
  }

  @Test
  void aNewlineAtTheEndDoesNotMakeItSeveralLines() {
    assertThat(ShellLine.of("python app.py\n").kind()).isEqualTo(Kind.SIMPLE);
  }

  @Test
  void theFirstWordIsTheProgram() {
    assertThat(ShellLine.of("2>/log >x python app.py").firstWord()).isEqualTo("python");
  }

  @Test
  void whatIsNotUnderstoodIsKeptToTheLetter() {
    assertThat(ShellLine.of(" cat <<E\nx\nE\n").text()).isEqualTo(" cat <<E\nx\nE\n");
  }
}
