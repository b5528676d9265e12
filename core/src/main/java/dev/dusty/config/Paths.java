package dev.dusty.config;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Where Dusty's files are, all absolute. {@code DUSTY_HOME} moves them all, so that a trial touches
 * nothing of the computer; {@code DUSTY_SOCKET_PATH} moves the socket.
 *
 * @param root what stands for {@code /} where a machine that is this computer puts its folders
 * @param config the configuration file
 * @param state what Dusty keeps between runs
 * @param socket where the daemon listens
 * @param hosts the hosts file
 * @param exports the file of NFS exports
 * @param plugins folders of a team's plugins
 */
public record Paths(
    Path root, Path config, Path state, Path socket, Path hosts, Path exports, List<Path> plugins) {

  /** The variable that moves everything. */
  public static final String HOME = "DUSTY_HOME";

  /** The variable that moves the socket. */
  public static final String SOCKET = "DUSTY_SOCKET_PATH";

  /** The variable that names folders of a team's plugins. */
  public static final String PLUGINS = "DUSTY_PLUGINS_PATH";

  /** Copies the list. */
  public Paths {
    plugins = List.copyOf(plugins);
  }

  /** Returns the paths that environment variables ask for. */
  public static Paths of(Map<String, String> environment) {
    String home = environment.getOrDefault(HOME, "");
    Paths paths = home.isEmpty() ? ofSystem() : ofHome(Path.of(home).toAbsolutePath().normalize());
    String socket = environment.getOrDefault(SOCKET, "");
    String plugins = environment.getOrDefault(PLUGINS, "");
    return new Paths(
        paths.root,
        paths.config,
        paths.state,
        socket.isEmpty() ? paths.socket : Path.of(socket).toAbsolutePath(),
        paths.hosts,
        paths.exports,
        plugins.isEmpty()
            ? paths.plugins
            : Arrays.stream(plugins.split(File.pathSeparator, -1))
                .filter(folder -> !folder.isEmpty())
                .map(Path::of)
                .toList());
  }

  private static Paths ofSystem() {
    return new Paths(
        Path.of("/"),
        Path.of("/etc/dusty/config.yml"),
        Path.of("/var/lib/dusty"),
        Path.of("/var/run/dusty/dusty.sock"),
        Path.of("/etc/hosts"),
        Path.of("/etc/exports"),
        List.of(Path.of("/etc/dusty/plugins")));
  }

  private static Paths ofHome(Path home) {
    return new Paths(
        home,
        home.resolve("config.yml"),
        home.resolve("state"),
        home.resolve("run/dusty.sock"),
        home.resolve("hosts"),
        home.resolve("exports"),
        List.of(home.resolve("plugins")));
  }

  /** Returns the folder of managed repos. */
  public Path managedRepos() {
    return state.resolve("repos");
  }
}
