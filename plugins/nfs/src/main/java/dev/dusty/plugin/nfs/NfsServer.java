package dev.dusty.plugin.nfs;

import dev.dusty.api.UserError;
import dev.dusty.api.step.Command;
import dev.dusty.api.step.Command.Identity;
import dev.dusty.api.step.ProcessRunner;
import dev.dusty.api.step.StepContext;
import dev.dusty.api.text.SystemFile;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The NFS server of this computer.
 *
 * @param syntax how its exports file is written
 * @param configured what has it read that file; empty for the system's own way
 */
record NfsServer(StepContext context, ExportSyntax syntax, List<String> configured) {

  static final int PORT = 2049;
  static final int PORTMAPPER = 111;

  private static final Path ITS_FILE = Path.of("/etc/exports");
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final int CONNECTING_MILLIS = 2000;

  /** Returns the server that is configured, or that this system has. */
  static NfsServer of(StepContext context) {
    String system = context.settings().get(NfsKeys.SERVER);
    boolean isMac =
        system.isEmpty()
            ? System.getProperty("os.name", "").startsWith("Mac")
            : system.equals("macos");
    String reload = context.settings().get(NfsKeys.RELOAD).strip();
    return new NfsServer(
        context,
        isMac ? ExportSyntax.MACOS : ExportSyntax.LINUX,
        reload.isEmpty() ? List.of() : List.of(reload.split(" +", -1)));
  }

  /** Returns the exports file. */
  SystemFile file() {
    Path path = context.files().exports();
    return new SystemFile(
        path,
        "exports-unwritable",
        "write those lines into %s by hand, run '%s' as root, and try again"
            .formatted(path, String.join(" ", commands().get(0))));
  }

  /**
   * Checks a text before it becomes the exports file, as far as the server can do that.
   *
   * @throws UserError if the server would not take it, or reads another file
   */
  void check(String text) throws IOException {
    checkItsFile();
    if (syntax != ExportSyntax.MACOS || !configured.isEmpty()) {
      return;
    }
    Path candidate = context.files().state().resolve("exports.new");
    Files.writeString(candidate, text, SystemFile.BYTES);
    ProcessRunner.Result result =
        run(List.of("/sbin/nfsd", "-F", candidate.toString(), "checkexports"));
    Files.delete(candidate);
    if (!result.succeeded()) {
      throw new UserError(
          "exports-refused",
          "the NFS server would not take the new exports: " + reason(result),
          "mend what it names in %s, or use a folder that can be exported with 'dusty repos"
                  .formatted(context.files().exports())
              + " override'");
    }
  }

  /**
   * Has the server read the exports file, and starts it where that is the system's way.
   *
   * @throws UserError if it does not
   */
  void reload() throws IOException {
    checkItsFile();
    ProcessRunner.Result result = null;
    for (List<String> command : commands()) {
      result = run(command);
      if (result.succeeded()) {
        return;
      }
    }
    if (result != null) {
      throw new UserError(
          "nfs-reload",
          "the NFS server did not read %s: %s".formatted(context.files().exports(), reason(result)),
          "see that it runs, and try again");
    }
  }

  private void checkItsFile() {
    Path path = context.files().exports();
    if (configured.isEmpty() && !path.equals(ITS_FILE)) {
      throw new UserError(
          "exports-elsewhere",
          "this computer's NFS server reads %s, and not Dusty's %s".formatted(ITS_FILE, path),
          "run Dusty without DUSTY_HOME, or have root name what makes a server read that file:"
              + " dusty config set "
              + NfsKeys.RELOAD.name()
              + " COMMAND");
    }
  }

  /** Returns the commands of which one is to succeed. */
  private List<List<String>> commands() {
    if (!configured.isEmpty()) {
      return List.of(configured);
    }
    return switch (syntax) {
      case LINUX -> List.of(List.of("exportfs", "-ra"));
      // The first fails where it does not run.
      case MACOS ->
          List.of(
              List.of("/sbin/nfsd", "update"),
              List.of("/sbin/nfsd", "restart"),
              List.of("/sbin/nfsd", "enable"));
    };
  }

  private ProcessRunner.Result run(List<String> argv) throws IOException {
    try {
      return context.processes().run(Command.of(Identity.ROOT, LIMIT, argv.toArray(new String[0])));
    } catch (IOException e) {
      UserError error =
          new UserError(
              "nfs-server-missing",
              "this computer has no NFS server: '%s' cannot be started".formatted(argv.get(0)),
              syntax == ExportSyntax.LINUX && configured.isEmpty()
                  ? "install one (Debian: nfs-kernel-server, Fedora: nfs-utils) and try again"
                  : "correct it with 'dusty config set " + NfsKeys.RELOAD.name() + " COMMAND'");
      error.initCause(e);
      throw error;
    }
  }

  /** Returns whether somebody listens at a port of this computer. */
  static boolean listens(String address, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), CONNECTING_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static String reason(ProcessRunner.Result result) {
    return (result.errors() + result.output())
        .lines()
        .filter(line -> !line.isBlank())
        .findFirst()
        .map(String::strip)
        .orElse("it ended with code " + result.exitCode());
  }
}
