package dev.dusty.api.run;

import dev.dusty.api.UserError;
import java.io.IOException;
import java.util.List;

/**
 * A run step that is in charge of containers: what commands such as {@code dusty stop}, {@code
 * dusty cp} and {@code dusty disk} ask for. It is found as a {@link RunStep} is.
 *
 * @since 1.0
 */
public interface ContainerStep extends RunStep {

  /**
   * Stops containers for {@code dusty stop}. They can be started again.
   *
   * @param containers the names of their specs; empty for all that this step is in charge of
   * @throws IOException if something cannot be read or written
   */
  void stop(MachineContext context, List<String> containers) throws IOException;

  /**
   * Stops and removes containers for {@code dusty stop --rm}. What is in volumes stays.
   *
   * @param containers the names of their specs; empty for all that this step is in charge of
   * @throws IOException if something cannot be read or written
   */
  void remove(MachineContext context, List<String> containers) throws IOException;

  /**
   * Returns the containers that are there, of the active specs and of others, stopped ones
   * included. The machine runs.
   *
   * @throws IOException if they cannot be found out
   */
  List<Container> containers(MachineContext context) throws IOException;

  /**
   * Copies between two containers for {@code dusty cp}, by the rules of {@code docker cp}: the
   * containers may be stopped, nothing is kept on a disk on the way, a folder that exists gets what
   * is copied, and nothing is removed from it.
   *
   * @param copy what and where; {@code from} is one that {@link #containers} returned
   * @throws IOException if it cannot be copied whole
   */
  default void copy(MachineContext context, ContainerCopy copy) throws IOException {
    throw new UserError(
        "no-copy",
        "the step '" + name() + "' cannot copy from one container to another",
        "copy in two steps, by way of a folder of this computer");
  }

  /**
   * Returns what is at a path in a container, running or not; {@link FileKind#UNKNOWN} by default.
   *
   * @param container one that {@link #containers} returned
   * @param path an absolute path; a symbolic link at its end is a file, unless {@code /.} follows
   * @throws IOException if it cannot be found out
   */
  default FileKind fileAt(MachineContext context, Container container, String path)
      throws IOException {
    return FileKind.UNKNOWN;
  }

  /**
   * Returns rows for {@code dusty disk inspect}; none by default. The machine runs.
   *
   * @throws IOException if they cannot be found out
   */
  default List<DiskItem> diskItems(MachineContext context) throws IOException {
    return List.of();
  }

  /**
   * Returns the containers that this step made and that do not run, for {@code dusty disk
   * cleanup_containers}; none by default. Somebody else's are never among them. The machine runs.
   *
   * @throws IOException if they cannot be found out
   */
  default List<Leftover> leftoverContainers(MachineContext context) throws IOException {
    return List.of();
  }

  /**
   * Returns the images of specs that no container uses, be it stopped or somebody else's, for
   * {@code dusty disk cleanup_images}; none by default. Former versions that have lost their tags
   * are among them, other images never. The machine runs.
   *
   * @param images the images of all specs
   * @throws IOException if they cannot be found out
   */
  default List<Leftover> leftoverImages(MachineContext context, SpecImages images)
      throws IOException {
    return List.of();
  }

  /**
   * Removes a leftover; does nothing if it is gone already. What is in volumes stays.
   *
   * @throws UserError if it is in use by now; it then stays
   * @throws IOException if it cannot be removed
   */
  default void removeLeftover(MachineContext context, Leftover leftover) throws IOException {}
}
