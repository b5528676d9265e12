package dev.dusty.plugin.nfs;

import dev.dusty.api.run.Change;
import dev.dusty.api.run.Change.Action;
import dev.dusty.api.text.MarkedSection;
import dev.dusty.api.text.SectionLines;
import dev.dusty.api.text.SystemFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Dusty's part of the exports file.
 *
 * @param clients who may mount each folder
 */
record Exports(NavigableMap<Path, String> clients) {

  /** Copies the map. */
  Exports {
    clients = new TreeMap<>(clients);
  }

  /**
   * Returns exports of some folders, all of which exist. One in another one needs none of its own,
   * and macOS would refuse it, unless it is of another file system.
   */
  static Exports of(Collection<Path> folders, String client) throws IOException {
    NavigableMap<Path, String> clients = new TreeMap<>();
    NavigableSet<Path> sorted = new TreeSet<>(folders);
    for (Path folder : sorted) {
      if (!isCovered(folder, sorted)) {
        clients.put(folder, client);
      }
    }
    return new Exports(clients);
  }

  private static boolean isCovered(Path folder, Collection<Path> others) throws IOException {
    for (Path other : others) {
      if (!folder.equals(other)
          && folder.startsWith(other)
          && Files.getAttribute(folder, "unix:dev").equals(Files.getAttribute(other, "unix:dev"))) {
        return true;
      }
    }
    return false;
  }

  /**
   * Reads the section of an exports file.
   *
   * @param text the file's whole text, with sound markers
   */
  static Exports in(String text, ExportSyntax syntax) {
    NavigableMap<Path, String> clients = new TreeMap<>();
    String section =
        new String(SectionLines.of(text).text().getBytes(SystemFile.BYTES), StandardCharsets.UTF_8);
    section
        .lines()
        .forEach(
            line ->
                syntax
                    .read(line)
                    .ifPresent(export -> clients.put(export.folder(), export.client())));
    return new Exports(clients);
  }

  /** Returns a whole text with these exports in its section; without one if there are none. */
  String in(String file, String text, ExportSyntax syntax, ExportOptions options) {
    return MarkedSection.replace(
        file,
        text,
        clients.isEmpty() ? "" : SystemFile.bytes(MarkedSection.of(lines(syntax, options))));
  }

  /** Returns the lines. */
  List<String> lines(ExportSyntax syntax, ExportOptions options) {
    List<String> lines = new ArrayList<>();
    clients.forEach(
        (folder, client) -> lines.add(syntax.line(new Export(folder, client), options)));
    return lines;
  }

  /** Returns whether a folder, which exists, is in one that is exported. */
  boolean cover(Path folder) {
    return clients.keySet().stream().anyMatch(folder::startsWith);
  }

  /** Returns how these differ from former ones. */
  List<Change> changesFrom(Exports former) {
    List<Change> changes = new ArrayList<>();
    clients.forEach(
        (folder, client) -> {
          String before = former.clients.get(folder);
          if (before == null) {
            changes.add(change(Action.CREATE, folder, "for " + client));
          } else if (!before.equals(client)) {
            changes.add(change(Action.UPDATE, folder, "for " + client + ", not " + before));
          }
        });
    former.clients.forEach(
        (folder, client) -> {
          if (!clients.containsKey(folder)) {
            changes.add(
                change(
                    Action.REMOVE,
                    folder,
                    Files.isDirectory(folder)
                        ? "no active repo is used from there"
                        : "there is no such folder any more"));
          }
        });
    return changes;
  }

  private static Change change(Action action, Path folder, String cause) {
    return Change.of(action, "export", folder.toString(), cause);
  }
}
