package dev.dusty.plugin.vmlocal;

import dev.dusty.api.UserError;
import dev.dusty.api.machine.DiskUsage;
import dev.dusty.api.step.Finding;
import dev.dusty.api.step.Finding.Severity;
import dev.dusty.api.step.StepContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code dusty doctor} looks at on this computer. */
record LocalChecks(StepContext context, Engine engine) {

  private static final Pattern VERSION = Pattern.compile("(\\d{1,5})\\.(\\d{1,5}).*");
  private static final long GIB = 1L << 30;

  List<Finding> all() throws IOException {
    List<Finding> findings = new ArrayList<>();
    Finding answers = engineAnswers();
    findings.add(answers);
    findings.add(address());
    if (answers.severity() != Severity.BROKEN) {
      findings.add(bridge());
    }
    findings.add(foldersAreWritable());
    findings.addAll(disksHaveRoom());
    return findings;
  }

  private Finding engineAnswers() throws IOException {
    String version;
    try {
      version = engine.version(context);
    } catch (UserError e) {
      return Finding.broken(e, "without a Docker engine no container can run");
    }
    Matcher parts = VERSION.matcher(version);
    boolean isOld =
        parts.matches()
            && Integer.parseInt(parts.group(1)) * 100 + Integer.parseInt(parts.group(2)) < 20_10;
    return isOld
        ? Finding.warning(
            "docker-old",
            "the Docker engine has version " + version,
            "Dusty is tried with Docker 20.10 and later",
            "install a newer Docker")
        : Finding.fine("docker", "Docker " + version + " answers");
  }

  private Finding address() {
    try {
      return Finding.fine(
          "local-address", LocalAddress.of(context) + " is an address of this computer");
    } catch (UserError e) {
      return Finding.broken(e, "nobody would reach an app there");
    }
  }

  private Finding foldersAreWritable() {
    for (Path folder : new LocalFolders(context).all()) {
      Path there = folder;
      while (!Files.exists(there) && there.getParent() != null) {
        there = there.getParent();
      }
      if (!Files.isDirectory(there) || !Files.isWritable(there)) {
        return Finding.broken(
            "folders",
            there + " is not a folder that Dusty can write",
            "containers mount what is below it",
            "make it a folder that root can write");
      }
    }
    return Finding.fine("folders", "the folders that containers mount can be written");
  }

  /** Containers reach this computer there, and nginx listens there for them. */
  private Finding bridge() throws IOException {
    String address;
    try {
      address = engine.ask(context);
    } catch (UserError e) {
      return Finding.broken(e, "containers could not reach apps by their host names");
    }
    // Where the engine runs in a VM of its own, as on macOS, the address is that VM's.
    boolean isElsewhere = System.getProperty("os.name", "").startsWith("Mac");
    return isElsewhere || LocalAddress.isOfThisComputer(address)
        ? Finding.fine("bridge", "containers reach this computer at " + address)
        : Finding.broken(
            "bridge-address",
            "this computer does not have the address " + address + " of Docker's bridge",
            "containers could not reach apps by their host names",
            "restart Docker, or name an address with 'dusty config set bridge_address'");
  }

  /** Returns what there is to say of each disk, once. */
  private List<Finding> disksHaveRoom() throws IOException {
    DiskUsage own = new LocalFolders(context).diskUsage();
    List<Finding> findings = new ArrayList<>(List.of(disk(own)));
    Optional<Path> folder = engine.folder(context).filter(Files::isReadable);
    if (folder.isPresent()) {
      DiskUsage ofEngine = LocalFolders.diskUsage(folder.get());
      if (!ofEngine.path().equals(own.path())) {
        findings.add(disk(ofEngine));
      }
    }
    return findings;
  }

  private static Finding disk(DiskUsage disk) {
    String room =
        String.format(
            Locale.ROOT,
            "the disk at %s has %.1f of %.1f GiB free",
            disk.path(),
            (double) disk.available() / GIB,
            (double) disk.total() / GIB);
    return isNearlyFull(disk)
        ? Finding.warning(
            "disk-full",
            room,
            "images and databases fail in odd ways on a full disk",
            "free some with 'dusty disk cleanup_images' and 'docker system prune'")
        : Finding.fine("disk", room);
  }

  static boolean isNearlyFull(DiskUsage disk) {
    return disk.available() < 2 * GIB || disk.available() < disk.total() / 10;
  }
}
