package dev.dusty.api.test;

import dev.dusty.api.compile.CompileInput;
import dev.dusty.api.run.MachineContext;
import dev.dusty.api.run.RepoCopy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a test runner is given.
 *
 * @since 1.0
 */
public interface TestContext extends MachineContext {

  /** Returns whose suites are run. */
  Tested tested();

  /**
   * Returns the site, what the user configured, and the specs that the suites need: the app or lib,
   * its libs, and the services of all its suites. No ports are planned.
   */
  CompileInput input();

  /**
   * Returns which copy is in use of each repo that is mounted, sorted by the repo's path. They are
   * shown on the Docker host already.
   */
  List<RepoCopy> repos();

  /**
   * Returns the commit that is checked out in a copy; empty where its folder is no Git repo, or has
   * no commit yet.
   */
  Optional<String> commit(RepoCopy copy);

  /**
   * Returns a folder of the user's computer with what is committed in a copy and nothing else, for
   * an image that is to hold no work in progress. That is the copy itself where all is committed or
   * its folder is no Git repo; otherwise a folder that is there until the command ends.
   *
   * @throws IOException if it cannot be made
   */
  Path committed(RepoCopy copy) throws IOException;
}
