package dev.dusty.plugin.vmlocal;

import dev.dusty.api.UserError;
import dev.dusty.api.run.RepoCopy;
import dev.dusty.api.run.RunContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The links that there should be, and how they differ from those that are there.
 *
 * @param base the folder that shows the repos
 * @param copies the copy in use by the path of its link
 */
record RepoLinks(Path base, NavigableMap<Path, RepoCopy> copies) {

  /**
   * Returns the links of the active repos.
   *
   * @throws UserError if the link of one would lie in the folder of another
   */
  static RepoLinks of(RunContext context) {
    Path base = Path.of(context.input().site().repos());
    NavigableMap<Path, RepoCopy> copies = new TreeMap<>();
    context.repos().forEach(copy -> copies.put(base.resolve(copy.repo().path()), copy));
    RepoCopy.checkApart(context.repos());
    return new RepoLinks(base, copies);
  }

  /**
   * Returns what there is to change.
   *
   * @param ours the links that earlier runs made
   * @throws UserError if something that is not Dusty's is in the way
   */
  List<LinkChange> changes(Set<Path> ours) throws IOException {
    List<LinkChange> changes = new ArrayList<>();
    for (var entry : copies.entrySet()) {
      Path path = entry.getKey();
      RepoCopy copy = entry.getValue();
      checkParents(path, copy);
      LinkPlace place = LinkPlace.at(path);
      String target = copy.folder().toString();
      if (place instanceof LinkPlace.Other) {
        throw inTheWay(path, copy);
      }
      if (!place.equals(new LinkPlace.Link(target))) {
        changes.add(
            new LinkChange(
                path,
                place,
                target,
                switch (copy.kind()) {
                  case MANAGED -> "Dusty's copy is in use";
                  case OVERRIDE -> "the override is in use";
                }));
      }
    }
    for (Path path : ours) {
      // A link of a repo that is not active harms nobody, and may be active again; one that leads
      // nowhere is rubbish.
      if (!copies.containsKey(path) && Files.isSymbolicLink(path) && !Files.exists(path)) {
        changes.add(new LinkChange(path, LinkPlace.at(path), "", "it leads nowhere"));
      }
    }
    return changes;
  }

  /**
   * Checks that there is something for the links to lead to.
   *
   * @throws UserError if the folder of a copy is missing
   */
  void checkCopies() {
    for (RepoCopy copy : copies.values()) {
      if (!Files.isDirectory(copy.folder())) {
        throw copy.missing();
      }
    }
  }

  /** Returns the folders that are missing on the way to some links, outer ones first. */
  List<Path> missingFolders(Collection<LinkChange> changes) {
    Set<Path> missing = new TreeSet<>();
    for (LinkChange change : changes) {
      if (!change.target().isEmpty()) {
        parents(change.path()).stream().filter(Files::notExists).forEach(missing::add);
      }
    }
    return List.copyOf(missing);
  }

  /** Returns the folders that a link is in, up to the base; inner ones first. */
  private List<Path> parents(Path link) {
    List<Path> parents = new ArrayList<>();
    for (Path path = link.getParent();
        path != null && path.startsWith(base);
        path = path.getParent()) {
      parents.add(path);
    }
    return parents;
  }

  /** A parent that is a link would have us write into whatever it leads to. */
  private void checkParents(Path link, RepoCopy copy) {
    for (Path parent : parents(link)) {
      boolean isLink = !parent.equals(base) && Files.isSymbolicLink(parent);
      if (isLink || (Files.exists(parent) && !Files.isDirectory(parent))) {
        throw inTheWay(parent, copy);
      }
    }
  }

  private static UserError inTheWay(Path path, RepoCopy copy) {
    return new UserError(
        "link-in-the-way",
        "%s is in the way of the link to the repo '%s'".formatted(path, copy.repo()),
        "move it away and try again; Dusty removes only its own links and empty folders");
  }
}
