package dev.dusty.run;

import dev.dusty.api.compile.Artifact;
import dev.dusty.api.compile.CompileInput;
import dev.dusty.api.run.RepoCopy;
import java.util.List;

/**
 * The environment that steps put into effect.
 *
 * @param input what was compiled from
 * @param artifacts what was compiled, sorted by path; empty where nothing is to be put in place
 * @param repos which copy of each active repo is in use, sorted by the repo's path
 * @param mayRecreate whether containers whose definition changed are replaced
 */
public record RunInput(
    CompileInput input, List<Artifact> artifacts, List<RepoCopy> repos, boolean mayRecreate) {

  /** Copies the lists. */
  public RunInput {
    artifacts = List.copyOf(artifacts);
    repos = List.copyOf(repos);
  }
}
