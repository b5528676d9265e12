package dev.dusty.command;

import dev.dusty.api.run.FileKind;
import dev.dusty.api.step.Command;
import dev.dusty.api.step.Command.Identity;
import dev.dusty.api.step.ProcessRunner;
import dev.dusty.host.HostProcesses;
import dev.dusty.host.RunAs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Files that a caller names, looked at with the caller's rights and never with root's. */
final class CallersFiles {

  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final String WHICH_ARE_FOLDERS =
      "folder=$1; shift; for name; do [ ! -d \"$folder/$name\" ] || printf '%s\\n' \"$name\"; done";

  private static final String KIND =
      "if [ -d \"$1\" ]; then echo FOLDER; elif [ -e \"$1\" ] || [ -L \"$1\" ]; then echo FILE;"
          + " else echo NOTHING; fi";

  private final ProcessRunner processes;

  CallersFiles(Dusty dusty, Caller caller) {
    this.processes = processes(dusty, caller);
  }

  /** Returns what runs processes as the caller. */
  static HostProcesses processes(Dusty dusty, Caller caller) {
    return new HostProcesses(
        new RunAs(dusty.uid(), RunAs.thisPlatform()),
        Optional.of(caller.user()),
        Map.of(),
        caller.cancellation(),
        dusty.children());
  }

  /** Returns whether there is a folder that the caller may go into. */
  boolean isFolder(Path folder) throws IOException {
    return processes
        .run(
            Command.of(
                Identity.USER,
                LIMIT,
                "test",
                "-d",
                folder.toString(),
                "-a",
                "-x",
                folder.toString()))
        .succeeded();
  }

  /**
   * Returns what is at a path.
   *
   * @param folder where a relative path begins
   */
  FileKind kind(Path folder, String path) throws IOException {
    String absolute = path.startsWith("/") ? path : folder + "/" + path;
    ProcessRunner.Result result =
        processes.run(Command.of(Identity.USER, LIMIT, "sh", "-c", KIND, "sh", absolute));
    return result.succeeded() ? FileKind.valueOf(result.output().strip()) : FileKind.UNKNOWN;
  }

  /** Returns which of some names are folders in a folder. */
  Set<String> folders(Path folder, Collection<String> names) throws IOException {
    List<String> argv =
        new ArrayList<>(List.of("sh", "-c", WHICH_ARE_FOLDERS, "sh", folder.toString()));
    argv.addAll(names);
    ProcessRunner.Result result =
        processes.run(Command.of(Identity.USER, LIMIT, argv.toArray(String[]::new)));
    return new LinkedHashSet<>(result.output().lines().toList());
  }
}
