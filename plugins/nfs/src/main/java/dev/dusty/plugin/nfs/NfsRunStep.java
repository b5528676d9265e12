package dev.dusty.plugin.nfs;

import dev.dusty.api.ConfigKey;
import dev.dusty.api.machine.Machine;
import dev.dusty.api.run.Change;
import dev.dusty.api.run.MachineContext;
import dev.dusty.api.run.RunContext;
import dev.dusty.api.run.RunStep;
import dev.dusty.api.run.Undo;
import dev.dusty.api.step.Finding;
import dev.dusty.api.text.SectionChange;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Shows containers in a VM the copy in use of each repo, by NFS: this computer exports the folders
 * to the VM alone, and the VM mounts each at the path that containers mount. A container sees what
 * was mounted when it started, so that another copy needs a restart and no other container.
 */
public final class NfsRunStep implements RunStep {

  /** Before a mount point: what was mounted there and worked; an empty string for nothing. */
  private static final String FORMER = "mount ";

  /** Before a mount point: what is mounted there now; an empty string for nothing. */
  private static final String NOW = "now ";

  /** The former memory. */
  private static final String MEMORY = "memory";

  /** For a server that was just started. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** What is taken back worked before. */
  private static final Duration LESS_PATIENCE = Duration.ofSeconds(5);

  @Override
  public String name() {
    return "nfs";
  }

  @Override
  public List<ConfigKey> configKeys() {
    return List.of(NfsKeys.SERVER, NfsKeys.RELOAD, NfsKeys.OPTIONS, NfsKeys.INSECURE);
  }

  @Override
  public Set<String> after() {
    return Set.of("hosts");
  }

  @Override
  public Set<String> before() {
    return Set.of("compose");
  }

  @Override
  public List<Change> plan(RunContext context) throws IOException {
    Optional<Sharing> sharing = Sharing.of(context);
    if (sharing.isEmpty()) {
      return Withdrawal.of(context).map(Withdrawal::changes).orElse(List.of());
    }
    sharing.get().warnings().forEach(context.reporter()::warning);
    return Target.ofUp(context, sharing.get()).changes();
  }

  @Override
  public Undo apply(RunContext context) throws IOException {
    Optional<Sharing> sharing = Sharing.of(context);
    if (sharing.isEmpty()) {
      return withdraw(context);
    }
    sharing.get().checkManaged();
    Target target = Target.ofUp(context, sharing.get());
    String memory = NfsMemory.read(context);
    if (target.isReached() && target.memory().equals(memory)) {
      return Undo.NOTHING;
    }
    Map<String, String> facts = new TreeMap<>();
    target.section().ifPresent(change -> facts.putAll(change.facts()));
    for (MountChange change : target.mounts()) {
      facts.put(FORMER + change.step().path(), change.former());
      facts.put(NOW + change.step().path(), change.step().source());
    }
    facts.put(MEMORY, memory);
    Undo undo = new Undo(facts);
    context.journal(undo);
    target.reach(context, PATIENCE);
    return undo;
  }

  private static Undo withdraw(RunContext context) throws IOException {
    Optional<Withdrawal> withdrawal = Withdrawal.of(context);
    if (withdrawal.isEmpty()) {
      return Undo.NOTHING;
    }
    Undo undo = new Undo(withdrawal.get().change().facts());
    context.journal(undo);
    withdrawal.get().carryOut();
    return undo;
  }

  @Override
  public void undo(MachineContext context, Undo undo) throws IOException {
    Map<String, String> facts = undo.facts();
    Optional<SectionChange> change = SectionChange.of(facts);
    if (change.isPresent()) {
      ExportsFile.of(context).takeBack(change.get());
    }
    if (undo.isOn(context.machine()) && Vm.isOne(context)) {
      takeBackMounts(context, facts);
    }
    if (facts.containsKey(MEMORY)) {
      NfsMemory.write(context, facts.get(MEMORY));
    }
  }

  private static void takeBackMounts(MachineContext context, Map<String, String> facts)
      throws IOException {
    List<String> paths =
        facts.keySet().stream()
            .filter(key -> key.startsWith(FORMER))
            .map(key -> key.substring(FORMER.length()))
            .toList();
    // One that was stopped since has no mounts.
    if (paths.isEmpty() || context.machine().state(context) != Machine.State.RUNNING) {
      return;
    }
    Vm vm = new Vm(context, context.machine().site(context).repos());
    // Whoever was cancelled may have left a script at work.
    Mounts mounts = vm.settled();
    List<Vm.Step> steps = new ArrayList<>();
    for (String path : paths) {
      String former = facts.getOrDefault(FORMER + path, "");
      String there = mounts.source(path);
      // Anything else is somebody's later change.
      boolean isOurs = there.isEmpty() || there.equals(facts.get(NOW + path));
      if (isOurs && !there.equals(former)) {
        steps.add(new Vm.Step(path, mounts.times(path), former));
      }
    }
    for (Vm.Failure failure : vm.change(steps, LESS_PATIENCE)) {
      context
          .reporter()
          .warning(
              "what was at %s before could not be mounted again: %s"
                  .formatted(failure.path(), failure.message()));
    }
  }

  @Override
  public void restart(RunContext context, List<String> containers) throws IOException {
    Optional<Sharing> sharing = Sharing.of(context);
    if (sharing.isPresent()) {
      // The machine may have got another address since what was deployed last.
      String client = context.machine().site(context).vmIp();
      share(context, sharing.get(), client, false);
    }
  }

  @Override
  public void share(RunContext context) throws IOException {
    Optional<Sharing> sharing = Sharing.of(context);
    if (sharing.isPresent()) {
      share(context, sharing.get(), context.input().site().vmIp(), true);
    }
  }

  private static void share(RunContext context, Sharing sharing, String client, boolean ofTest)
      throws IOException {
    sharing.checkManaged();
    sharing.warnings().forEach(context.reporter()::warning);
    Target.ofShare(context, sharing, client, ofTest).reach(context, PATIENCE);
  }

  @Override
  public List<Finding> diagnose(MachineContext context) throws IOException {
    return NfsChecks.of(context).all();
  }

  @Override
  public void fix(MachineContext context, Finding finding) throws IOException {
    NfsChecks.of(context).fix(finding);
  }
}
