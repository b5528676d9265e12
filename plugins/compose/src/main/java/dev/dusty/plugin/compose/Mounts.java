package dev.dusty.plugin.compose;

import dev.dusty.api.spec.Source;
import dev.dusty.api.test.TestContext;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The repos that a test's containers see. */
final class Mounts {

  private Mounts() {}

  /**
   * What a container has of the Docker host.
   *
   * @param source the folder of the Docker host, for a repo the one that shows its copy in use
   * @param target where it appears
   */
  record Mount(String source, String target) {}

  /** Returns those of an app or lib that is tested, its own first. */
  static List<Mount> of(TestContext context) {
    String repos = context.input().site().repos();
    List<Mount> mounts = new ArrayList<>();
    Stream.concat(
            context.tested().source().stream(),
            context.tested().libs().stream().map(lib -> lib.source()))
        .forEach(
            (Source source) ->
                mounts.add(new Mount(repos + "/" + source.repo().path(), source.mount().value())));
    return mounts;
  }
}
