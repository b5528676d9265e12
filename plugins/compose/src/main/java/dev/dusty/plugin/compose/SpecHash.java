package dev.dusty.plugin.compose;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A fingerprint of what a container is made from. As it is one of the container's labels, Compose
 * recreates the container when it changes, even where the definition is otherwise the same.
 */
final class SpecHash {

  private static final int BYTES = 8;

  private SpecHash() {}

  /** Returns the fingerprint of a container's definition and of its main command file. */
  static String of(String definition, String commandFile) {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
    digest.update(definition.getBytes(StandardCharsets.UTF_8));
    // A byte that is in no UTF-8 text keeps the two apart.
    digest.update((byte) 0xff);
    digest.update(commandFile.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
  }
}
