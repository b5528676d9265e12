package dev.dusty.plugin.vmlima;

import dev.dusty.api.ConfigKey;
import dev.dusty.api.UserError;
import dev.dusty.api.compile.Site;
import dev.dusty.api.machine.DiskUsage;
import dev.dusty.api.machine.Machine;
import dev.dusty.api.machine.Platform;
import dev.dusty.api.step.Command;
import dev.dusty.api.step.Finding;
import dev.dusty.api.step.ProcessRunner.Result;
import dev.dusty.api.step.StepContext;
import dev.dusty.plugin.vmssh.RemoteDisk;
import dev.dusty.plugin.vmssh.RemoteFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The machine {@code lima}: a VM of Lima's, which Dusty makes, starts and stops. */
public final class LimaMachine implements Machine {

  /** The machine's name, by which the configuration picks it. */
  public static final String NAME = "lima";

  /** The code of the error of vm-ssh's where the VM shows another host key than before. */
  private static final String OTHER_KEY = "vm-host-key";

  private final boolean isMac;

  /** Creates the machine on this computer. */
  public LimaMachine() {
    this(System.getProperty("os.name", "").startsWith("Mac"));
  }

  LimaMachine(boolean isMac) {
    this.isMac = isMac;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<ConfigKey> configKeys() {
    return LimaKeys.ALL;
  }

  /**
   * {@inheritDoc}
   *
   * <p>Other programs bring Lima along, so that it is there says little. That it has a VM of this
   * name says that the user wants it.
   */
  @Override
  public OptionalInt preference(Platform platform, StepContext context) {
    if (platform != Platform.MACOS) {
      return OptionalInt.empty();
    }
    try {
      return limactl(context).find().isPresent() ? OptionalInt.of(15) : OptionalInt.empty();
    } catch (UserError e) {
      return OptionalInt.empty();
    }
  }

  @Override
  public State state(StepContext context) {
    return limactl(context).find().map(Instance::state).orElse(State.ABSENT);
  }

  @Override
  public void start(StepContext context) throws IOException {
    LimaKeys keys = keys(context);
    new Lifecycle(context, keys).start();
    vm(context).prepare();
  }

  @Override
  public Site site(StepContext context) throws IOException {
    return vm(context).site();
  }

  @Override
  public Optional<String> hostAddress(StepContext context) throws IOException {
    return Optional.of(vm(context).hostAddress());
  }

  @Override
  public Map<String, String> dockerEnvironment(StepContext context) {
    return vm(context).dockerEnvironment();
  }

  @Override
  public Command onMachine(StepContext context, Command command) throws IOException {
    return vm(context).ssh().command(command);
  }

  @Override
  public Result run(StepContext context, Command command) throws IOException {
    return vm(context).ssh().run(command);
  }

  @Override
  public void copyTo(StepContext context, Path local, String remote) throws IOException {
    new RemoteFiles(vm(context).ssh()).copyTo(local, remote);
  }

  @Override
  public void copyFrom(StepContext context, String remote, Path local) throws IOException {
    new RemoteFiles(vm(context).ssh()).copyFrom(remote, local);
  }

  @Override
  public DiskUsage diskUsage(StepContext context) throws IOException {
    return RemoteDisk.of(vm(context).ssh(), Vm.DISK);
  }

  @Override
  public void stop(StepContext context) {
    new Lifecycle(context, keys(context)).stop();
  }

  @Override
  public List<Finding> diagnose(StepContext context) throws IOException {
    return new LimaChecks(vm(context), limactl(context)).all();
  }

  /**
   * {@inheritDoc}
   *
   * <p>All but a host key is mended in the same way, which is what Lima offers: by another start.
   */
  @Override
  public void fix(StepContext context, Finding finding) throws IOException {
    if (finding.code().equals(OTHER_KEY)) {
      vm(context).ssh().forgetHostKey();
      return;
    }
    new Lifecycle(context, keys(context)).stop();
    start(context);
  }

  private LimaKeys keys(StepContext context) {
    return LimaKeys.of(context, isMac);
  }

  private Vm vm(StepContext context) {
    return new Vm(context, keys(context));
  }

  private Limactl limactl(StepContext context) {
    return new Limactl(context, keys(context).name());
  }
}
