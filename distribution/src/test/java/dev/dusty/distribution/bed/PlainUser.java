package dev.dusty.distribution.bed;

import java.nio.file.Path;

/**
 * A user who is not root, for whom a trial's Dusty works and who may use its engine, until this is
 * closed; then it is root's again.
 */
public final class PlainUser implements AutoCloseable {

  /** One that every computer has. */
  private static final String NAME = "nobody";

  private static final String UNIX = "unix://";

  private final Trial trial;
  private final Path socket;

  private PlainUser(Trial trial, Path socket) {
    this.trial = trial;
    this.socket = socket;
  }

  /** Makes a trial that root has set up work for a plain user. */
  public static PlainUser of(Trial trial) {
    String host = trial.engine().environment().getOrDefault("DOCKER_HOST", "");
    PlainUser user = new PlainUser(trial, Path.of(host.substring(UNIX.length())));
    trial.dusty("config", "set", "username", NAME).orFail();
    user.chmod("o+rw");
    return user;
  }

  /** Runs {@code dusty} as that user. */
  public Shell dusty(String... arguments) {
    return trial.dustyAs(NAME, arguments);
  }

  /** Makes a file or folder theirs. */
  public Path give(Path file) {
    Shell.run(trial.folder(), "chown", NAME, file.toString()).orFail();
    return file;
  }

  @Override
  public void close() {
    chmod("o-rw");
    trial.dusty("config", "set", "username", "root").orFail();
  }

  private void chmod(String mode) {
    Shell.run(trial.folder(), "chmod", mode, socket.toString()).orFail();
  }
}
