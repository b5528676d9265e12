package dev.dusty.testkit;

import dev.dusty.testkit.ClassFile.Reference;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether a class keeps to itself: whether nothing that it refers to, through its own classes and
 * libraries, does I/O, starts a process or thread, or asks the clock, chance, the environment or
 * the default locale.
 *
 * <p>It reads class files, so it finds what a test run would have to be lucky to reach, and it may
 * find what is never called.
 *
 * @since 1.0
 */
public final class Purity {

  private static final List<String> TRUSTED = List.of("dev.dusty.api.", "org.jspecify.");

  private static final List<String> PLATFORM =
      List.of("java.", "javax.", "jdk.", "sun.", "com.sun.");

  /** Classes and packages of the JDK that reach out of a computation. */
  private static final List<String> FORBIDDEN =
      List.of(
          "java.io.File",
          "java.io.RandomAccessFile",
          "java.io.Console",
          "java.nio.file.Files",
          "java.nio.file.FileSystem",
          "java.nio.channels.",
          "java.net.",
          "javax.net.",
          "java.lang.Process",
          "java.lang.Runtime",
          "java.lang.Thread",
          "java.lang.reflect.",
          "java.lang.ClassLoader",
          "java.util.ServiceLoader",
          "java.util.Random",
          "java.util.SplittableRandom",
          "java.util.random.",
          "java.util.Timer",
          "java.util.Date",
          "java.util.Calendar",
          "java.util.GregorianCalendar",
          "java.util.TimeZone",
          "java.util.logging.",
          "java.util.prefs.",
          "java.util.concurrent.Executor",
          "java.util.concurrent.ForkJoin",
          "java.util.concurrent.CompletableFuture",
          "java.util.concurrent.ThreadLocalRandom",
          "java.security.SecureRandom",
          "java.time.Clock",
          "javax.script.",
          "javax.tools.",
          "java.sql.",
          "sun.misc.Unsafe");

  /** Within those, what only computes. */
  private static final Set<String> HARMLESS =
      Set.of(
          "java.io.FileNotFoundException",
          "java.net.URI",
          "java.net.URISyntaxException",
          "java.net.URLEncoder",
          "java.net.URLDecoder",
          "java.net.IDN",
          "java.lang.RuntimeException");

  /** Members of classes that are harmless otherwise. */
  private static final Set<String> FORBIDDEN_MEMBERS =
      Set.of(
          "java.lang.System.in",
          "java.lang.System.out",
          "java.lang.System.err",
          "java.lang.System.getenv",
          "java.lang.System.getProperty",
          "java.lang.System.getProperties",
          "java.lang.System.setProperty",
          "java.lang.System.currentTimeMillis",
          "java.lang.System.nanoTime",
          "java.lang.System.lineSeparator",
          "java.lang.System.identityHashCode",
          "java.lang.System.exit",
          "java.lang.System.load",
          "java.lang.System.loadLibrary",
          "java.lang.System.getLogger",
          "java.lang.Class.forName",
          "java.lang.Class.newInstance",
          "java.lang.Class.getResourceAsStream",
          "java.lang.Class.getResource",
          "java.lang.Math.random",
          "java.lang.StrictMath.random",
          "java.lang.Integer.getInteger",
          "java.lang.Long.getLong",
          "java.lang.Boolean.getBoolean",
          "java.util.UUID.randomUUID",
          "java.util.Collections.shuffle",
          "java.util.Locale.getDefault",
          "java.util.Locale.setDefault",
          "java.time.ZoneId.systemDefault",
          "java.nio.charset.Charset.defaultCharset",
          "java.util.Collection.parallelStream",
          "java.util.List.parallelStream",
          "java.util.Set.parallelStream");

  private final ClassLoader loader;
  private final Map<String, String> reachedFrom = new HashMap<>();
  private final List<String> violations = new ArrayList<>();

  private Purity(ClassLoader loader) {
    this.loader = loader;
  }

  /**
   * Returns what a class refers to that a pure one must not, each with the chain of classes that
   * leads there: {@code p.Step -> p.Helper -> java.lang.System.nanoTime}. Empty if there is
   * nothing.
   *
   * @param type the class where to begin
   */
  public static List<String> violations(Class<?> type) {
    ClassLoader loader = type.getClassLoader();
    Purity purity = new Purity(loader == null ? ClassLoader.getSystemClassLoader() : loader);
    purity.follow(type.getName());
    return List.copyOf(purity.violations);
  }

  private void follow(String start) {
    Deque<String> open = new ArrayDeque<>();
    reachedFrom.put(start, "");
    open.add(start);
    while (!open.isEmpty()) {
      String name = open.remove();
      for (Reference reference : references(name)) {
        String owner = reference.owner();
        if (isForbidden(reference)) {
          String violation = chain(name) + " -> " + reference;
          if (!violations.contains(violation)) {
            violations.add(violation);
          }
        } else if (!startsWithAny(owner, PLATFORM)
            && !startsWithAny(owner, TRUSTED)
            && reachedFrom.putIfAbsent(owner, name) == null) {
          open.add(owner);
        }
      }
    }
  }

  private List<Reference> references(String name) {
    try (InputStream in = loader.getResourceAsStream(name.replace('.', '/') + ".class")) {
      // A class that is not there cannot be called either.
      return in == null ? List.of() : ClassFile.read(in).references();
    } catch (IOException e) {
      throw new UncheckedIOException("the class file of " + name + " cannot be read", e);
    }
  }

  private static boolean isForbidden(Reference reference) {
    String owner = reference.owner();
    return FORBIDDEN_MEMBERS.contains(reference.toString())
        || (owner.startsWith("java.time.") && reference.member().equals("now"))
        || (startsWithAny(owner, FORBIDDEN) && !HARMLESS.contains(owner));
  }

  private static boolean startsWithAny(String name, List<String> prefixes) {
    return prefixes.stream().anyMatch(name::startsWith);
  }

  private String chain(String name) {
    String from = reachedFrom.getOrDefault(name, "");
    return from.isEmpty() ? name : chain(from) + " -> " + name;
  }
}
