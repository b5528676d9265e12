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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code dusty doctor} looks at on this computer. */
record LocalChecks(StepContext context, Engine engine) {

  private static final Pattern VERSION = Pattern.compile("(\\d{1,5})\\.(\\d{1,5}).*");
  private static final long GIB = 1L << 30;

  List<Finding> all() throws IOException {
    List<Finding> findings = new ArrayList<>();
    findings.add(engineAnswers());
    findings.add(address());
    findings.add(foldersAreWritable());
    findings.add(diskHasRoom());
    return findings;
  }

  private Finding engineAnswers() throws IOException {
    String version;
    try {
      version = engine.version(context);
    } catch (UserError e) {
      return broken(e, "without a Docker engine no container can run");
    }
    Matcher parts = VERSION.matcher(version);
    boolean isOld =
        parts.matches()
            && Integer.parseInt(parts.group(1)) * 100 + Integer.parseInt(parts.group(2)) < 20_10;
    return isOld
        ? new Finding(
            "docker-old",
            Severity.WARNING,
            "the Docker engine has version " + version,
            "Dusty is tried with Docker 20.10 and later",
            "install a newer Docker",
            false)
        : fine("docker", "Docker " + version + " answers");
  }

  private Finding address() {
    try {
      return fine("local-address", LocalAddress.of(context) + " is an address of this computer");
    } catch (UserError e) {
      return broken(e, "nobody would reach an app there");
    }
  }

  private Finding foldersAreWritable() {
    for (Path folder : new LocalFolders(context).all()) {
      Path there = folder;
      while (!Files.exists(there) && there.getParent() != null) {
        there = there.getParent();
      }
      if (!Files.isDirectory(there) || !Files.isWritable(there)) {
        return new Finding(
            "folders",
            Severity.BROKEN,
            there + " is not a folder that Dusty can write",
            "containers mount what is below it",
            "make it a folder that root can write",
            false);
      }
    }
    return fine("folders", "the folders that containers mount can be written");
  }

  private Finding diskHasRoom() throws IOException {
    DiskUsage disk = new LocalFolders(context).diskUsage();
    String room =
        String.format(
            Locale.ROOT,
            "the disk at %s has %.1f of %.1f GiB free",
            disk.path(),
            (double) disk.available() / GIB,
            (double) disk.total() / GIB);
    return isNearlyFull(disk)
        ? new Finding(
            "disk-full",
            Severity.WARNING,
            room,
            "images and databases fail in odd ways on a full disk",
            "free some with 'dusty disk cleanup_images' and 'docker system prune'",
            false)
        : fine("disk", room);
  }

  static boolean isNearlyFull(DiskUsage disk) {
    return disk.available() < 2 * GIB || disk.available() < disk.total() / 10;
  }

  private static Finding fine(String code, String what) {
    return new Finding(code, Severity.FINE, what, "", "", false);
  }

  private static Finding broken(UserError e, String why) {
    return new Finding(e.code(), Severity.BROKEN, e.problem(), why, e.remedy(), false);
  }
}
