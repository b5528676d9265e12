package dev.dusty.plugin.compose;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Makes lines of what comes in pieces. One that is too long for a line comes as several. */
final class OutputLines {

  private static final int LONGEST = 1 << 16;

  private final Consumer<String> each;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  OutputLines(Consumer<String> each) {
    this.each = each;
  }

  /** Takes a piece of UTF-8, which may end within a character. */
  void add(byte[] bytes) {
    for (byte b : bytes) {
      if (b == '\n') {
        flush();
      } else {
        // The first byte of a character, so that none is torn.
        if (line.size() >= LONGEST && (b & 0xc0) != 0x80) {
          flush();
        }
        line.write(b);
      }
    }
  }

  /** Takes what came after the last line end for a line. */
  void end() {
    if (line.size() > 0) {
      flush();
    }
  }

  private void flush() {
    String text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    each.accept(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
  }
}
