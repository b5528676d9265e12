package dev.dusty.command;

import dev.dusty.api.UserError;
import dev.dusty.api.step.Command;
import dev.dusty.api.step.Command.Identity;
import dev.dusty.api.step.ProcessRunner;
import dev.dusty.spec.read.SpecFiles;
import dev.dusty.spec.read.SpecReader;
import dev.dusty.spec.yaml.YamlReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Files of specs, read by a process of the configured user's: whatever that user puts in their
 * place, and whenever, the kernel shows no more than that user may see.
 */
final class UsersSpecFiles implements SpecFiles {

  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final int NO_FOLDER = 9;
  private static final String CONTENT = "content";

  /** Prints a line about each file, {@value #CONTENT}, and then all files that can be read. */
  private static final String SCRIPT =
      """
      cd -P -- "$1" 2>/dev/null || exit 9
      most=$2
      top=$PWD
      set --
      for kind in bundles apps libs services; do
        [ -d "$kind" ] || continue
        if [ ! -r "$kind" ] || [ ! -x "$kind" ]; then
          printf '%s\\n' "unlisted $kind"
          continue
        fi
        for file in "$kind"/*; do
          case $file in
            *.yml | *.yaml) ;;
            *)
              [ ! -d "$file" ] || printf '%s\\n' "folder $file"
              continue
              ;;
          esac
          if [ -h "$file" ]; then
            case $(readlink -f -- "$file") in
              "$top"/* | '') ;;
              *)
                printf '%s\\n' "outside $file"
                continue
                ;;
            esac
          fi
          if [ -f "$file" ] && [ -r "$file" ]; then
            set -- "$@" "$file"
          elif [ -f "$file" ]; then
            printf '%s\\n' "denied $file"
          elif [ -e "$file" ]; then
            printf '%s\\n' "other $file"
          elif [ -h "$file" ]; then
            printf '%s\\n' "nowhere $file"
          fi
        done
      done
      if [ "$#" -gt 0 ]; then
        sizes=$(wc -c -- "$@") || exit
        set --
        while read -r size file; do
          [ "$file" != total ] || continue
          if [ "$size" -gt "$most" ]; then
            printf '%s\\n' "big $file"
          else
            printf '%s\\n' "file $size $file"
            set -- "$@" "$file"
          fi
        done <<END
      $sizes
      END
      fi
      echo content
      [ "$#" -eq 0 ] || cat -- "$@" | base64
      """;

  /**
   * What was found at a path.
   *
   * @param kind {@code file}, or why it is none
   * @param start where the file's content begins in that of all
   * @param size how long it is
   */
  private record Found(String kind, int start, int size) {}

  private final Map<String, Found> found;
  private final byte[] content;

  private UsersSpecFiles(Map<String, Found> found, byte[] content) {
    this.found = found;
    this.content = content;
  }

  /**
   * Reads all files; empty if there is no folder that the user may go into.
   *
   * @param processes runs programs as the user
   */
  static Optional<UsersSpecFiles> in(Path folder, ProcessRunner processes) throws IOException {
    List<String> lines = new ArrayList<>();
    StringBuilder content = new StringBuilder();
    ProcessRunner.Result result =
        processes.run(
            Command.of(
                Identity.USER,
                LIMIT,
                "sh",
                "-c",
                SCRIPT,
                "sh",
                folder.toString(),
                Integer.toString(YamlReader.MOST_BYTES)),
            (line, error) -> {
              boolean isContent = !lines.isEmpty() && lines.getLast().equals(CONTENT);
              if (!error && isContent) {
                content.append(line);
              } else if (!error) {
                lines.add(line);
              }
            });
    if (result.exitCode() == NO_FOLDER) {
      return Optional.empty();
    }
    if (!result.succeeded()) {
      throw changing(folder);
    }
    byte[] bytes =
        Base64.getMimeDecoder().decode(content.toString().getBytes(StandardCharsets.US_ASCII));
    Map<String, Found> found = new LinkedHashMap<>();
    int end = 0;
    for (String line : lines.subList(0, lines.size() - 1)) {
      String[] words = line.split(" ", 2);
      int size = 0;
      String path = words[1];
      if (words[0].equals("file")) {
        int blank = path.indexOf(' ');
        size = Integer.parseInt(path.substring(0, blank));
        path = path.substring(blank + 1);
      }
      found.put(path, new Found(words[0], end, size));
      end += size;
    }
    if (bytes.length != end) {
      throw changing(folder);
    }
    return Optional.of(new UsersSpecFiles(found, bytes));
  }

  private static UserError changing(Path folder) {
    return new UserError(
        "specs-changing",
        "the specs in '" + folder + "' were changed while they were read",
        "try again");
  }

  @Override
  public List<Entry> list(String folder) throws IOException {
    Found itself = found.get(folder);
    if (itself != null) {
      throw new IOException(SpecReader.DENIED);
    }
    String prefix = folder + "/";
    return found.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(prefix))
        .map(
            entry ->
                new Entry(
                    entry.getKey().substring(prefix.length()),
                    entry.getValue().kind().equals("folder")))
        .toList();
  }

  @Override
  public byte[] read(String file) throws IOException {
    Found one = found.get(file);
    if (one == null) {
      throw new IOException(SpecReader.UNREADABLE + SpecReader.NOWHERE);
    }
    return switch (one.kind()) {
      case "file" -> Arrays.copyOfRange(content, one.start(), one.start() + one.size());
      case "big" -> new byte[YamlReader.MOST_BYTES + 1];
      case "outside" -> throw new IOException(SpecReader.OUTSIDE);
      case "denied" -> throw new IOException(SpecReader.UNREADABLE + SpecReader.DENIED);
      case "nowhere" -> throw new IOException(SpecReader.UNREADABLE + SpecReader.NOWHERE);
      default -> throw new IOException(SpecReader.NO_FILE);
    };
  }
}
