package dev.dusty.plugin.vmlocal;

import dev.dusty.api.run.Change;
import dev.dusty.api.run.Change.Action;
import java.nio.file.Path;

/**
 * A link that is made, switched or removed.
 *
 * @param path where it is
 * @param former what is there now
 * @param target what it is to say; empty where it is to go
 * @param cause why
 */
record LinkChange(Path path, LinkPlace former, String target, String cause) {

  Change forPeople() {
    Action action =
        target.isEmpty()
            ? Action.REMOVE
            : switch (former) {
              case LinkPlace.Empty _ -> Action.CREATE;
              case LinkPlace.Link _ -> Action.UPDATE;
              default -> Action.RECREATE;
            };
    return Change.of(action, "link", path.toString(), cause);
  }
}
