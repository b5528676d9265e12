package dev.dusty.run;

import java.util.HexFormat;
import java.util.List;

/**
 * Bytes as od(1) of POSIX writes them. Every machine has it, unlike base64; and what a machine's
 * commands say is read as text, which bytes need not be.
 */
public final class HexDump {

  private HexDump() {}

  /** Returns the command that dumps a file. */
  public static List<String> argv(String file) {
    return List.of("od", "-A", "n", "-v", "-t", "x1", file);
  }

  /**
   * Returns the bytes of a line.
   *
   * @throws IllegalArgumentException if it is none of a dump
   */
  public static byte[] bytes(String line) {
    return HexFormat.of().parseHex(line.replace(" ", "").strip());
  }
}
