package dev.dusty.plugin.nfs;

import dev.dusty.api.compile.Site;
import dev.dusty.api.machine.DiskUsage;
import dev.dusty.api.machine.Machine;
import dev.dusty.api.step.Command;
import dev.dusty.api.step.ProcessRunner.Result;
import dev.dusty.api.step.StepContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A machine that has mounts, and understands the tasks of {@code mounts.sh}; and the NFS server of
 * this computer, which lets it have what was exported when it last read its file.
 */
final class FakeVm implements Machine {

  static final String HOST = "192.168.99.1";

  String name = "vm";
  String address = "192.168.99.100";
  Optional<String> host = Optional.of(HOST);
  State state = State.RUNNING;

  boolean isLocal = false;

  /** What is mounted where, the upper ones first. */
  final Map<String, Deque<String>> mounts = new TreeMap<>();

  /** What containers hold. */
  final Set<String> held = new TreeSet<>();

  /** Mount points that do not answer. */
  final Set<String> hanging = new TreeSet<>();

  /** What was asked for. */
  final List<String> tasks = new ArrayList<>();

  /** What mount says of anything; empty where it does what it should. */
  String message = "";

  /** What the machine says in place of its answers. */
  Optional<Result> failing = Optional.empty();

  private Exports exports = new Exports(new TreeMap<>());

  /** Has the server read a text; one that exports a folder that is not there stops it. */
  void serve(String text) {
    exports = Exports.in(text, ExportSyntax.LINUX);
  }

  Site site() {
    return Site.at(address, "172.17.0.1");
  }

  /** Returns what is seen at each mount point. */
  Map<String, String> seen() {
    Map<String, String> seen = new TreeMap<>();
    mounts.forEach((path, sources) -> seen.put(path, sources.getFirst()));
    return seen;
  }

  private Deque<String> pile(String path) {
    return mounts.computeIfAbsent(path, key -> new ArrayDeque<>());
  }

  /** Mounts something behind Dusty's back. */
  void mount(String path, String source) {
    pile(path).push(source);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public State state(StepContext context) {
    return state;
  }

  @Override
  public Site site(StepContext context) {
    return site();
  }

  @Override
  public Optional<Path> local(String remote) {
    return isLocal ? Optional.of(Path.of(remote)) : Optional.empty();
  }

  @Override
  public Optional<String> hostAddress(StepContext context) {
    return host;
  }

  @Override
  public Result run(StepContext context, Command command) {
    List<String> argv = command.argv();
    String task = argv.get(4);
    tasks.add(task);
    if (failing.isPresent()) {
      return failing.get();
    }
    List<String> lines = command.input().orElse("").lines().toList();
    return new Result(
        0,
        switch (task) {
          case "look", "settled" -> look(lines);
          case "change" -> change(lines);
          case "probe" -> probe(argv.get(6), argv.get(7));
          default -> throw new AssertionError(task);
        },
        "");
  }

  private String look(List<String> paths) {
    StringBuilder answer = new StringBuilder("a banner of the machine\n");
    mounts.forEach(
        (path, sources) ->
            sources
                .descendingIterator()
                .forEachRemaining(
                    source ->
                        answer.append(
                            "mount\t%s\t%s\n".formatted(escaped(source), escaped(path)))));
    held.forEach(
        source ->
            answer.append(
                "use\t361 36 0:48 / /app rw,relatime master:1 - nfs %s rw,vers=3\n"
                    .formatted(escaped(source))));
    for (String path : paths) {
      boolean answers =
          !mounts.containsKey(path)
              || (!hanging.contains(path) && refusal(pile(path).getFirst()).isEmpty());
      if (answers) {
        answer.append("alive\t").append(path).append('\n');
      }
    }
    return answer.toString();
  }

  private static String escaped(String field) {
    return field.replace("\\", "\\134").replace(" ", "\\040");
  }

  private String change(List<String> steps) {
    StringBuilder answer = new StringBuilder();
    for (String step : steps) {
      String[] fields = step.split("\t", -1);
      String path = fields[1];
      for (int i = 0; i < Integer.parseInt(fields[0]); i++) {
        pile(path).pop();
      }
      mounts.values().removeIf(Deque::isEmpty);
      hanging.remove(path);
      String refusal = fields[2].isEmpty() ? "" : refusal(fields[2]);
      if (!refusal.isEmpty()) {
        boolean canHeal = !refusal.contains("unknown filesystem");
        answer.append("%s\t%s\t%s\n".formatted(canHeal ? "failed" : "impossible", path, refusal));
      } else if (!fields[2].isEmpty()) {
        mount(path, fields[2]);
        answer.append("mounted\t").append(path).append('\n');
      }
    }
    return answer.toString();
  }

  private String probe(String source, String file) {
    String refusal = refusal(source);
    if (!refusal.isEmpty()) {
      return "failed\t/tmp/probe\t" + refusal + "\n";
    }
    try {
      Path folder = Path.of(source.substring(source.indexOf(":/") + 1));
      if (file.isEmpty()) {
        return "mounted\t/tmp/probe\n";
      }
      String text = Files.readString(folder.resolve(file));
      Files.writeString(folder.resolve(file + ".answer"), text);
      return "mounted\t/tmp/probe\nread\t%s\n".formatted(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns what mount says of a source; an empty string where it can be mounted. */
  private String refusal(String source) {
    Path folder = Path.of(source.substring(source.indexOf(":/") + 1));
    boolean isStopped = exports.clients().keySet().stream().anyMatch(each -> !Files.exists(each));
    boolean isAllowed =
        exports.clients().entrySet().stream()
            .anyMatch(
                entry -> folder.startsWith(entry.getKey()) && entry.getValue().equals(address));
    if (!message.isEmpty()) {
      return message;
    }
    if (isStopped || host.isEmpty() || !source.startsWith(host.get() + ":")) {
      return "mount.nfs: Connection refused";
    }
    return isAllowed && Files.isDirectory(folder)
        ? ""
        : "mount.nfs: access denied by server while mounting " + source;
  }

  @Override
  public void start(StepContext context) {
    throw new AssertionError("nobody is to start it");
  }

  @Override
  public Map<String, String> dockerEnvironment(StepContext context) {
    throw new AssertionError("nobody asks for Docker");
  }

  @Override
  public Command onMachine(StepContext context, Command command) {
    throw new AssertionError("nobody is to run anything else");
  }

  @Override
  public void copyTo(StepContext context, Path local, String remote) {
    throw new AssertionError("nothing is copied");
  }

  @Override
  public void copyFrom(StepContext context, String remote, Path local) {
    throw new AssertionError("nothing is copied");
  }

  @Override
  public DiskUsage diskUsage(StepContext context) {
    throw new AssertionError("nobody asks for disks");
  }

  @Override
  public void stop(StepContext context) {
    throw new AssertionError("nobody is to stop it");
  }
}
