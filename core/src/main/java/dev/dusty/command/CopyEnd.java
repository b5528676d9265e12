package dev.dusty.command;

import dev.dusty.api.UserError;
import dev.dusty.api.run.Container;
import dev.dusty.api.run.ContainerStep;
import dev.dusty.api.run.FileKind;
import dev.dusty.plugin.LoadedStep;
import dev.dusty.run.StepCall;
import dev.dusty.run.Surroundings;
import java.io.IOException;
import java.util.Optional;

/**
 * One end of a copy, before {@code docker cp} is given it: what is wrong is told with the names
 * that the user typed. What cannot be looked at is left to docker.
 */
interface CopyEnd {

  /** Returns the path, as it was typed or from a container's root. */
  String path();

  /** Returns what is at a path of this end. */
  FileKind kind(String path) throws IOException;

  /** Returns what follows where something is said not to be there. */
  String where();

  /** Returns what one does to see what is there. */
  String remedy();

  /**
   * An end in a container.
   *
   * @param step the step that is in charge of it
   */
  record InContainer(
      Surroundings surroundings, LoadedStep<ContainerStep> step, Container container, String path)
      implements CopyEnd {

    @Override
    public FileKind kind(String path) {
      return StepCall.of(
          step, () -> step.step().fileAt(surroundings.of(step.step().name()), container, path));
    }

    @Override
    public String where() {
      return " in the container '" + container.name() + "'";
    }

    @Override
    public String remedy() {
      return "see what is there: dusty shell " + container.name();
    }
  }

  /**
   * An end on this computer, or a standard stream.
   *
   * @param files looks with the rights of who typed it
   */
  record Local(CallersFiles files, Console console, String path) implements CopyEnd {

    @Override
    public FileKind kind(String path) throws IOException {
      return path.equals("-") ? FileKind.UNKNOWN : files.kind(console.folder(), path);
    }

    @Override
    public String where() {
      return ", or you may not look at it";
    }

    @Override
    public String remedy() {
      return "see that it is written right";
    }
  }

  /**
   * Checks a copy by the rules of {@code docker cp}.
   *
   * @throws UserError if it cannot be done
   */
  static void check(CopyEnd from, CopyEnd to) throws IOException {
    FileKind source = from.kind(from.path());
    if (source == FileKind.NOTHING) {
      throw new UserError(
          "no-such-path", "there is no '%s'%s".formatted(from.path(), from.where()), from.remedy());
    }
    // A link to a folder is as good as one.
    FileKind followed = to.kind(to.path() + "/.");
    FileKind target = followed == FileKind.FOLDER ? followed : to.kind(to.path());
    if (target == FileKind.FILE && source == FileKind.FOLDER) {
      throw new UserError(
          "folder-to-file",
          "'%s' is a folder, and '%s' is a file".formatted(from.path(), to.path()),
          "copy it to a folder, or to a name that is not there yet");
    }
    Optional<String> missing =
        target == FileKind.NOTHING ? missingFolder(to, source) : Optional.empty();
    if (missing.isPresent()) {
      throw new UserError(
          "no-such-folder",
          "there is no folder '%s'%s".formatted(missing.get(), to.where()),
          "make it first, or name another one");
    }
  }

  /** Returns the folder that has to be there and is not. */
  private static Optional<String> missingFolder(CopyEnd to, FileKind source) throws IOException {
    String path = to.path();
    if (source == FileKind.FILE && path.endsWith("/")) {
      return Optional.of(path);
    }
    String bare = path.replaceFirst("/+$", "");
    int slash = bare.lastIndexOf('/');
    String folder = slash < 0 ? "." : slash == 0 ? "/" : bare.substring(0, slash);
    return to.kind(folder + "/.") == FileKind.NOTHING ? Optional.of(folder) : Optional.empty();
  }
}
