package dev.dusty.upgrade;

import com.github.zafarkhaja.semver.Version;
import dev.dusty.api.UserError;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The releases that a source has for one kind of computer: what its file {@code SHA256SUMS} lists,
 * as {@code sha256sum} writes it.
 *
 * @param system the kind of computer, such as {@code linux-x64}
 * @param sums the checksum of each release's archive, lower-case hexadecimal
 */
public record Offer(String system, NavigableMap<Version, String> sums) {

  private static final Pattern LINE = Pattern.compile("([0-9a-fA-F]{64}) [ *](\\S+)");

  /** Copies the map. */
  public Offer {
    sums = Collections.unmodifiableNavigableMap(new TreeMap<>(sums));
  }

  /** Returns the kind of computer that this process runs on, as in the names of archives. */
  public static String thisSystem() {
    String os = System.getProperty("os.name", "").startsWith("Mac") ? "macos" : "linux";
    String arch = System.getProperty("os.arch", "").equals("aarch64") ? "aarch64" : "x64";
    return os + "-" + arch;
  }

  /**
   * Reads a file of checksums; lines about other files, or other kinds of computers, are skipped.
   */
  public static Offer parse(String text, String system) {
    Map<Version, String> sums = new TreeMap<>();
    text.lines()
        .map(LINE::matcher)
        .filter(Matcher::matches)
        .forEach(
            line ->
                versionOf(line.group(2), system)
                    .ifPresent(
                        version ->
                            sums.put(version, line.group(1).toLowerCase(java.util.Locale.ROOT))));
    return new Offer(system, new TreeMap<>(sums));
  }

  private static Optional<Version> versionOf(String file, String system) {
    String end = "-" + system + ".tar.gz";
    return file.startsWith("dusty-") && file.endsWith(end) && file.length() > 6 + end.length()
        ? Version.tryParse(file.substring(6, file.length() - end.length()))
        : Optional.empty();
  }

  /** Returns the name of a release's archive. */
  public String archive(Version version) {
    return "dusty-%s-%s.tar.gz".formatted(version, system);
  }

  /**
   * Returns the newest release. One that precedes a release, such as {@code 1.0.0-rc.1}, counts
   * only for who has such a one.
   *
   * @param present the version that is installed
   */
  public Optional<Version> newest(Version present) {
    return sums.descendingKeySet().stream()
        .filter(version -> present.isPreRelease() || !version.isPreRelease())
        .findFirst();
  }

  /**
   * Returns a release by its version.
   *
   * @throws UserError if there is none; names those that there are
   */
  public Version named(String text) {
    return Version.tryParse(text.startsWith("v") ? text.substring(1) : text)
        .filter(sums::containsKey)
        .orElseThrow(
            () ->
                new UserError(
                    "no-such-release",
                    "there is no release '%s' for %s".formatted(text, system),
                    sums.isEmpty()
                        ? "the source has none for this kind of computer"
                        : "releases there: " + versions()));
  }

  private String versions() {
    return String.join(", ", sums.keySet().stream().map(Version::toString).toList());
  }
}
