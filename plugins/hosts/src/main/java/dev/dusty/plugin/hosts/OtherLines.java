package dev.dusty.plugin.hosts;

import dev.dusty.api.text.SectionLines;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Lines outside of Dusty's section that say something about names in it. */
final class OtherLines {

  private OtherLines() {}

  /**
   * That a line outside of the section leads one of its names to another address.
   *
   * @param sentence what is said of it
   * @param wins whether the name leads there, and not to its app
   */
  record Claim(String sentence, boolean wins) {}

  /**
   * Returns each name that a line outside of the section leads to another address.
   *
   * @param file the file's name
   * @param text its whole text, with sound markers
   */
  static List<Claim> claims(String file, String text) {
    SectionLines section = SectionLines.of(text);
    List<String[]> lines = text.lines().map(OtherLines::words).toList();
    Map<String, String> ours = new HashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      if (section.holds(i + 1)) {
        String[] words = lines.get(i);
        for (int word = 1; word < words.length; word++) {
          ours.putIfAbsent(lower(words[word]), words[0]);
        }
      }
    }
    List<Claim> claims = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String[] words = lines.get(i);
      for (int word = 1; word < words.length && !section.holds(i + 1); word++) {
        String address = ours.get(lower(words[word]));
        if (address != null && !address.equals(words[0])) {
          boolean wins = i + 1 < section.first();
          claims.add(
              new Claim(
                  "%s:%d: '%s' has the address %s here and %s in Dusty's section; %s"
                      .formatted(
                          file,
                          i + 1,
                          words[word],
                          words[0],
                          address,
                          wins
                              ? "the first line wins, so the name does not lead to its app"
                              : "the first line, Dusty's, wins with most programs"),
                  wins));
        }
      }
    }
    return claims;
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** Returns an address and its names, as in hosts(5). */
  private static String[] words(String line) {
    int comment = line.indexOf('#');
    return (comment < 0 ? line : line.substring(0, comment)).strip().split("[ \t\r]+", -1);
  }
}
