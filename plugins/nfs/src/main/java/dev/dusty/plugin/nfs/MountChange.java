package dev.dusty.plugin.nfs;

import dev.dusty.api.run.Change;
import dev.dusty.api.run.Change.Action;

/**
 * A mount that is made, replaced or removed.
 *
 * @param step what is done
 * @param former the source that works there now; empty for none
 * @param cause why
 */
record MountChange(Vm.Step step, String former, String cause) {

  /** Returns whether what is mounted is mounted once more, as it does not work or is another. */
  boolean isOfSameSource() {
    return step.times() > 0 && (former.isEmpty() || former.equals(step.source()));
  }

  Change forPeople() {
    Action action =
        step.source().isEmpty()
            ? Action.REMOVE
            : step.times() == 0
                ? Action.CREATE
                : isOfSameSource() ? Action.RECREATE : Action.UPDATE;
    return Change.of(action, "mount", step.path(), cause);
  }
}
