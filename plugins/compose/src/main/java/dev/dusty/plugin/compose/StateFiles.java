package dev.dusty.plugin.compose;

import dev.dusty.api.step.HostUser;
import dev.dusty.api.step.StepContext;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The step's own files.
 *
 * @param folder the step's folder, without symbolic links, as Compose labels containers with it
 * @param user who runs Compose, and so has to read its file
 */
record StateFiles(Path folder, HostUser user) {

  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ALONE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  /** How the projects of suites' runs begin. */
  static final String TEST = "dusty-test-";

  private static final String TEST_FILE = ".yml";

  static StateFiles of(StepContext context) throws IOException {
    return new StateFiles(context.files().state().toRealPath(), context.user());
  }

  /** Returns the file that Compose runs on: what is deployed. */
  Path compose() {
    return folder.resolve("docker-compose.yml");
  }

  private Path known() {
    return folder.resolve("containers.json");
  }

  Deployed deployed() throws IOException {
    return Deployed.read(known());
  }

  Optional<String> composeText() throws IOException {
    return Files.exists(compose()) ? Optional.of(Files.readString(compose())) : Optional.empty();
  }

  void writeDeployed(Deployed deployed) throws IOException {
    write(known(), deployed.toJson(), false);
  }

  /** Writes Compose's file, or removes it if there is no text. */
  void writeCompose(Optional<String> text) throws IOException {
    if (text.isEmpty()) {
      Files.deleteIfExists(compose());
      return;
    }
    writeForUser(compose(), text.get());
  }

  /**
   * Returns the file that Compose runs a suite on; beside the other, as paths in it count from
   * there.
   */
  Path test(String project) {
    return folder.resolve(project + TEST_FILE);
  }

  /** Returns the projects of the runs that have a file. */
  List<String> tests() throws IOException {
    List<String> projects = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, TEST + "*" + TEST_FILE)) {
      for (Path file : files) {
        String name = String.valueOf(file.getFileName());
        projects.add(name.substring(0, name.length() - TEST_FILE.length()));
      }
    }
    return projects;
  }

  /** Writes the file of a run. */
  void writeTest(String project, String text) throws IOException {
    writeForUser(test(project), text);
  }

  private void writeForUser(Path file, String text) throws IOException {
    // Compose runs as the user, and the folder is root's.
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    write(file, text, true);
  }

  private void write(Path file, String text, boolean forUser) throws IOException {
    // One name, so that what a killed process left is not there for ever.
    Path temporary = folder.resolve(file.getFileName() + ".new");
    Files.deleteIfExists(temporary);
    try {
      Files.createFile(temporary, OWNER_ALONE);
      Files.writeString(temporary, text);
      if (forUser && user.uid() != number(temporary, "unix:uid")) {
        Files.setAttribute(temporary, "unix:uid", Math.toIntExact(user.uid()));
      }
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static long number(Path file, String attribute) throws IOException {
    return ((Number) Files.getAttribute(file, attribute)).longValue();
  }
}
