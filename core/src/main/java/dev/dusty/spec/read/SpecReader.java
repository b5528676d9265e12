package dev.dusty.spec.read;

import dev.dusty.api.UserError;
import dev.dusty.spec.Kind;
import dev.dusty.spec.SpecFile;
import dev.dusty.spec.Specs;
import dev.dusty.spec.check.SpecChecks;
import dev.dusty.spec.model.SpecModel;
import dev.dusty.spec.yaml.Position;
import dev.dusty.spec.yaml.Problem;
import dev.dusty.spec.yaml.Problems;
import dev.dusty.spec.yaml.YamlNode;
import dev.dusty.spec.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads and checks a folder of specs: {@code bundles/}, {@code apps/}, {@code libs/} and {@code
 * services/} with a {@code .yml} or {@code .yaml} file for each spec.
 */
public final class SpecReader {

  // Below this, starting threads costs more than they save.
  private static final int WORTH_THREADS = 64;

  /** What is wrong with files that are no specs; {@link SpecFiles} says it. */
  public static final String OUTSIDE = "the link leads outside the folder of specs";

  /** For a device, a pipe, or a folder. */
  public static final String NO_FILE = "not a file";

  /** Before the reason. */
  public static final String UNREADABLE = "the file cannot be read: ";

  /** A reason. */
  public static final String DENIED = "permission denied";

  /** A reason. */
  public static final String NOWHERE = "it leads nowhere";

  private final SpecFiles files;

  private SpecReader(SpecFiles files) {
    this.files = files;
  }

  /**
   * Reads and checks a folder of specs.
   *
   * @throws UserError if the folder is not there or cannot be listed; anything wrong inside of it
   *     is among the problems
   */
  public static SpecReading read(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new UserError(
          "no-specs-folder",
          (Files.exists(folder) ? "this is no folder: '" : "there is no folder '") + folder + "'",
          folder.toString(),
          "a folder with bundles/, apps/, libs/ and services/",
          "give the folder of your specs");
    }
    return read(new FolderFiles(folder));
  }

  /** Reads and checks specs; anything wrong with them is among the problems. */
  public static SpecReading read(SpecFiles files) {
    return new SpecReader(files).read();
  }

  /** A spec's file as it was found. */
  private record Found(Kind kind, String name, String file) {}

  /** A file that was read by itself. */
  private record Read(Found found, SpecFile<?> file, List<Problem> problems) {}

  /** Reads a spec out of a file's content. */
  private interface Reading<T> {
    @Nullable T read(String name, YamlNode node, Problems problems);
  }

  private SpecReading read() {
    Problems problems = new Problems();
    List<Found> found = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      found.addAll(unique(list(kind, problems), problems));
    }
    Stream<Found> each =
        found.size() < WORTH_THREADS ? found.stream() : found.parallelStream().unordered();
    Specs specs = collect(each.map(this::readFile).toList(), problems);
    SpecChecks.check(specs, problems);
    return new SpecReading(specs, problems.sorted());
  }

  private List<Found> list(Kind kind, Problems problems) {
    List<Found> found = new ArrayList<>();
    try {
      for (SpecFiles.Entry entry : files.list(kind.folder())) {
        String fileName = entry.name();
        String file = kind.folder() + "/" + fileName;
        int dot = fileName.lastIndexOf('.');
        String extension = dot < 0 ? "" : fileName.substring(dot);
        if (!fileName.startsWith(".") && (extension.equals(".yml") || extension.equals(".yaml"))) {
          found.add(new Found(kind, fileName.substring(0, dot), file));
        } else if (!fileName.startsWith(".") && entry.isFolder()) {
          problems.warning(
              Position.of(file), "folders in '" + kind.folder() + "' are not looked into");
        }
      }
    } catch (IOException e) {
      problems.error(Position.of(kind.folder()), "the folder cannot be listed: " + e.getMessage());
    }
    found.sort((a, b) -> a.file().compareTo(b.file()));
    return found;
  }

  /** Reports files whose name an earlier one has, and leaves them out. */
  private static List<Found> unique(List<Found> found, Problems problems) {
    NavigableMap<String, Found> byName = new TreeMap<>();
    for (Found file : found) {
      Found earlier = byName.putIfAbsent(file.name(), file);
      if (earlier != null) {
        problems.error(
            Position.of(file.file()),
            "%s '%s' is in %s already; remove one of the two files"
                .formatted(file.kind().word(), file.name(), earlier.file()));
      }
    }
    return List.copyOf(byName.values());
  }

  private Read readFile(Found found) {
    Problems problems = new Problems();
    SpecFile<?> file =
        switch (found.kind()) {
          case BUNDLE -> readFile(found, problems, SpecModel::bundle);
          case APP -> readFile(found, problems, SpecModel::app);
          case LIB -> readFile(found, problems, SpecModel::lib);
          case SERVICE -> readFile(found, problems, SpecModel::service);
        };
    return new Read(found, file, problems.sorted());
  }

  private <T> SpecFile<T> readFile(Found found, Problems problems, Reading<T> reading) {
    Optional<YamlNode> root =
        bytes(found, problems).flatMap(b -> YamlReader.read(found.file(), b, problems));
    Optional<T> spec =
        root.flatMap(node -> Optional.ofNullable(reading.read(found.name(), node, problems)));
    return new SpecFile<>(found.name(), found.file(), root, spec);
  }

  private Optional<byte[]> bytes(Found found, Problems problems) {
    try {
      return Optional.of(files.read(found.file()));
    } catch (IOException e) {
      problems.error(Position.of(found.file()), String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private static Specs collect(List<Read> files, Problems problems) {
    files.forEach(file -> problems.addAll(file.problems()));
    return new Specs(
        ofKind(Kind.BUNDLE, files),
        ofKind(Kind.APP, files),
        ofKind(Kind.LIB, files),
        ofKind(Kind.SERVICE, files));
  }

  @SuppressWarnings("unchecked") // a file of a kind holds a spec of that kind, see readFile
  private static <T> NavigableMap<String, SpecFile<T>> ofKind(Kind kind, List<Read> files) {
    NavigableMap<String, SpecFile<T>> byName = new TreeMap<>();
    for (Read file : files) {
      if (file.found().kind() == kind) {
        byName.put(file.found().name(), (SpecFile<T>) file.file());
      }
    }
    return byName;
  }
}
