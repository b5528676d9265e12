package dev.dusty.plugin.compose;

/**
 * Where Dusty's own things are inside a container.
 *
 * @param commandFiles the folder of the container's command files
 * @param assets the folder of assets
 * @param copyArea the folder through which files are copied in and out
 * @param onceLog the output of the last run of the {@code once} commands
 * @param onceMarker a file that is there once they have succeeded. It must lie in no folder that is
 *     likely to be a volume: it has to go when the container goes
 */
record ContainerLayout(
    String commandFiles, String assets, String copyArea, String onceLog, String onceMarker) {

  /** The layout of every real container. */
  static final ContainerLayout STANDARD =
      new ContainerLayout(
          "/command_files",
          "/dusty_assets",
          "/cp",
          "/var/log/dusty_once_fn.log",
          "/.dusty_once_done");

  /** The layout of a container that runs as a user who may write to few places in it. */
  static final ContainerLayout OF_OWNER =
      new ContainerLayout(
          "/command_files",
          "/dusty_assets",
          "/cp",
          "/tmp/dusty_once_fn.log",
          "/tmp/.dusty_once_done");
}
