package dev.dusty.api.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Texts that come with the classes of a package, such as a script for another computer's shell.
 *
 * @since 1.0
 */
public final class ResourceText {

  private ResourceText() {}

  /**
   * Returns a text in UTF-8.
   *
   * @param beside a class of its package
   * @param name the name of its file
   * @throws IllegalStateException if there is none
   */
  public static String of(Class<?> beside, String name) {
    try (InputStream in = beside.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("there is no " + name + " beside " + beside.getName());
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
