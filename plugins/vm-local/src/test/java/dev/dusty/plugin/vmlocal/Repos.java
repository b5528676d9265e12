package dev.dusty.plugin.vmlocal;

import dev.dusty.api.compile.Site;
import dev.dusty.api.run.RepoCopy;
import dev.dusty.api.run.RepoCopy.Kind;
import dev.dusty.api.spec.Repo;
import dev.dusty.testkit.FakeContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Repos with copies below a test's folder. */
final class Repos {

  private Repos() {}

  /** Returns a context of the machine local, whose folder of repos is there. */
  static FakeContext context(Path folder) throws IOException {
    Site site = new LocalFolders(folder).site("127.0.0.1", "172.17.0.1");
    Files.createDirectories(Path.of(site.repos()));
    return new FakeContext(folder).with(new LocalMachine(Map.of())).with(FakeContext.empty(site));
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
    Repo repo = Repo.parse("github.com/example/" + name);
    Path copy = Files.createDirectories(context.files().root().resolve("home/" + name));
    return new RepoCopy(repo, copy, Kind.OVERRIDE);
  }

  /** Returns the path that containers mount. */
  static Path link(FakeContext context, String name) {
    return Path.of(context.input().site().repos(), "github.com/example/" + name);
  }
}
