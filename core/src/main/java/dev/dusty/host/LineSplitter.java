package dev.dusty.host;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Takes a stream of UTF-8 apart into lines: each ends with {@code \n}, {@code \r\n}, or the {@code
 * \r} with which a program writes its progress over itself.
 */
final class LineSplitter {

  /** A line that is longer comes in parts of about this many bytes. */
  static final int BOUND = 64 * 1024;

  private final Consumer<String> lines;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private boolean afterReturn;

  /** Creates one that hands out lines without their ends; malformed parts are replaced. */
  LineSplitter(Consumer<String> lines) {
    this.lines = lines;
  }

  /** Takes the next bytes. */
  void add(byte[] bytes, int count) {
    for (int i = 0; i < count; i++) {
      byte b = bytes[i];
      if (b == '\n' && afterReturn) {
        afterReturn = false;
        continue;
      }
      afterReturn = b == '\r';
      if (b == '\n' || b == '\r') {
        flush();
        continue;
      }
      boolean continues = (b & 0xc0) == 0x80;
      if (line.size() >= BOUND + 4 || (line.size() >= BOUND && !continues)) {
        flush();
      }
      line.write(b);
    }
  }

  /** Hands out a last line that has no end. */
  void end() {
    if (line.size() > 0) {
      flush();
    }
  }

  private void flush() {
    String text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    lines.accept(text);
  }
}
