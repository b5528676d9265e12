package dev.dusty.plugin.compose;

import dev.dusty.api.compile.ActiveApp;
import dev.dusty.api.compile.ActiveLib;
import dev.dusty.api.spec.LibSpec;
import dev.dusty.api.spec.Script;
import dev.dusty.api.spec.Source;
import dev.dusty.api.spec.Suite;
import dev.dusty.api.test.Tested;
import java.util.List;
import java.util.Optional;

/**
 * Writes the files that containers run: POSIX sh, for dash, bash and the ash of busybox.
 *
 * @param layout where Dusty's things are in the container
 */
record CommandFiles(ContainerLayout layout) {

  private static final String HEAD =
      """
      #!/bin/sh
      # Made by Dusty; changes are lost at the next 'dusty up'.
      set -e
      """;

  /** Returns what an app's container runs at every start. */
  String main(ActiveApp app) {
    StringBuilder file = new StringBuilder(512).append(HEAD);
    install(file, app.libs());
    AssetCopies copies = new AssetCopies(layout.assets());
    app.libs().forEach(lib -> copies.add(lib.assets()));
    copies.add(app.spec().assets());
    copies.write(file, AssetCopies.Missing.FAILS);
    enter(file, app.spec().source());
    List<ShellCommand> once = commands(app.spec().commands().once());
    if (!once.isEmpty()) {
      new OnceBlock(layout).write(file, app.name(), once);
    }
    List<ShellCommand> always = commands(app.spec().commands().always());
    allButLast(file, always);
    if (!always.isEmpty()) {
      ShellCommand last = always.getLast();
      // A trap is gone once another program has taken the shell's place.
      boolean traps =
          app.spec().commands().always().stream().anyMatch(command -> command.contains("trap"));
      file.append(traps ? last.asLast() : last.asMainProcess()).append('\n');
    }
    return file.toString();
  }

  /** Returns what runs a script in an app's running container. */
  String script(ActiveApp app, Script script) {
    StringBuilder file = new StringBuilder(256).append(HEAD);
    enter(file, app.spec().source());
    withArguments(file, commands(script.command()));
    return file.toString();
  }

  /**
   * Returns what is run once for the image of the suites. Assets are mounted then, so that none of
   * them becomes a part of the image.
   */
  String testOnce(List<LibSpec> libs, Optional<Source> source, List<String> once) {
    StringBuilder file = new StringBuilder(256).append(HEAD);
    install(file, libs);
    enter(file, source);
    commands(once).forEach(command -> file.append(command.asStatement()).append('\n'));
    return file.toString();
  }

  /** Returns what runs a suite in its test container. */
  String suite(Tested tested, Suite suite) {
    return switch (tested) {
      case Tested.App(ActiveApp app) -> suite(app, suite);
      case Tested.Lib(ActiveLib lib) -> suite(lib, suite);
    };
  }

  /** Returns what runs a suite of an app in its test container. */
  String suite(ActiveApp app, Suite suite) {
    AssetCopies copies = new AssetCopies(layout.assets());
    app.libs().forEach(lib -> copies.add(lib.assets()));
    copies.add(app.spec().assets());
    return suite(suite, app.libs(), copies, app.spec().source());
  }

  /** Returns what runs a suite of a lib in its test container. */
  String suite(ActiveLib lib, Suite suite) {
    AssetCopies copies = new AssetCopies(layout.assets());
    lib.libs().forEach(used -> copies.add(used.assets()));
    copies.add(lib.spec().assets());
    return suite(suite, lib.libs(), copies, Optional.of(lib.spec().source()));
  }

  private String suite(
      Suite suite, List<LibSpec> libs, AssetCopies copies, Optional<Source> source) {
    StringBuilder file = new StringBuilder(256).append(HEAD);
    install(file, libs);
    copies.write(file, AssetCopies.Missing.IS_LEFT_OUT);
    enter(file, source);
    if (!suite.defaultArgs().isBlank()) {
      file.append("[ \"$#\" -gt 0 ] || set -- ")
          .append(ShellCommand.words(suite.defaultArgs()))
          .append('\n');
    }
    withArguments(file, commands(suite.command()));
    return file.toString();
  }

  /** Installs libs, each in its mount, and comes back to where the container starts. */
  private static void install(StringBuilder file, List<LibSpec> libs) {
    boolean away = false;
    for (LibSpec lib : libs) {
      List<ShellCommand> install = commands(lib.install());
      if (!install.isEmpty()) {
        if (!away) {
          file.append("dusty_start=$PWD\n");
          away = true;
        }
        file.append("cd ").append(Sh.quote(lib.source().mount().value())).append('\n');
        install.forEach(command -> file.append(command.asStatement()).append('\n'));
      }
    }
    if (away) {
      file.append("cd \"$dusty_start\"\n");
    }
  }

  private static void enter(StringBuilder file, Optional<Source> source) {
    if (source.isPresent()) {
      String mount = Sh.quote(source.get().mount().value());
      file.append("cd ").append(mount).append('\n');
      file.append("PATH=$PATH:").append(mount).append('\n');
      file.append("export PATH\n");
    }
  }

  private static void withArguments(StringBuilder file, List<ShellCommand> commands) {
    allButLast(file, commands);
    if (!commands.isEmpty()) {
      file.append(commands.getLast().asLastWithArguments()).append('\n');
    }
  }

  private static void allButLast(StringBuilder file, List<ShellCommand> commands) {
    for (int i = 0; i < commands.size() - 1; i++) {
      file.append(commands.get(i).asStatement()).append('\n');
    }
  }

  private static List<ShellCommand> commands(List<String> lines) {
    return lines.stream().map(ShellCommand::of).filter(command -> !command.isEmpty()).toList();
  }
}
