package dev.dusty.run;

import dev.dusty.api.UserError;
import dev.dusty.api.run.MachineContext;
import dev.dusty.api.step.Command;
import dev.dusty.api.step.Command.Identity;
import dev.dusty.api.step.ProcessRunner.Result;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Placed files on a machine whose files are not this computer's: all are read with one command
 * there, and all are changed with another one. As here, no symbolic link below their folder is
 * followed.
 */
record MachineFiles(MachineContext context) {

  private static final Duration LIMIT = Duration.ofMinutes(5);

  /** Of a file that is not there, instead of a {@link HexDump}. */
  private static final String ABSENT = "absent";

  private static final String END = "end";

  private static final String LINK_ABOVE =
      """
      link_above() { # BASE FILE
        above=${2%/*}
        while [ "$above" != "$1" ]; do
          if [ -L "$above" ]; then echo "$above"; return; fi
          above=${above%/*}
        done
      }
      """;

  private static final String READ =
      LINK_ABOVE
          + """
          while IFS= read -r base && IFS= read -r file; do
            if [ -f "$file" ] && [ ! -L "$file" ] && [ -z "$(link_above "$base" "$file")" ]; then
              %s "$file" || exit 1
            else
              echo absent
            fi
            echo end
          done
          """
              .formatted(HexDump.COMMAND);

  private static final String CHANGE =
      LINK_ABOVE
          + """
          umask 022
          check() {
            link=$(link_above "$1" "$2")
            [ -z "$link" ] || { echo "link: $link" >&2; exit 3; }
            [ ! -d "$2" ] || [ -L "$2" ] || { echo "folder: $2" >&2; exit 3; }
          }
          put() { # BASE FILE TEXT
            check "$1" "$2"
            mkdir -p "${2%/*}" &&
              rm -f "$2.new-of-dusty" &&
              printf %s "$3" >"$2.new-of-dusty" &&
              mv -f "$2.new-of-dusty" "$2" || exit 1
          }
          drop() { # BASE FILE
            check "$1" "$2"
            rm -f "$2" "$2.new-of-dusty" || exit 1
            folder=${2%/*}
            while [ "$folder" != "$1" ] && rmdir "$folder" 2>/dev/null; do
              folder=${folder%/*}
            done
          }
          """;

  private static final Pattern IN_THE_WAY = Pattern.compile("(link|folder): (.+)");

  /** Returns the texts of files, empty of those that are not there or are no plain files. */
  Map<PlacedFile, Optional<String>> read(Collection<PlacedFile> files) throws IOException {
    Map<PlacedFile, Optional<String>> texts = new TreeMap<>();
    if (files.isEmpty()) {
      return texts;
    }
    StringBuilder input = new StringBuilder();
    files.forEach(f -> input.append(f.base()).append('\n').append(f.path()).append('\n'));
    // Line by line: of what a process writes, only so much is kept.
    List<String> lines = new ArrayList<>();
    Result result =
        context
            .processes()
            .run(
                onMachine(READ, input.toString()),
                (line, error) -> {
                  if (!error) {
                    lines.add(line.strip());
                  }
                });
    if (!result.succeeded()) {
      throw failure(result);
    }
    Iterator<String> rest = lines.iterator();
    for (PlacedFile file : files) {
      texts.put(file, next(rest));
    }
    return texts;
  }

  private static Optional<String> next(Iterator<String> lines) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    boolean isThere = true;
    while (lines.hasNext()) {
      String line = lines.next();
      if (line.equals(END)) {
        return isThere ? Optional.of(bytes.toString(StandardCharsets.UTF_8)) : Optional.empty();
      }
      isThere &= !line.equals(ABSENT);
      if (isThere) {
        bytes.writeBytes(HexDump.bytes(line));
      }
    }
    throw new IOException("the machine did not tell of all files");
  }

  /**
   * Deletes files, with the folders above them that are empty then, and afterwards writes others.
   *
   * @param changes the new texts; empty of those that go
   */
  void change(Map<PlacedFile, Optional<String>> changes) throws IOException {
    if (changes.isEmpty()) {
      return;
    }
    StringBuilder script = new StringBuilder(CHANGE);
    changes.forEach(
        (file, text) -> {
          if (text.isEmpty()) {
            script.append(call("drop", file)).append('\n');
          }
        });
    changes.forEach(
        (file, text) ->
            text.ifPresent(
                t -> script.append(call("put", file)).append(' ').append(quoted(t)).append('\n')));
    Result result = context.processes().run(onMachine("eval \"$(cat)\"", script.toString()));
    if (!result.succeeded()) {
      throw failure(result);
    }
  }

  private static String call(String name, PlacedFile file) {
    return name + " " + quoted(file.base().toString()) + " " + quoted(file.path().toString());
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  private Command onMachine(String script, String input) throws IOException {
    Command command = Command.of(Identity.ROOT, LIMIT, "sh", "-c", script).reading(input);
    return context.machine().onMachine(context, command);
  }

  private UserError failure(Result result) {
    Matcher found = IN_THE_WAY.matcher(result.errors().strip());
    if (found.find()) {
      return found.group(1).equals("link")
          ? PlacedFile.linkInTheWay(found.group(2))
          : PlacedFile.folderInTheWay(found.group(2));
    }
    return new UserError(
        "machine-files",
        "files on machine '%s' cannot be changed: %s"
            .formatted(
                context.machine().name(),
                result.errors().lines().reduce((a, b) -> b).orElse("it does not say why").strip()),
        "mend that, and try again; 'dusty doctor' looks at the machine");
  }
}
