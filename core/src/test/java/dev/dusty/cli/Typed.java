package dev.dusty.cli;

import dev.dusty.command.Console;
import dev.dusty.protocol.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;

/** A command as somebody typed it, and what was shown for it. */
record Typed(int exitCode, String out, String err) {

  static Typed in(Path folder, String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Console console =
        new Console(
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            folder,
            Map.of("DUSTY_PLUGINS_PATH", folder.resolve("plugins").toString()),
            Terminal.NONE);
    int exitCode = DustyCommand.run(console, args);
    return new Typed(exitCode, out.toString(), err.toString());
  }
}
