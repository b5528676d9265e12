package dev.dusty.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.dusty.api.UserError;
import dev.dusty.api.step.Command;
import dev.dusty.api.step.Command.Identity;
import dev.dusty.api.step.ProcessRunner.Result;
import dev.dusty.host.HostProcesses;
import dev.dusty.host.Pipe;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A folder of a caller's with a backup: an archive, and what is to be known of it. All of it is
 * read and written with the caller's rights.
 *
 * @param processes run as the caller
 * @param folder the folder
 */
record BackupFolder(HostProcesses processes, Path folder) {

  private static final Script SCRIPT = Script.named("backup.sh");
  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final int NOT_EMPTY = 6;
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  /**
   * What is to be known of an archive.
   *
   * @param format {@value #FORMAT}; a higher number is of a newer Dusty
   * @param dusty the version that made it
   * @param machine the machine that it is of
   * @param folder its folder there
   * @param made when it was made, as ISO 8601 has it
   * @param bytes its length
   * @param sha256 its SHA-256, in hexadecimal
   * @param sparse whether only GNU tar can read the holes of its files
   */
  record Description(
      int format,
      String dusty,
      String machine,
      String folder,
      String made,
      long bytes,
      String sha256,
      boolean sparse) {

    static final int FORMAT = 1;
  }

  /**
   * Makes the folder, or sees that it is empty.
   *
   * @return whether it was made
   * @throws UserError if the caller cannot write there, or there is something
   */
  boolean prepare() throws IOException {
    Result result = processes.run(command("prepare"));
    if (result.exitCode() == NOT_EMPTY) {
      throw new UserError(
          "backup-folder-not-empty",
          "the folder '" + folder + "' is not empty",
          "name an empty folder, or one that is not there yet; nothing is written over");
    }
    if (!result.succeeded()) {
      throw new UserError(
          "backup-folder",
          "you cannot write a backup to '%s': %s".formatted(folder, Reasons.bare(result)),
          "name a folder of your own, or one that can be made");
    }
    return result.output().strip().equals("made");
  }

  /** Returns what takes the archive. */
  Pipe.End sink() {
    return new Pipe.End(processes, command("write"));
  }

  /** Returns what hands the archive out. */
  Pipe.End source() {
    return new Pipe.End(processes, command("read"));
  }

  /** Makes a backup of what was taken. */
  void finish(Description description) throws IOException {
    Result result = processes.run(command("finish").reading(json(description)));
    if (!result.succeeded()) {
      throw new UserError(
          "backup-folder",
          "the backup in '%s' cannot be finished: %s".formatted(folder, Reasons.first(result)),
          "mend that and try again");
    }
  }

  /** Removes what was taken, and the folder if it was made for that. */
  void discard(boolean made) throws IOException {
    var _ = processes.run(command("discard", made ? "made" : "there"));
  }

  /**
   * Returns what is to be known of the backup.
   *
   * @throws UserError if there is none that the caller may read
   */
  Description description() throws IOException {
    Result result = processes.run(command("describe"));
    if (!result.succeeded()) {
      throw new UserError(
          "no-backup",
          "there is no backup that you can read in '%s': %s"
              .formatted(folder, Reasons.bare(result)),
          "name the folder that was given to 'dusty disk backup'");
    }
    Description description = parse(result.output());
    if (description.format() > Description.FORMAT) {
      throw new UserError(
          "backup-too-new",
          "the backup in '%s' was made by Dusty %s, whose backups this one does not know"
              .formatted(folder, description.dusty()),
          "install that version, or a later one");
    }
    return description;
  }

  private Description parse(String json) {
    try {
      Description description = JSON.readValue(json, Description.class);
      if (description.format() >= Description.FORMAT
          && description.sha256() != null
          && description.made() != null) {
        return description;
      }
    } catch (JsonProcessingException e) {
      // Said below.
    }
    throw new UserError(
        "backup-damaged",
        "'%s' is not the description of a backup".formatted(folder.resolve("backup.json")),
        "name the folder that was given to 'dusty disk backup'");
  }

  private static String json(Description description) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(description) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record of plain values is not JSON", e);
    }
  }

  private Command command(String what, String... more) {
    String[] arguments = new String[2 + more.length];
    arguments[0] = what;
    arguments[1] = folder.toString();
    System.arraycopy(more, 0, arguments, 2, more.length);
    return Command.of(Identity.USER, LIMIT, SCRIPT.argv(arguments));
  }
}
