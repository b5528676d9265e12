package dev.dusty.plugin.vmssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dusty.api.step.Command;
import dev.dusty.api.step.Command.Identity;
import dev.dusty.testkit.Processes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the shell of the VM is given to read. */
class QuotingTest {

  private static Command command(Identity identity, String... argv) {
    return Command.of(identity, Duration.ofSeconds(10), argv);
  }

  @Test
  void plainWordsStayAsTheyAre() {
    assertThat(Quoting.line(command(Identity.USER, "df", "-P", "/mnt/sda1"), false))
        .isEqualTo("exec df -P /mnt/sda1");
  }

  @Test
  void rootsCommandsGoThroughSudoUnlessTheLoginUserIsRoot() {
    Command command = command(Identity.ROOT, "id");
    assertThat(Quoting.line(command, false)).isEqualTo("exec sudo -n -- id");
    assertThat(Quoting.line(command, true)).isEqualTo("exec id");
  }

  @Test
  void rootGoesIntoTheFolderAndGetsTheEnvironment() {
    Command command =
        command(Identity.ROOT, "make").withEnvironment(Map.of("A", "b c")).in(Path.of("/x y"));
    assertThat(Quoting.line(command, false))
        .isEqualTo(
            "exec sudo -n -- sh -c 'cd -- \"$1\" && shift && exec \"$@\"' sh '/x y' env 'A=b c'"
                + " make");
  }

  @Test
  void aShellReadsWhateverTheArgumentsHold() throws IOException {
    String[] argv = {
      "printf",
      "%s\\n",
      "",
      "it's",
      "\"$HOME\" `id` \\ $(id)",
      "*",
      "a;b&c|d<e>f",
      "~",
      "!",
      "#x",
      "tab\there",
      "ü",
      "-n"
    };
    String line = Quoting.line(command(Identity.USER, argv).in(Path.of("/tmp")), false);
    assertThat(Processes.real().run(command(Identity.USER, "sh", "-c", line)).output().lines())
        .containsExactly(Arrays.copyOfRange(argv, 2, argv.length));
  }

  @Test
  void aVariableMayHoldAnything() throws IOException {
    String value = "a'b \"c\" $d";
    Command command = command(Identity.USER, "printenv", "V").withEnvironment(Map.of("V", value));
    assertThat(
            Processes.real()
                .run(command(Identity.USER, "sh", "-c", Quoting.line(command, false)))
                .output())
        .isEqualTo(value + "\n");
  }
}
