package dev.dusty.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TerminalTextTest {

  @Test
  void whatWouldCommandATerminalIsReplaced() {
    assertThat(TerminalText.plain("a\u001b[2Jb\u0007\r\u009bc\u0000"))
        .isEqualTo("a\ufffd[2Jb\ufffd\ufffd\ufffdc\ufffd");
  }

  @Test
  void whatWouldTurnTheDirectionOfTheTextIsReplaced() {
    assertThat(TerminalText.plain("sh\u202egpj.exe")).isEqualTo("sh\ufffdgpj.exe");
  }

  @Test
  void linesTabsAndOtherLanguagesStay() {
    String text = "eins\n\tzwei\nüñ 語 \ud83d\ude00\n";
    assertThat(TerminalText.plain(text)).isEqualTo(text);
  }
}
