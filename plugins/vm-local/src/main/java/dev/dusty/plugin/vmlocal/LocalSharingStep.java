package dev.dusty.plugin.vmlocal;

import dev.dusty.api.run.Change;
import dev.dusty.api.run.MachineContext;
import dev.dusty.api.run.RunContext;
import dev.dusty.api.run.RunStep;
import dev.dusty.api.run.Undo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Shows containers the copy in use of each repo, by a symbolic link at the path that they mount.
 * Docker follows it when a container starts, so that another copy needs a restart and no other
 * container.
 */
public final class LocalSharingStep implements RunStep {

  /** Before a path: what was there. */
  private static final String FORMER = "former ";

  /** Before a path: what the link says now; an empty string where it is gone. */
  private static final String NOW = "now ";

  /** The folders that were made, one a line, outer ones first. */
  private static final String MADE = "made";

  /** The former list of links. */
  private static final String OURS = "ours";

  @Override
  public String name() {
    return "local-sharing";
  }

  @Override
  public Set<String> before() {
    return Set.of("compose");
  }

  @Override
  public List<Change> plan(RunContext context) throws IOException {
    if (!isHere(context)) {
      return List.of();
    }
    return RepoLinks.of(context).changes(paths(ours(context))).stream()
        .map(LinkChange::forPeople)
        .toList();
  }

  @Override
  public Undo apply(RunContext context) throws IOException {
    if (!isHere(context)) {
      return Undo.NOTHING;
    }
    RepoLinks links = RepoLinks.of(context);
    links.checkCopies();
    String ours = ours(context);
    List<LinkChange> changes = links.changes(paths(ours));
    List<Path> folders = links.missingFolders(changes);
    if (changes.isEmpty() && lines(oursAfter(links, ours)).equals(ours)) {
      return Undo.NOTHING;
    }
    Map<String, String> facts = new HashMap<>();
    for (LinkChange change : changes) {
      facts.put(FORMER + change.path(), change.former().word());
      facts.put(NOW + change.path(), change.target());
    }
    facts.put(MADE, lines(folders));
    facts.put(OURS, ours);
    Undo undo = new Undo(facts);
    context.journal(undo);
    change(context, links, changes, folders);
    return undo;
  }

  @Override
  public void restart(RunContext context, List<String> containers) throws IOException {
    share(context);
  }

  @Override
  public void share(RunContext context) throws IOException {
    if (isHere(context)) {
      RepoLinks links = RepoLinks.of(context);
      links.checkCopies();
      List<LinkChange> changes = links.changes(paths(ours(context)));
      change(context, links, changes, links.missingFolders(changes));
    }
  }

  @Override
  public void undo(MachineContext context, Undo undo) throws IOException {
    Map<String, String> facts = undo.facts();
    for (var fact : facts.entrySet()) {
      if (fact.getKey().startsWith(FORMER)) {
        Path path = Path.of(fact.getKey().substring(FORMER.length()));
        LinkPlace place = LinkPlace.at(path);
        // A link to somewhere else, or a file, is somebody else's later change.
        boolean isOurs =
            place instanceof LinkPlace.Empty
                || place.equals(new LinkPlace.Link(facts.getOrDefault(NOW + path, "")));
        if (isOurs && Files.isDirectory(path.resolveSibling("."))) {
          LinkPlace.restore(path, fact.getValue());
        }
      }
    }
    for (Path folder : paths(facts.getOrDefault(MADE, "")).descendingSet()) {
      LinkPlace.removeIfEmpty(folder);
    }
    if (facts.containsKey(OURS)) {
      writeOurs(context, facts.get(OURS));
    }
  }

  private static boolean isHere(MachineContext context) {
    return context.machine().name().equals(LocalMachine.NAME);
  }

  private static void change(
      RunContext context, RepoLinks links, List<LinkChange> changes, List<Path> folders)
      throws IOException {
    // Known as ours before they are there, so that none is ever forgotten.
    String after = lines(oursAfter(links, ours(context)));
    writeOurs(context, after);
    for (Path folder : folders) {
      LocalFolders.makeReadable(folder);
    }
    for (LinkChange change : changes) {
      context.cancellation().check();
      if (change.target().isEmpty()) {
        Files.deleteIfExists(change.path());
      } else {
        LinkPlace.link(change.path(), change.target());
      }
    }
  }

  /** Returns the active links, and former ones that still lead somewhere. */
  private static NavigableSet<Path> oursAfter(RepoLinks links, String before) {
    NavigableSet<Path> ours = new TreeSet<>(links.copies().keySet());
    paths(before).stream()
        .filter(path -> Files.isSymbolicLink(path) && Files.exists(path))
        .forEach(ours::add);
    return ours;
  }

  /** Returns the links that earlier runs made, one a line. */
  private static String ours(MachineContext context) throws IOException {
    try {
      return Files.readString(oursFile(context));
    } catch (NoSuchFileException e) {
      return "";
    }
  }

  private static void writeOurs(MachineContext context, String lines) throws IOException {
    Path temporary = context.files().state().resolve("links.new");
    Files.writeString(temporary, lines);
    Files.move(temporary, oursFile(context), StandardCopyOption.ATOMIC_MOVE);
  }

  private static Path oursFile(MachineContext context) {
    return context.files().state().resolve("links");
  }

  /** Paths of repos have no control characters. */
  private static String lines(Iterable<Path> paths) {
    StringBuilder lines = new StringBuilder();
    paths.forEach(path -> lines.append(path).append('\n'));
    return lines.toString();
  }

  private static NavigableSet<Path> paths(String lines) {
    return lines.lines().map(Path::of).collect(Collectors.toCollection(TreeSet::new));
  }
}
