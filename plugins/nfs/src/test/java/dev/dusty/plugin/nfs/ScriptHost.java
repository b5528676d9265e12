package dev.dusty.plugin.nfs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * A Docker host for {@code mounts.sh}: the script itself, run by a real shell, with a table of
 * mounts in a folder, programs that change it, and a clock that goes on where somebody waits.
 *
 * <p>What a source is called says how its server behaves: {@code silent}, {@code denied}, {@code
 * late} (it refuses twice first) or {@code odd} (the client knows no NFS); a path that is called
 * {@code dead} does not answer.
 */
final class ScriptHost {

  private static final Map<String, String> PROGRAMS = new TreeMap<>();

  static {
    PROGRAMS.put(
        "mount",
        """
        case $5 in
          *denied*) echo 'mount.nfs: access denied by server' >&2; exit 32 ;;
          *odd*) echo "mount: unknown filesystem type 'nfs'" >&2; exit 32 ;;
          *late*)
            echo late >>"$HOST/late"
            if [ "$(wc -l <"$HOST/late")" -lt 3 ]; then
              printf 'mount.nfs:\\tConnection\\nrefused\\n' >&2
              exit 32
            fi ;;
        esac
        echo "$5 $6 nfs rw 0 0" >>"$HOST/proc/mounts"
        """);
    PROGRAMS.put(
        "umount",
        """
        awk -v path="$2" '{ lines[NR] = $0; if ($2 == path) last = NR }
          END { for (i = 1; i <= NR; i++) if (i != last) print lines[i] }' \\
          "$HOST/proc/mounts" >"$HOST/mounts.new"
        mv "$HOST/mounts.new" "$HOST/proc/mounts"
        """);
    PROGRAMS.put("stat", "case $* in *dead*) exit 1 ;; esac\n");
    PROGRAMS.put(
        "timeout",
        """
        seconds=$3
        shift 3
        case $* in *silent*)
          echo "$(($(cat "$HOST/clock") + seconds))" >"$HOST/clock"
          exit 137 ;;
        esac
        exec "$@"
        """);
    PROGRAMS.put("flock", ":\n");
    PROGRAMS.put("date", "cat \"$HOST/clock\"\n");
    PROGRAMS.put("sleep", "echo \"$(($(cat \"$HOST/clock\") + $1))\" >\"$HOST/clock\"\n");
  }

  private final Path folder;
  private final List<String> shell;
  private final String script;

  /**
   * Makes one.
   *
   * @param folder empty
   * @param shell what runs the script
   */
  ScriptHost(Path folder, List<String> shell) throws IOException {
    this.folder = folder;
    this.shell = List.copyOf(shell);
    Files.createDirectories(folder.resolve("run"));
    Files.createDirectories(folder.resolve("proc/17"));
    Files.createDirectories(folder.resolve("bin"));
    Files.writeString(folder.resolve("proc/mounts"), "proc /proc proc rw 0 0\n");
    Files.writeString(folder.resolve("clock"), "0");
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, String> program : PROGRAMS.entrySet()) {
      Path file = folder.resolve("bin").resolve(program.getKey());
      Files.writeString(file, "#!/bin/sh\n" + program.getValue());
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
      // BusyBox takes its own programs before those of PATH, but no function.
      text.append("%s() { '%s' \"$@\"; }\n".formatted(program.getKey(), file));
    }
    this.script = text.append(moved(moved(resource(), "proc"), "run")).toString();
  }

  private String moved(String text, String name) {
    String line = "\n%s=/%s\n".formatted(name, name);
    if (!text.contains(line)) {
      throw new AssertionError(line);
    }
    return text.replace(line, "\n%s='%s'\n".formatted(name, folder.resolve(name)));
  }

  private static String resource() throws IOException {
    try (InputStream in = Objects.requireNonNull(Vm.class.getResourceAsStream("mounts.sh"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Returns a mount point, which need not be there. */
  String path(String name) {
    return folder.resolve("repos/" + name).toString();
  }

  /** Mounts something, as the kernel writes it. */
  void mounted(String source, String path) throws IOException {
    String line = "%s %s nfs rw 0 0\n".formatted(source, path);
    Files.writeString(folder.resolve("proc/mounts"), line, StandardOpenOption.APPEND);
  }

  /** Lets a process hold something. */
  void held(String mountinfo) throws IOException {
    Files.writeString(folder.resolve("proc/17/mountinfo"), mountinfo + "\n");
  }

  /** Returns what is mounted by NFS, a source and a path each. */
  List<String> mounts() throws IOException {
    return Files.readAllLines(folder.resolve("proc/mounts")).stream()
        .filter(line -> line.contains(" nfs "))
        .map(line -> line.replace(" nfs rw 0 0", ""))
        .toList();
  }

  /** Returns how many seconds somebody has waited. */
  int waited() throws IOException {
    return Integer.parseInt(Files.readString(folder.resolve("clock")).strip());
  }

  /** Runs a task and returns its answers, in order; those of processes beside one another vary. */
  List<String> run(String input, String... arguments) throws IOException {
    List<String> argv = new ArrayList<>(shell);
    argv.addAll(List.of("-c", script, "dusty-nfs"));
    argv.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(argv).redirectErrorStream(true);
    builder.environment().put("HOST", folder.toString());
    builder
        .environment()
        .merge("PATH", folder.resolve("bin").toString(), (old, bin) -> bin + ":" + old);
    Process process = builder.start();
    try (var in = process.getOutputStream()) {
      in.write(input.getBytes(StandardCharsets.UTF_8));
    }
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new AssertionError(output);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
    return output.lines().toList();
  }
}
