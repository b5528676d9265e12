package dev.dusty.api.spec;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The rules for names that specs give to things.
 *
 * @since 1.0
 */
public final class Names {

  /** The container that Dusty itself adds: its nginx. No spec may have this name. */
  public static final String NGINX = "dustyInternalNginx";

  /** What {@link #isSourceName} accepts, in words for an error message. */
  public static final String SOURCE_NAME_RULE =
      "lower-case letters and digits, in parts joined by single '.', '_' or '-'";

  /** What {@link #isPlainName} accepts, in words for an error message. */
  public static final String PLAIN_NAME_RULE =
      "letters, digits, '.', '_' and '-', beginning with a letter or digit";

  private static final Pattern SOURCE_NAME = Pattern.compile("[a-z0-9]+(?:[._-][a-z0-9]+)*");
  private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
  private static final Pattern DNS_LABEL = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");

  private Names() {}

  /** Returns whether an app or a lib may have this name; it is then also a valid image name. */
  public static boolean isSourceName(String name) {
    return SOURCE_NAME.matcher(name).matches();
  }

  /**
   * Returns whether a service or a bundle may have this name; it is then also a valid container
   * name.
   */
  public static boolean isPlainName(String name) {
    return PLAIN_NAME.matcher(name).matches();
  }

  /**
   * Returns whether this is a valid DNS host name (RFC 1123: labels of 1 to 63 letters, digits and
   * hyphens, 253 characters in all), and not an IPv4 address.
   */
  public static boolean isHostName(String name) {
    if (name.isEmpty() || name.length() > 253) {
      return false;
    }
    String[] labels = name.toLowerCase(Locale.ROOT).split("\\.", -1);
    for (String label : labels) {
      if (!DNS_LABEL.matcher(label).matches()) {
        return false;
      }
    }
    // A last label of digits alone would be read as an address.
    return !labels[labels.length - 1].chars().allMatch(Character::isDigit);
  }

  /**
   * Returns a file name for any text: letters, digits, {@code .}, {@code _} and {@code -} stand for
   * themselves, all else becomes {@code %XX} for each byte of its UTF-8 form. Different texts have
   * different file names.
   */
  public static String toFileName(String text) {
    StringBuilder name = new StringBuilder(text.length() + 8);
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || c == '_'
              || c == '-'
              || (c == '.' && !name.isEmpty());
      if (plain) {
        name.append(c);
      } else {
        name.append('%').append(hexDigit(c >> 4)).append(hexDigit(c & 0xf));
      }
    }
    return name.toString();
  }

  private static char hexDigit(int value) {
    return Character.toUpperCase(Character.forDigit(value, 16));
  }

  /** Returns whether the text has a control character, which no name or path may have. */
  public static boolean hasControlCharacter(String text) {
    return text.chars().anyMatch(Character::isISOControl);
  }
}
