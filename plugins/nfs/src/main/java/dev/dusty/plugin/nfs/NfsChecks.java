package dev.dusty.plugin.nfs;

import dev.dusty.api.compile.Site;
import dev.dusty.api.machine.Machine;
import dev.dusty.api.run.MachineContext;
import dev.dusty.api.step.Finding;
import dev.dusty.api.text.SectionChecks;
import dev.dusty.api.text.WrittenSection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What {@code dusty doctor} looks at on the way from a folder of this computer to a container, one
 * link after the other; where one is broken, the later ones tell nothing.
 *
 * @param context what it may use
 * @param server the NFS server
 * @param section what is looked at in any file with a section
 */
record NfsChecks(MachineContext context, NfsServer server, SectionChecks section) {

  private static final String WHY = "containers see no code without it";
  private static final String STALE = "mounts-stale";

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  static NfsChecks of(MachineContext context) {
    NfsServer server = NfsServer.of(context);
    WrittenSection written = new WrittenSection(context.files().state());
    return new NfsChecks(
        context, server, new SectionChecks(server.file(), written, "exports", "exports-changed"));
  }

  List<Finding> all() throws IOException {
    if (!Vm.isOne(context)) {
      return left();
    }
    List<Finding> findings = new ArrayList<>();
    Optional<Exports> exports = look(findings, WHY);
    if (exports.isEmpty()) {
      return findings;
    }
    if (exports.get().clients().isEmpty()) {
      findings.add(Finding.fine("nfs-unused", "no repo is shared with a machine yet"));
      return findings;
    }
    folders(exports.get(), findings);
    boolean runs = context.machine().state(context) == Machine.State.RUNNING;
    Optional<String> host = runs ? context.machine().hostAddress(context) : Optional.empty();
    if (!listens(host, findings)) {
      return findings;
    }
    if (host.isEmpty()) {
      findings.add(
          Finding.fine(
              "nfs-machine-down",
              "machine '%s' does not run, so what it mounts is not looked at"
                  .formatted(context.machine().name())));
      return findings;
    }
    Site site = context.machine().site(context);
    client(exports.get(), site, findings);
    Vm vm = new Vm(context, site.repos());
    if (new NfsProbe(context, vm, host.get()).add(exports.get(), findings)) {
      mounts(vm, findings);
    }
    return findings;
  }

  /** Looks at what is exported to a former machine, as the present one mounts nothing. */
  private List<Finding> left() throws IOException {
    String why = "whoever has that address can read and write there";
    List<Finding> findings = new ArrayList<>();
    Optional<Exports> exports = look(findings, why);
    if (exports.isPresent()) {
      // The file is of no interest any more, but for what Dusty has in it.
      findings.clear();
      exports
          .get()
          .clients()
          .forEach(
              (folder, client) ->
                  findings.add(
                      Finding.warning(
                          "exports-left",
                          "%s is exported to %s, and machine '%s' mounts nothing by NFS"
                              .formatted(folder, client, context.machine().name()),
                          why,
                          "run 'dusty up', which takes it out")));
    }
    return findings;
  }

  /** Looks at the file; empty if its section is damaged. */
  private Optional<Exports> look(List<Finding> findings, String why) throws IOException {
    return section
        .look(findings, why, "the machine may not mount what it needs, or others may")
        .map(text -> Exports.in(text, server.syntax()));
  }

  private void folders(Exports exports, List<Finding> findings) {
    List<Path> missing =
        exports.clients().keySet().stream().filter(folder -> !Files.isDirectory(folder)).toList();
    for (Path folder : missing) {
      findings.add(
          Finding.broken(
              "export-missing",
              "%s is exported, and is not there".formatted(folder),
              "some NFS servers stop for it",
              "run 'dusty up', which takes it out"));
    }
    if (missing.isEmpty()) {
      findings.add(
          Finding.fine(
              "exports",
              "exported, to the machine alone: "
                  + String.join(
                      ", ", exports.clients().keySet().stream().map(Path::toString).toList())));
    }
  }

  private boolean listens(Optional<String> host, List<Finding> findings) {
    List<Integer> ports = new ArrayList<>(NfsPorts.of(context.settings().get(NfsKeys.OPTIONS)));
    List<Integer> silent =
        ports.stream()
            .filter(port -> !NfsServer.listens(host.orElse("127.0.0.1"), port))
            .filter(port -> !NfsServer.listens("127.0.0.1", port))
            .toList();
    if (silent.isEmpty()) {
      findings.add(
          Finding.fine(
              "nfs-server",
              "an NFS server listens on this computer, at TCP port "
                  + String.join(" and ", ports.stream().map(String::valueOf).toList())));
      return true;
    }
    findings.add(
        Finding.broken(
            "nfs-server-down",
            (silent.get(0) == NfsServer.PORTMAPPER ? "no portmapper" : "no NFS server")
                + " listens on this computer, at TCP port "
                + silent.get(0),
            WHY,
            "start it (Linux: 'systemctl start nfs-server', macOS: 'sudo nfsd enable')"));
    return false;
  }

  private void client(Exports exports, Site site, List<Finding> findings) {
    Set<String> others = new TreeSet<>(exports.clients().values());
    if (others.remove(site.vmIp()) && others.isEmpty()) {
      return;
    }
    findings.add(
        Finding.broken(
            "exports-client",
            "the exports are for %s, and the machine has the address %s"
                .formatted(String.join(", ", others), site.vmIp()),
            "it may not mount anything",
            "run 'dusty up', which exports them anew"));
  }

  private void mounts(Vm vm, List<Finding> findings) throws IOException {
    List<String> paths = remembered();
    Mounts mounts = vm.look(paths);
    List<String> stale = paths.stream().filter(path -> mounts.working(path).isEmpty()).toList();
    if (stale.isEmpty()) {
      findings.add(Finding.fine("mounts", "the machine shows %d repos".formatted(paths.size())));
      return;
    }
    boolean canBeFixed = stale.stream().noneMatch(path -> mounts.source(path).isEmpty());
    Finding finding =
        Finding.broken(
            STALE,
            "the machine does not show what is to be at " + String.join(", ", stale),
            "containers see an empty folder there, or wait for ever",
            "run 'dusty up', and 'dusty restart' for containers that run");
    findings.add(canBeFixed ? finding.thatCanBeFixed() : finding);
  }

  private List<String> remembered() throws IOException {
    NfsMemory memory = NfsMemory.of(NfsMemory.read(context));
    return memory.mounts().keySet().stream().filter(memory::isOfUp).toList();
  }

  void fix(Finding finding) throws IOException {
    if (finding.code().equals(STALE)) {
      mountAgain();
    } else if (section.fix(finding, context.files().state())) {
      server.reload();
    } else {
      throw new IllegalArgumentException(finding.code());
    }
  }

  private void mountAgain() throws IOException {
    Vm vm = new Vm(context, context.machine().site(context).repos());
    List<String> paths = remembered();
    Mounts mounts = vm.look(paths);
    List<Vm.Step> steps =
        paths.stream()
            .filter(path -> mounts.working(path).isEmpty() && mounts.times(path) > 0)
            .map(path -> new Vm.Step(path, mounts.times(path), mounts.source(path)))
            .toList();
    List<Vm.Failure> failures = vm.change(steps, PATIENCE);
    if (!failures.isEmpty()) {
      Vm.Failure first = failures.get(0);
      throw MountTrouble.of(mounts.source(first.path()), first.message(), true);
    }
  }
}
