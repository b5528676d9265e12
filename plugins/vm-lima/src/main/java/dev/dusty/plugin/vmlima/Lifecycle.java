package dev.dusty.plugin.vmlima;

import dev.dusty.api.UserError;
import dev.dusty.api.step.StepContext;
import java.util.Optional;

/**
 * Makes, starts and stops the VM.
 *
 * @param keys what is configured
 */
record Lifecycle(StepContext context, LimaKeys keys, Limactl limactl) {

  Lifecycle(StepContext context, LimaKeys keys) {
    this(context, keys, new Limactl(context, keys.name()));
  }

  /** Sees to it that the VM runs, with the memory that is configured unless it ran already. */
  void start() {
    Optional<Instance> found = limactl.find();
    if (found.isEmpty()) {
      context.reporter().progress("making the VM " + keys.name());
      limactl.create(keys.createOptions(), keys.template());
      boot();
      return;
    }
    switch (found.get().status()) {
      case RUNNING -> {}
      case STOPPED -> {
        resize(found.get());
        boot();
      }
      case BROKEN -> {
        repair(found.get());
      }
    }
  }

  /** Stops the VM; with force if it does not stop otherwise. */
  void stop() {
    Optional<Instance> found = limactl.find();
    if (found.isEmpty()) {
      return;
    }
    context.reporter().progress("stopping the VM " + keys.name());
    switch (found.get().status()) {
      case STOPPED -> {}
      case BROKEN -> limactl.kill();
      case RUNNING -> {
        try {
          limactl.stop();
        } catch (UserError e) {
          context
              .reporter()
              .warning(
                  "the VM " + keys.name() + " did not shut down, and is ended: " + e.problem());
          limactl.kill();
        }
      }
    }
  }

  /** Of a killed VM one process is left over, and keeps the others from starting. */
  private void repair(Instance broken) {
    context.reporter().progress("ending what is left of the VM " + keys.name());
    limactl.kill();
    Instance after = limactl.find().orElse(broken);
    if (after.status() == Instance.Status.BROKEN) {
      throw new UserError(
          "lima-broken",
          "the VM '%s' is broken%s"
              .formatted(
                  keys.name(),
                  after.errors().isEmpty() ? "" : ": " + String.join("; ", after.errors())),
          "mend its ~/.lima/%s/lima.yaml, or remove the VM and all its data with 'limactl delete --force %s'"
              .formatted(keys.name(), keys.name()));
    }
    resize(after);
    boot();
  }

  private void resize(Instance instance) {
    if (!keys.fits(instance)) {
      limactl.edit(keys.memoryExpression());
    }
  }

  private void boot() {
    context.reporter().progress("starting the VM " + keys.name());
    limactl.start();
  }
}
