package dev.dusty.distribution.bed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PtyIT {

  private static Pty sh(String script, String... arguments) {
    List<String> argv = new ArrayList<>(List.of("sh", "-c", script, "sh"));
    argv.addAll(List.of(arguments));
    return Pty.start(Path.of("/"), Map.of("HOME", ""), argv);
  }

  @Test
  void aProgramSeesATerminalOfItsSize() {
    try (Pty pty = sh("test -t 0 && test -t 1 && stty size && echo $TERM")) {
      pty.await("40 120");
      pty.await("xterm");
      assertThat(pty.exitCode()).isZero();
    }
  }

  @Test
  void argumentsArriveAsGiven() {
    try (Pty pty = sh("printf '<%s>' \"$@\"", "it's", "a $HOME b", "")) {
      pty.await("<it's><a $HOME b><>");
    }
  }

  @Test
  void whatIsTypedIsRead() {
    try (Pty pty = sh("read line; echo \"[$line]\"; cat; exit 7")) {
      pty.type("hello\n");
      pty.await("[hello]");
      pty.endInput();
      assertThat(pty.exitCode()).isEqualTo(7);
    }
  }

  @Test
  void anInterruptEndsAProgramThatDoesNotCatchIt() {
    try (Pty pty = sh("echo ready; exec sleep 60")) {
      pty.await("ready");
      pty.interrupt();
      assertThat(pty.exitCode()).isEqualTo(130);
    }
  }
}
