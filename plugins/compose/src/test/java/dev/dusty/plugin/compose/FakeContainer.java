package dev.dusty.plugin.compose;

import dev.dusty.api.compile.ActiveApp;
import dev.dusty.api.spec.Names;
import dev.dusty.plugin.compose.RealParts.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A folder that has everything a command file touches, so that it can be run as it is. */
final class FakeContainer {

  private final Path root;
  private final ContainerLayout layout;

  FakeContainer(Path root) throws IOException {
    this.root = root;
    layout =
        new ContainerLayout(
            root + "/command_files",
            root + "/dusty_assets",
            root + "/cp",
            root + "/var log/once.log",
            root + "/once done");
    Files.createDirectory(root.resolve("dusty_assets"));
    Files.createDirectory(root.resolve("command_files"));
  }

  /** Returns the text of command files for this container. */
  CommandFiles files() {
    return new CommandFiles(layout);
  }

  /** Makes a folder below the container's root and returns its path. */
  String folder(String name) throws IOException {
    return Files.createDirectories(root.resolve(name)).toString();
  }

  String path(String name) {
    return root + "/" + name;
  }

  boolean has(String name) {
    return Files.exists(root.resolve(name));
  }

  String read(String name) throws IOException {
    return Files.readString(root.resolve(name));
  }

  Path asset(String name, String content) throws IOException {
    return Files.writeString(root.resolve("dusty_assets").resolve(Names.toFileName(name)), content);
  }

  String onceLog() throws IOException {
    return Files.readString(Path.of(layout.onceLog()));
  }

  boolean isMarked() {
    return Files.exists(Path.of(layout.onceMarker()));
  }

  Path write(String text) throws IOException {
    return Files.writeString(root.resolve("command_files/file.sh"), text);
  }

  /** Runs an app's main file. */
  Result start(Shell shell, ActiveApp app) throws IOException {
    return run(shell, files().main(app));
  }

  Result run(Shell shell, String text, String... arguments) throws IOException {
    List<String> command = shell.command(write(text).toString());
    command.addAll(List.of(arguments));
    return RealParts.run(root, command);
  }
}
