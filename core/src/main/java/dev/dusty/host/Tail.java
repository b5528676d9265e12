package dev.dusty.host;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The last bytes of a stream, as text. */
final class Tail {

  private final int bound;
  private byte[] bytes;
  private int start;
  private int length;
  private boolean cut;

  /** Creates an empty one that keeps so many bytes. */
  Tail(int bound) {
    this.bound = bound;
    this.bytes = new byte[Math.min(bound, 1024)];
  }

  /** Adds bytes, and drops the oldest that are too many. */
  synchronized void add(byte[] source, int count) {
    grow(Math.min(bound, length + count));
    int from = Math.max(0, count - bound);
    for (int i = from; i < count; i++) {
      bytes[(start + length) % bytes.length] = source[i];
      if (length < bytes.length) {
        length++;
      } else {
        start = (start + 1) % bytes.length;
        cut = true;
      }
    }
    cut |= from > 0;
  }

  private void grow(int wanted) {
    if (wanted > bytes.length) {
      byte[] larger = Arrays.copyOf(inOrder(), Math.min(bound, Math.max(wanted, length * 2)));
      bytes = larger;
      start = 0;
    }
  }

  private byte[] inOrder() {
    byte[] ordered = new byte[length];
    for (int i = 0; i < length; i++) {
      ordered[i] = bytes[(start + i) % bytes.length];
    }
    return ordered;
  }

  /** Returns what was kept, as UTF-8; malformed parts are replaced. */
  synchronized String text() {
    byte[] ordered = inOrder();
    int first = 0;
    // Not from the middle of a character.
    while (cut && first < 3 && first < length && (ordered[first] & 0xc0) == 0x80) {
      first++;
    }
    return new String(ordered, first, length - first, StandardCharsets.UTF_8);
  }
}
