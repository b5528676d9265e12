package dev.dusty.plugin.nfs;

import dev.dusty.api.UserError;
import dev.dusty.api.compile.Site;
import dev.dusty.api.run.RepoCopy;
import dev.dusty.api.run.RepoCopy.Kind;
import dev.dusty.api.run.RunContext;
import dev.dusty.plugin.nfs.NfsMemory.Remembered;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which copy of each repo the machine is to show, and what it shows now.
 *
 * @param vm the machine
 * @param hostAddress this computer's address, as the machine sees it
 * @param shown the copies to be shown, by their mount points
 * @param leftOut the copies whose folder the configured user does not see
 * @param managed the folder of Dusty's own copies
 * @param memory what was mounted before
 * @param mounts what is mounted
 */
record Sharing(
    Vm vm,
    String hostAddress,
    NavigableMap<String, Shown> shown,
    List<RepoCopy> leftOut,
    Path managed,
    NfsMemory memory,
    Mounts mounts) {

  /**
   * A copy that is to be shown.
   *
   * @param folder where it really lies
   */
  record Shown(RepoCopy copy, Path folder) {}

  /** Copies. */
  Sharing {
    shown = Collections.unmodifiableNavigableMap(new TreeMap<>(shown));
    leftOut = List.copyOf(leftOut);
  }

  /**
   * Looks.
   *
   * @return empty where the machine is this computer, or does not say how it reaches this one
   * @throws UserError if the mount point of one repo would lie in another repo
   */
  static Optional<Sharing> of(RunContext context) throws IOException {
    Optional<String> address =
        Vm.isOne(context) ? context.machine().hostAddress(context) : Optional.empty();
    if (address.isEmpty()) {
      return Optional.empty();
    }
    RepoCopy.checkApart(context.repos());
    Path managed = context.files().managedRepos();
    NavigableSet<Path> folders = new TreeSet<>();
    context.repos().forEach(copy -> folders.add(copy.folder()));
    if (!folders.isEmpty()) {
      folders.add(managed);
    }
    UsersFolders real = UsersFolders.of(context, folders);
    String base = context.input().site().repos();
    NavigableMap<String, Shown> shown = new TreeMap<>();
    List<RepoCopy> leftOut = new ArrayList<>();
    for (RepoCopy copy : context.repos()) {
      Optional<Path> folder = real.real(copy.folder());
      if (folder.isPresent()) {
        shown.put(base + "/" + copy.repo().path(), new Shown(copy, folder.get()));
      } else {
        leftOut.add(copy);
      }
    }
    Vm vm = new Vm(context, base);
    NfsMemory memory = NfsMemory.of(NfsMemory.read(context));
    Set<String> asked = new TreeSet<>(shown.keySet());
    asked.addAll(memory.mounts().keySet());
    return Optional.of(
        new Sharing(
            vm,
            address.get(),
            shown,
            leftOut,
            real.real(managed).orElse(managed),
            memory,
            vm.look(asked)));
  }

  /**
   * Checks that Dusty's own copies are there.
   *
   * @throws UserError if one is not
   */
  void checkManaged() {
    leftOut.stream()
        .filter(copy -> copy.kind() == Kind.MANAGED)
        .findFirst()
        .ifPresent(
            copy -> {
              throw copy.missing();
            });
  }

  /** Returns what to warn of, a sentence for each copy that nothing can be seen of. */
  List<String> warnings() {
    return leftOut.stream()
        .filter(copy -> copy.kind() == Kind.OVERRIDE)
        .map(RepoCopy::missing)
        .map(error -> error.problem() + ", so containers see nothing of it; " + error.remedy())
        .toList();
  }

  /**
   * Returns how the mounts of the copies to be shown change.
   *
   * @param options how mounts are made
   */
  List<MountChange> wantedChanges(String options) throws IOException {
    boolean otherOptions = !memory.mounts().isEmpty() && !memory.options().equals(options);
    List<MountChange> changes = new ArrayList<>();
    for (var entry : shown.entrySet()) {
      String path = entry.getKey();
      Shown wanted = entry.getValue();
      String source = source(wanted);
      if (!mounts.source(path).equals(source)) {
        changes.add(change(path, source, causeOfAnother(path, wanted)));
      } else if (mounts.working(path).isEmpty()) {
        changes.add(change(path, source, "what is mounted there is stale"));
      } else if (memory.isOfAnother(path, wanted.folder())) {
        changes.add(change(path, source, "its folder was made anew"));
      } else if (otherOptions) {
        changes.add(change(path, source, NfsKeys.OPTIONS.name() + " has changed"));
      }
    }
    return changes;
  }

  private String causeOfAnother(String path, Shown wanted) {
    if (mounts.source(path).endsWith(":" + wanted.folder())) {
      return "this computer has another address now";
    }
    return switch (wanted.copy().kind()) {
      case MANAGED -> "Dusty's copy is in use";
      case OVERRIDE -> "the override is in use";
    };
  }

  /**
   * Returns mounts that go. One that a test has asked for may be what its containers are about to
   * start with, so it stays as long as its folder is there.
   */
  List<MountChange> unwantedChanges() {
    List<MountChange> changes = new ArrayList<>();
    mounts
        .byPath()
        .forEach(
            (path, mounted) -> {
              if (shown.containsKey(path)) {
                return;
              }
              if (folder(mounted.source()).filter(Files::isDirectory).isEmpty()) {
                changes.add(change(path, "", "its folder is not there any more"));
              } else if (memory.isOfUp(path)) {
                changes.add(change(path, "", "no active spec needs it any more"));
              }
            });
    return changes;
  }

  private MountChange change(String path, String source, String cause) {
    return new MountChange(
        new Vm.Step(path, mounts.times(path), source), mounts.working(path), cause);
  }

  /**
   * Returns the exports that are needed: of what is to be shown, and of what still is when the
   * changes are done. A container keeps a copy that was switched until it starts again.
   *
   * @param former the present ones
   * @param client the machine's address
   */
  Exports exports(Exports former, String client, List<MountChange> changes) throws IOException {
    Set<Path> folders = new TreeSet<>();
    for (Shown wanted : shown.values()) {
      folders.add(wanted.folder().startsWith(managed) ? managed : wanted.folder());
    }
    Set<String> sources = new TreeSet<>(mounts.held());
    Set<String> changing = new TreeSet<>();
    changes.forEach(change -> changing.add(change.step().path()));
    mounts
        .byPath()
        .forEach(
            (path, mounted) -> {
              if (!changing.contains(path)) {
                sources.add(mounted.source());
              }
            });
    for (String source : sources) {
      Optional<Path> used = folder(source).filter(Files::isDirectory);
      for (Path folder : former.clients().keySet()) {
        if (used.isPresent() && used.get().startsWith(folder)) {
          folders.add(folder);
        }
      }
    }
    return Exports.of(folders, client);
  }

  /**
   * Returns what is remembered of what is shown.
   *
   * @param ofUp whether it is for {@code up}
   */
  NavigableMap<String, Remembered> remembered(boolean ofUp) throws IOException {
    NavigableMap<String, Remembered> remembered = new TreeMap<>();
    for (var entry : shown.entrySet()) {
      remembered.put(
          entry.getKey(), new Remembered(ofUp, NfsMemory.identity(entry.getValue().folder())));
    }
    return remembered;
  }

  private String source(Shown wanted) {
    return host() + wanted.folder();
  }

  /** Returns what each source begins with. */
  String host() {
    return Site.beforePort(hostAddress) + ":";
  }

  /**
   * Returns the folder of this computer that a source names; empty if it names another computer.
   */
  private Optional<Path> folder(String source) {
    return source.startsWith(host())
        ? Optional.of(Path.of(source.substring(host().length())))
        : Optional.empty();
  }
}
