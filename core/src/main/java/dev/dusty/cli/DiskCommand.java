package dev.dusty.cli;

import dev.dusty.command.DiskBackup;
import dev.dusty.command.DiskCleanup;
import dev.dusty.command.DiskInspect;
import dev.dusty.command.DiskRestore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dusty disk}. */
@Command(
    name = "disk",
    description = "See what is on the Docker host's disk, clean it up, and back it up.",
    subcommands = {
      DiskCommand.InspectCommand.class,
      DiskCommand.CleanupContainersCommand.class,
      DiskCommand.CleanupImagesCommand.class,
      DiskCommand.BackupCommand.class,
      DiskCommand.RestoreCommand.class
    })
final class DiskCommand extends GroupCommand {

  /** The option of commands that ask before they do something. */
  static final class YesOption {

    @Option(
        names = {"-y", "--yes"},
        description = "Do not ask.")
    boolean yes;
  }

  /** {@code dusty disk inspect}. */
  @Command(name = "inspect", description = "Show what is on the disk, and how much of it is left.")
  static final class InspectCommand implements Callable<Integer> {

    private final Asked asked;

    @Mixin FormatOption format = new FormatOption();

    InspectCommand(Asked asked) {
      this.asked = asked;
    }

    @Override
    public Integer call() throws IOException {
      return new DiskInspect(asked.dusty(), asked.caller()).run(format.isJson());
    }
  }

  /** {@code dusty disk cleanup_containers}. */
  @Command(
      name = "cleanup_containers",
      description =
          "Remove Dusty's containers that do not run; lists them and asks first. What is in"
              + " volumes stays.")
  static final class CleanupContainersCommand implements Callable<Integer> {

    private final Asked asked;

    @Mixin YesOption option = new YesOption();

    CleanupContainersCommand(Asked asked) {
      this.asked = asked;
    }

    @Override
    public Integer call() throws IOException {
      return new DiskCleanup(asked.dusty(), asked.caller(), option.yes).containers();
    }
  }

  /** {@code dusty disk cleanup_images}. */
  @Command(
      name = "cleanup_images",
      description =
          "Remove images of specs that no container uses, and former versions of them; lists them"
              + " and asks first.")
  static final class CleanupImagesCommand implements Callable<Integer> {

    private final Asked asked;

    @Mixin YesOption option = new YesOption();

    CleanupImagesCommand(Asked asked) {
      this.asked = asked;
    }

    @Override
    public Integer call() throws IOException {
      return new DiskCleanup(asked.dusty(), asked.caller(), option.yes).images();
    }
  }

  /** {@code dusty disk backup}. */
  @Command(
      name = "backup",
      description = "Copy the persistent data to a folder: all of it, with owners and modes.")
  static final class BackupCommand implements Callable<Integer> {

    private final Asked asked;

    @Parameters(
        paramLabel = "DIR",
        description = "A folder that is empty or not there yet; you need not be root.")
    Path folder = Path.of("");

    BackupCommand(Asked asked) {
      this.asked = asked;
    }

    @Override
    public Integer call() throws IOException {
      return new DiskBackup(asked.dusty(), asked.caller()).run(folder);
    }
  }

  /** {@code dusty disk restore}. */
  @Command(
      name = "restore",
      description =
          "Put a backup in place of all persistent data, once no container runs; asks first where"
              + " you are at a terminal.")
  static final class RestoreCommand implements Callable<Integer> {

    private final Asked asked;

    @Mixin YesOption option = new YesOption();

    @Parameters(paramLabel = "DIR", description = "The folder of a backup.")
    Path folder = Path.of("");

    RestoreCommand(Asked asked) {
      this.asked = asked;
    }

    @Override
    public Integer call() throws IOException {
      return new DiskRestore(asked.dusty(), asked.caller(), option.yes).run(folder);
    }
  }
}
