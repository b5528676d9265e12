package dev.dusty.plugin.nfs;

import dev.dusty.api.Settings;
import dev.dusty.api.run.RepoCopy;
import dev.dusty.api.run.RepoCopy.Kind;
import dev.dusty.api.spec.Repo;
import dev.dusty.api.step.Command;
import dev.dusty.api.step.ProcessRunner;
import dev.dusty.api.step.ProcessRunner.Result;
import dev.dusty.api.text.SystemFile;
import dev.dusty.testkit.FakeContext;
import dev.dusty.testkit.Processes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** A computer with repos, an NFS server and a machine, below a test's folder. */
final class Shared {

  static final String RELOAD = "/sbin/reload-exports";

  private Shared() {}

  /** Returns a context for a machine, with a server that is told by {@link #RELOAD}. */
  static FakeContext context(Path folder, FakeVm vm) {
    FakeContext context =
        new FakeContext(folder)
            .with(vm)
            .with(FakeContext.empty(vm.site()))
            .with(new Settings(Map.of("nfs_reload", RELOAD + " now")));
    return context.with(processes(context, vm));
  }

  /** Really runs the shell of the step's own, and has the server read its file. */
  static Processes processes(FakeContext context, FakeVm vm) {
    ProcessRunner shell = Processes.real();
    return Processes.answering(
        command -> {
          try {
            if (command.argv().get(0).equals("sh")) {
              return shell.run(command);
            }
            if (command.argv().get(0).equals(RELOAD)
                && command.identity() == Command.Identity.ROOT) {
              vm.serve(exports(context));
              return new Result(0, "", "");
            }
            throw new AssertionError(command.argv());
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  /** Returns the text of the exports file; empty where there is none. */
  static String exports(FakeContext context) throws IOException {
    Path file = context.files().exports();
    return Files.exists(file) ? Files.readString(file, SystemFile.BYTES) : "";
  }

  /** Returns Dusty's copy of a repo, which is there. */
  static RepoCopy managed(FakeContext context, String name) throws IOException {
    Repo repo = Repo.parse("github.com/example/" + name);
    Path copy = context.files().managedRepos().resolve(repo.path());
    Files.createDirectories(copy);
    return new RepoCopy(repo, copy, Kind.MANAGED);
  }

  /** Returns the user's copy of a repo, which is there. */
  static RepoCopy override(FakeContext context, String name) throws IOException {
    Path copy = Files.createDirectories(context.files().root().resolve("home/" + name));
    return new RepoCopy(Repo.parse("github.com/example/" + name), copy, Kind.OVERRIDE);
  }

  /** Returns the path that containers mount. */
  static String place(String name) {
    return "/dusty_repos/github.com/example/" + name;
  }

  /** Returns the source of a copy. */
  static String source(RepoCopy copy) {
    return FakeVm.HOST + ":" + copy.folder();
  }

  /** Returns all that the step may change. */
  static Map<String, String> state(FakeContext context, FakeVm vm) throws IOException {
    Map<String, String> state = new TreeMap<>(vm.seen());
    state.put("exports", exports(context));
    try (var files = Files.list(context.files().state())) {
      for (Path file : files.toList()) {
        state.put(file.toString(), Files.readString(file));
      }
    }
    return state;
  }
}
