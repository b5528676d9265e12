package dev.dusty.plugin.vmboot2docker;

import dev.dusty.api.ConfigKey;
import dev.dusty.api.UserError;
import dev.dusty.api.compile.Site;
import dev.dusty.api.machine.DiskUsage;
import dev.dusty.api.machine.Machine;
import dev.dusty.api.machine.Platform;
import dev.dusty.api.step.Command;
import dev.dusty.api.step.Finding;
import dev.dusty.api.step.ProcessRunner;
import dev.dusty.api.step.StepContext;
import dev.dusty.plugin.vmboot2docker.Vm.Reached;
import dev.dusty.plugin.vmssh.RemoteDisk;
import dev.dusty.plugin.vmssh.RemoteFiles;
import dev.dusty.plugin.vmssh.SshFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The machine {@code boot2docker}: a VM of the user's that docker-machine makes and starts. */
public final class Boot2dockerMachine implements Machine {

  /** The machine's name, by which the configuration picks it. */
  public static final String NAME = "boot2docker";

  /** Above that of this computer, whose Docker would be in some VM too. */
  private static final int PREFERENCE_ON_MACOS = 10;

  /** On the disk for images, containers and data, through the link. */
  private static final String ON_DISK = "/persist/";

  /** Caches alone: to ask the tools takes longer than what is done on the VM. */
  private final AtomicReference<@Nullable Reached> reached = new AtomicReference<>();

  private final AtomicReference<@Nullable Clients> clients = new AtomicReference<>();

  /** The environment of docker clients for a VM at an address. */
  private record Clients(Reached reached, String address, Map<String, String> environment) {

    boolean isFor(Reached other, String otherAddress) {
      return reached.endpoint().equals(other.endpoint()) && address.equals(otherAddress);
    }
  }

  /** What is done over ssh. */
  private interface Use<T> {
    T with(Reached reached) throws IOException;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<ConfigKey> configKeys() {
    return VmSettings.KEYS;
  }

  @Override
  public OptionalInt preference(Platform platform, StepContext context) {
    if (platform != Platform.MACOS) {
      return OptionalInt.empty();
    }
    try {
      var _ = Vm.of(context).dockerMachine().version();
      return OptionalInt.of(PREFERENCE_ON_MACOS);
    } catch (UserError e) {
      return OptionalInt.empty();
    }
  }

  @Override
  public State state(StepContext context) {
    State state = Vm.of(context).state();
    if (state != State.RUNNING) {
      reached.set(null);
    }
    return state;
  }

  @Override
  public void start(StepContext context) throws IOException {
    Vm vm = Vm.of(context);
    reached.set(null);
    boolean wasDown = new Lifecycle(vm).start();
    Reached now = reach(vm);
    new Opening(vm, now).open(wasDown);
    String address = new Addresses(vm, now).awaitAddress();
    Clients before = clients.get();
    if (wasDown || before == null || !before.isFor(now, address)) {
      clients.set(new Clients(now, address, new Certificates(vm).mendedEnvironment()));
    }
  }

  @Override
  public Site site(StepContext context) throws IOException {
    Vm vm = Vm.of(context);
    return overSsh(vm, now -> new Addresses(vm, now).site());
  }

  @Override
  public Optional<String> hostAddress(StepContext context) throws IOException {
    Vm vm = Vm.of(context);
    return overSsh(vm, now -> new Addresses(vm, now).host());
  }

  @Override
  public Map<String, String> dockerEnvironment(StepContext context) {
    Vm vm = Vm.of(context);
    Clients before = clients.get();
    if (before != null
        && before.reached().settings().equals(vm.settings())
        && reached.get() != null) {
      return before.environment();
    }
    return new Certificates(vm).environment();
  }

  @Override
  public Command onMachine(StepContext context, Command command) throws IOException {
    Vm vm = Vm.of(context);
    return vm.ssh(reach(vm).endpoint()).command(command);
  }

  @Override
  public ProcessRunner.Result run(StepContext context, Command command) throws IOException {
    Vm vm = Vm.of(context);
    return overSsh(vm, now -> vm.ssh(now.endpoint()).run(command));
  }

  @Override
  public void copyTo(StepContext context, Path local, String remote) throws IOException {
    Vm vm = Vm.of(context);
    var _ =
        overSsh(
            vm,
            now -> {
              new RemoteFiles(vm.ssh(now.endpoint())).copyTo(local, remote);
              return remote;
            });
  }

  @Override
  public void copyFrom(StepContext context, String remote, Path local) throws IOException {
    Vm vm = Vm.of(context);
    var _ =
        overSsh(
            vm,
            now -> {
              new RemoteFiles(vm.ssh(now.endpoint())).copyFrom(remote, local);
              return local;
            });
  }

  @Override
  public DiskUsage diskUsage(StepContext context) throws IOException {
    Vm vm = Vm.of(context);
    return overSsh(vm, now -> RemoteDisk.of(vm.ssh(now.endpoint()), ON_DISK));
  }

  @Override
  public void stop(StepContext context) throws IOException {
    Vm vm = Vm.of(context);
    Reached last = reached.getAndSet(null);
    if (last != null) {
      vm.ssh(last.endpoint()).disconnect();
    }
    new Lifecycle(vm).stop();
  }

  @Override
  public List<Finding> diagnose(StepContext context) throws IOException {
    return new VmChecks(Vm.of(context)).all();
  }

  @Override
  public void fix(StepContext context, Finding finding) throws IOException {
    reached.set(null);
    clients.set(null);
    Mends.mend(Vm.of(context), finding);
  }

  private Reached reach(Vm vm) {
    Reached known = reached.get();
    if (known != null && known.settings().equals(vm.settings())) {
      return known;
    }
    Reached now = vm.reach();
    reached.set(now);
    return now;
  }

  /** A VM that was started again behind Dusty's back may be reached in another way than before. */
  private <T> T overSsh(Vm vm, Use<T> use) throws IOException {
    Reached known = reach(vm);
    try {
      return use.with(known);
    } catch (UserError e) {
      if (!e.code().equals(SshFailure.UNREACHABLE) || !reached.compareAndSet(known, null)) {
        throw e;
      }
      Reached now = reach(vm);
      if (now.endpoint().equals(known.endpoint())) {
        throw e;
      }
      return use.with(now);
    }
  }
}
