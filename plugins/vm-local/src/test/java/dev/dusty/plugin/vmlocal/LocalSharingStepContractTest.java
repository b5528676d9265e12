package dev.dusty.plugin.vmlocal;

import static dev.dusty.plugin.vmlocal.Repos.link;
import static dev.dusty.plugin.vmlocal.Repos.managed;
import static dev.dusty.plugin.vmlocal.Repos.override;

import dev.dusty.api.run.RunStep;
import dev.dusty.testkit.FakeContext;
import dev.dusty.testkit.RunStepContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** With a link to make, one to switch, one to remove and a folder to replace. */
class LocalSharingStepContractTest extends RunStepContract {

  @Override
  protected RunStep step() {
    return new LocalSharingStep();
  }

  @Override
  protected FakeContext situation(Path empty) throws IOException {
    FakeContext context = Repos.context(empty);
    context.withRepos(List.of(managed(context, "switched"), override(context, "gone")));
    new LocalSharingStep().apply(context);
    Files.delete(override(context, "gone").folder());
    Files.createDirectory(link(context, "replaced"));
    // Another context, as its journal has to be empty.
    FakeContext later = Repos.context(empty);
    return later.withRepos(
        List.of(
            override(later, "switched"), managed(later, "replaced"), managed(later, "new/inner")));
  }

  @Override
  protected Object state(FakeContext context) throws IOException {
    Map<String, String> state = new TreeMap<>();
    for (Path root : List.of(Path.of(context.input().site().repos()), context.files().state())) {
      try (var paths = Files.walk(root)) {
        for (Path path : paths.toList()) {
          state.put(
              path.toString(),
              Files.isSymbolicLink(path)
                  ? Files.readSymbolicLink(path).toString()
                  : Files.isDirectory(path) ? "folder" : Files.readString(path));
        }
      }
    }
    return state;
  }
}
