package dev.dusty.api.compile;

import dev.dusty.api.Extension;
import java.util.List;

/**
 * Makes the files of one target from the active specs.
 *
 * <p>A compile step is pure: the same input gives the same bytes, on any machine, in any order of
 * calls, on any number of threads at once. It does no I/O and asks neither clock, environment,
 * locale nor chance. The contract test in plugin-testkit checks this.
 *
 * @since 1.0
 */
public interface CompileStep extends Extension {

  /**
   * Makes the target's files.
   *
   * @param input all there is to know
   * @return the files, in an order of no meaning
   * @throws dev.dusty.api.UserError if the specs ask for something that this target cannot do
   */
  List<Artifact> compile(CompileInput input);
}
