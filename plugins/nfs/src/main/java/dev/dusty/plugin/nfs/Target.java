package dev.dusty.plugin.nfs;

import dev.dusty.api.UserError;
import dev.dusty.api.run.Change;
import dev.dusty.api.run.RunContext;
import dev.dusty.api.text.SectionChange;
import dev.dusty.plugin.nfs.NfsMemory.Remembered;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is to be reached: exports and mounts.
 *
 * @param sharing what there is now
 * @param file the exports file as it is
 * @param section how the exports file changes; empty if it does not
 * @param exports how the exports change
 * @param mounts how the mounts change
 * @param memory what is remembered then
 */
record Target(
    Sharing sharing,
    ExportsFile file,
    Optional<SectionChange> section,
    List<Change> exports,
    List<MountChange> mounts,
    String memory) {

  /** Copies the lists. */
  Target {
    exports = List.copyOf(exports);
    mounts = List.copyOf(mounts);
  }

  /** Returns what {@code up} reaches: what is shown, and nothing else. */
  static Target ofUp(RunContext context, Sharing sharing) throws IOException {
    String options = context.settings().get(NfsKeys.OPTIONS);
    List<MountChange> mounts = new ArrayList<>(sharing.wantedChanges(options));
    mounts.addAll(sharing.unwantedChanges());
    NavigableMap<String, Remembered> after = sharing.remembered(true);
    // A mount that a test has asked for stays.
    Set<String> gone = new TreeSet<>();
    mounts.forEach(change -> gone.add(change.step().path()));
    sharing
        .memory()
        .mounts()
        .forEach(
            (path, mount) -> {
              if (!mount.ofUp()
                  && !gone.contains(path)
                  && !sharing.mounts().source(path).isEmpty()) {
                after.putIfAbsent(path, mount);
              }
            });
    return of(
        context,
        sharing,
        context.input().site().vmIp(),
        mounts,
        new NfsMemory(options, after).text());
  }

  /**
   * Returns what {@code restart} and {@code test} reach: what is shown, and all else as it is.
   *
   * @param client the machine's address
   * @param ofTest whether a test asks; the next {@code up} leaves it what it has
   */
  static Target ofShare(RunContext context, Sharing sharing, String client, boolean ofTest)
      throws IOException {
    String options = context.settings().get(NfsKeys.OPTIONS);
    NfsMemory before = sharing.memory();
    NavigableMap<String, Remembered> after = new TreeMap<>(before.mounts());
    after.putAll(sharing.remembered(!ofTest));
    // The next up mounts the others anew, where the options are others.
    String known = before.mounts().isEmpty() ? options : before.options();
    return of(
        context,
        sharing,
        client,
        sharing.wantedChanges(options),
        new NfsMemory(known, after).text());
  }

  private static Target of(
      RunContext context, Sharing sharing, String client, List<MountChange> mounts, String memory)
      throws IOException {
    ExportsFile file = ExportsFile.of(context);
    Exports present = file.exports();
    Exports wanted = sharing.exports(present, client, mounts);
    if (!sharing.shown().isEmpty()) {
      file.check(client);
    }
    return new Target(
        sharing, file, file.changeTo(wanted), wanted.changesFrom(present), mounts, memory);
  }

  /** Returns the changes, for people. */
  List<Change> changes() {
    List<Change> changes = new ArrayList<>(exports);
    if (changes.isEmpty() && section.isPresent()) {
      changes.add(
          Change.of(
              Change.Action.UPDATE,
              "exports",
              "Dusty's section",
              "it is not what Dusty writes now"));
    }
    mounts.forEach(change -> changes.add(change.forPeople()));
    return changes;
  }

  /** Returns whether there is nothing to change. */
  boolean isReached() {
    return section.isEmpty() && mounts.isEmpty();
  }

  /**
   * Changes what there is to change.
   *
   * @param patience how long to wait for a server that does not answer
   * @throws UserError if the exports cannot be written, or something cannot be mounted
   */
  void reach(RunContext context, Duration patience) throws IOException {
    NfsServer server = file.server();
    boolean isRead = section.isPresent();
    if (isRead) {
      file.write(section.get());
    } else if (mounts.stream().anyMatch(MountChange::isOfSameSource)) {
      // The file is right, but the server may hold a folder that was replaced.
      server.reload();
      isRead = true;
    }
    NfsMemory.write(context, memory);
    List<Vm.Failure> failures = change(mounts, patience);
    if (!isRead && failures.stream().anyMatch(Vm.Failure::canHeal)) {
      // The server may have missed what is in the file, such as where it was written by hand.
      context.cancellation().check();
      server.reload();
      failures = change(failed(failures), patience);
    }
    if (!failures.isEmpty()) {
      throw trouble(context, failures.get(0));
    }
  }

  private List<Vm.Failure> change(List<MountChange> changes, Duration patience) throws IOException {
    return sharing.vm().change(changes.stream().map(MountChange::step).toList(), patience);
  }

  /** Returns the changes that failed; their mount points are free now. */
  private List<MountChange> failed(List<Vm.Failure> failures) {
    Map<String, MountChange> byPath = new TreeMap<>();
    mounts.forEach(change -> byPath.put(change.step().path(), change));
    List<MountChange> failed = new ArrayList<>();
    for (Vm.Failure failure : failures) {
      MountChange change = byPath.get(failure.path());
      if (change != null) {
        failed.add(
            new MountChange(
                new Vm.Step(failure.path(), 0, change.step().source()),
                change.former(),
                change.cause()));
      }
    }
    return failed;
  }

  private UserError trouble(RunContext context, Vm.Failure failure) {
    String source =
        mounts.stream()
            .map(MountChange::step)
            .filter(step -> step.path().equals(failure.path()))
            .map(Vm.Step::source)
            .findFirst()
            .orElse(sharing.host() + failure.path());
    int port = NfsPorts.of(context.settings().get(NfsKeys.OPTIONS)).get(0);
    return MountTrouble.of(
        source,
        failure.message(),
        NfsServer.listens(sharing.hostAddress(), port) || NfsServer.listens("127.0.0.1", port));
  }
}
