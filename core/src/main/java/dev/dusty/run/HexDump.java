package dev.dusty.run;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Bytes as od(1) of POSIX writes them. Every machine has it, unlike base64; and what a machine's
 * commands say is read as text, which bytes need not be.
 */
public final class HexDump {

  /** What dumps the file that follows, in words of a shell. */
  static final String COMMAND = "od -A n -v -t x1";

  private HexDump() {}

  /** Returns the command that dumps a file. */
  public static List<String> argv(String file) {
    List<String> argv = new ArrayList<>(List.of(COMMAND.split(" ", -1)));
    argv.add(file);
    return argv;
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
