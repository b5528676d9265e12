package dev.dusty.command;

import dev.dusty.api.compile.Site;
import dev.dusty.api.machine.Machine;
import dev.dusty.api.spec.Names;
import dev.dusty.api.step.Command;
import dev.dusty.api.step.Command.Identity;
import dev.dusty.api.step.HostUser;
import dev.dusty.api.step.ProcessRunner;
import dev.dusty.config.AtomicFile;
import dev.dusty.plugin.LoadedStep;
import dev.dusty.run.HexDump;
import dev.dusty.run.StepCall;
import dev.dusty.run.Surroundings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * The user's assets: a folder of the Docker host, with a file for each that is set. Files belong to
 * the configured user, so that a container that runs as that user can read them, and have the modes
 * that they were given with.
 *
 * @param surroundings what commands are given
 * @param folder the folder on the Docker host
 */
record AssetFolder(Surroundings surroundings, String folder) {

  /** What nobody said who may read is for its owner alone: it may be a key. */
  private static final Set<PosixFilePermission> PRIVATE =
      PosixFilePermissions.fromString("rw-------");

  private static final Duration LIMIT = Duration.ofMinutes(1);

  /** Ends when it is done or cancelled. */
  private static final Duration UNLIMITED = Duration.ofDays(1);

  /** A folder would take the file in; docker makes one of what a container is given in vain. */
  private static final String MOVE =
      "if [ -d \"$2\" ]; then rm -f \"$1\"; echo \"$2 is a folder\" >&2; exit 1; fi; mv -f \"$1\" \"$2\"";

  /** Of no asset: the names of their files do not begin with a dot. */
  private static final String NEW = ".new-";

  AssetFolder(Surroundings surroundings, Site site) {
    this(surroundings, site.assets());
  }

  /** A file on its way into the folder; closing it removes it unless it has arrived. */
  interface Arriving extends AutoCloseable {
    /** Makes it the content of an asset, in one step. */
    void become(String asset) throws IOException;

    @Override
    void close() throws IOException;
  }

  /** Returns the names of the assets that are set, sorted. */
  Set<String> names() throws IOException {
    Set<String> names = new TreeSet<>();
    Optional<Path> local = local();
    if (local.isPresent()) {
      if (Files.isDirectory(local.get())) {
        try (var files = Files.newDirectoryStream(local.get(), Files::isRegularFile)) {
          files.forEach(file -> addName(names, String.valueOf(file.getFileName())));
        }
      }
    } else {
      // Folders end with a slash, and what begins with a dot is left out.
      run("ls", "-1p", folder).lines().forEach(name -> addName(names, name));
    }
    return names;
  }

  private static void addName(Set<String> names, String file) {
    if (!file.endsWith("/")) {
      try {
        String name = URLDecoder.decode(file, StandardCharsets.UTF_8);
        // Anything else was put there by somebody else.
        if (Names.toFileName(name).equals(file)) {
          names.add(name);
        }
      } catch (IllegalArgumentException e) {
        // A '%' that nobody of ours wrote.
      }
    }
  }

  /** Writes the content of an asset that is set. */
  void read(String asset, OutputStream out) throws IOException {
    Optional<Path> local = local();
    if (local.isPresent()) {
      copy(local.get().resolve(Names.toFileName(asset)), out);
      return;
    }
    // Without a file here: who is root on the machine says what it would be.
    LoadedStep<Machine> machine = surroundings.machine();
    Command dump =
        Command.of(Identity.ROOT, UNLIMITED, HexDump.argv(path(asset)).toArray(String[]::new));
    Command command =
        StepCall.of(machine, () -> machine.step().onMachine(surroundings.ofMachine(), dump));
    check(
        dump,
        surroundings
            .processes()
            .run(
                command,
                (line, error) -> {
                  if (!error) {
                    write(HexDump.bytes(line), out);
                  }
                }));
    out.flush();
  }

  private static void write(byte[] bytes, OutputStream out) {
    try {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void copy(Path file, OutputStream out) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      copy(in, out);
    }
  }

  private void copy(InputStream in, OutputStream out) throws IOException {
    byte[] buffer = new byte[1 << 16];
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      surroundings.cancellation().check();
      out.write(buffer, 0, count);
    }
    out.flush();
  }

  /** Takes a file in, without anybody seeing it yet. */
  Arriving take(GivenFile given) throws IOException {
    Optional<Path> local = local();
    // Beside its place, where it can be renamed from; or on this computer, to be sent.
    Path staged = Files.createTempFile(local.orElse(surroundings.paths().state()), NEW, null);
    try {
      try (OutputStream out = Files.newOutputStream(staged)) {
        copy(given.content(), out);
      }
      own(staged);
      Files.setPosixFilePermissions(staged, given.mode().orElse(PRIVATE));
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(staged);
      throw e;
    }
    return new Arriving() {
      @Override
      public void become(String asset) throws IOException {
        if (local.isPresent()) {
          AtomicFile.move(staged, local.get().resolve(Names.toFileName(asset)));
        } else {
          String arrived = folder + "/" + NEW + UUID.randomUUID();
          LoadedStep<Machine> machine = surroundings.machine();
          StepCall.order(
              machine, () -> machine.step().copyTo(surroundings.ofMachine(), staged, arrived));
          run("sh", "-c", MOVE, "sh", arrived, path(asset));
        }
      }

      @Override
      public void close() throws IOException {
        Files.deleteIfExists(staged);
      }
    };
  }

  private void own(Path file) throws IOException {
    HostUser user = surroundings.user();
    if (((Number) Files.getAttribute(file, "unix:uid")).longValue() != user.uid()) {
      Files.setAttribute(file, "unix:gid", Math.toIntExact(user.gid()));
      Files.setAttribute(file, "unix:uid", Math.toIntExact(user.uid()));
    }
  }

  /** Removes an asset. */
  void remove(String asset) throws IOException {
    Optional<Path> local = local();
    if (local.isPresent()) {
      Files.deleteIfExists(local.get().resolve(Names.toFileName(asset)));
    } else {
      run("rm", "-f", path(asset));
    }
  }

  private String path(String asset) {
    return folder + "/" + Names.toFileName(asset);
  }

  private Optional<Path> local() {
    return surroundings.machine().step().local(folder);
  }

  private String run(String... argv) throws IOException {
    LoadedStep<Machine> machine = surroundings.machine();
    Command command = Command.of(Identity.ROOT, LIMIT, argv);
    ProcessRunner.Result result =
        StepCall.of(machine, () -> machine.step().run(surroundings.ofMachine(), command));
    check(command, result);
    return result.output();
  }

  private void check(Command command, ProcessRunner.Result result) throws IOException {
    if (!result.succeeded()) {
      throw new IOException(
          "'%s' on machine '%s': %s"
              .formatted(
                  command.argv().get(0),
                  surroundings.machine().step().name(),
                  result.errors().strip()));
    }
  }
}
