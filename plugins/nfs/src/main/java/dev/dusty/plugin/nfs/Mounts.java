package dev.dusty.plugin.nfs;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the Docker host has mounted by NFS.
 *
 * @param byPath what is seen at each mount point
 * @param held sources that containers hold, whatever is mounted now
 */
record Mounts(NavigableMap<String, Mounted> byPath, Set<String> held) {

  /** A line of proc_pid_mountinfo(5). */
  private static final Pattern INFO =
      Pattern.compile("\\S+ \\S+ \\S+ \\S+ (?<path>\\S+) .*- nfs4? (?<source>\\S+) .*");

  /**
   * What is mounted at a path.
   *
   * @param source what is seen there: the server's address, a colon, and its folder
   * @param times how many mounts lie on one another there
   * @param answers whether the server answers for it; known only of the paths that were asked for
   */
  record Mounted(String source, int times, boolean answers) {}

  /** Copies. */
  Mounts {
    byPath = Collections.unmodifiableNavigableMap(new TreeMap<>(byPath));
    held = Collections.unmodifiableSet(new TreeSet<>(held));
  }

  /**
   * Reads what the script says.
   *
   * @param base the folder of repos; what is mounted elsewhere is not Dusty's
   */
  static Mounts read(String output, String base) {
    Set<String> answering = new TreeSet<>();
    output
        .lines()
        .map(line -> line.split("\t", -1))
        .filter(fields -> fields.length == 2 && fields[0].equals("alive"))
        .forEach(fields -> answering.add(fields[1]));
    NavigableMap<String, Mounted> byPath = new TreeMap<>();
    Set<String> held = new TreeSet<>();
    String below = base + "/";
    for (String line : output.lines().toList()) {
      String[] fields = line.split("\t", -1);
      if (fields.length == 3 && fields[0].equals("mount")) {
        String path = unescaped(fields[2]);
        if (path.startsWith(below)) {
          byPath.merge(
              path,
              new Mounted(unescaped(fields[1]), 1, answering.contains(path)),
              (lower, upper) -> new Mounted(upper.source(), lower.times() + 1, upper.answers()));
        }
      } else if (fields.length == 2 && fields[0].equals("use")) {
        Matcher info = INFO.matcher(fields[1]);
        // A process with mounts of its own has those below the base as well.
        if (info.matches() && !unescaped(info.group("path")).startsWith(below)) {
          held.add(unescaped(info.group("source")));
        }
      }
    }
    return new Mounts(byPath, held);
  }

  /** See proc_pid_mountinfo(5): a backslash and three octal digits stand for a byte. */
  private static String unescaped(String field) {
    if (field.indexOf('\\') < 0) {
      return field;
    }
    byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
    byte[] plain = new byte[bytes.length];
    int length = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\\' && isOctal(bytes, i + 1)) {
        int value = (bytes[i + 1] - '0') * 64 + (bytes[i + 2] - '0') * 8 + bytes[i + 3] - '0';
        plain[length++] = (byte) value;
        i += 3;
      } else {
        plain[length++] = bytes[i];
      }
    }
    return new String(plain, 0, length, StandardCharsets.UTF_8);
  }

  private static boolean isOctal(byte[] bytes, int start) {
    for (int i = start; i < start + 3; i++) {
      if (i >= bytes.length || bytes[i] < '0' || bytes[i] > '7') {
        return false;
      }
    }
    return true;
  }

  /** Returns the source that is seen at a path and answers; an empty string if none does. */
  String working(String path) {
    Mounted mounted = byPath.get(path);
    return mounted == null || !mounted.answers() ? "" : mounted.source();
  }

  /** Returns the source that is seen at a path; an empty string if none is. */
  String source(String path) {
    Mounted mounted = byPath.get(path);
    return mounted == null ? "" : mounted.source();
  }

  /** Returns how many mounts lie at a path. */
  int times(String path) {
    Mounted mounted = byPath.get(path);
    return mounted == null ? 0 : mounted.times();
  }

  /** Returns the sources that somebody sees, at a mount point of Dusty's or in a container. */
  Set<String> sources() {
    Set<String> sources = new TreeSet<>(held);
    byPath.values().forEach(mounted -> sources.add(mounted.source()));
    return sources;
  }
}
