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

  Change forPeople() {
    Action action =
        step.source().isEmpty()
            ? Action.REMOVE
            : step.times() == 0
                ? Action.CREATE
                : former.isEmpty() || former.equals(step.source())
                    ? Action.RECREATE
                    : Action.UPDATE;
    return Change.of(action, "mount", step.path(), cause);
  }
}
