package dev.dusty.plugin.compose;

import dev.dusty.api.step.HostUser;
import dev.dusty.api.step.StepContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
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
    // Compose runs as the user, and the folder is root's.
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    write(compose(), text.get(), true);
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
