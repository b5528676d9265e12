package dev.dusty.cli;

import dev.dusty.command.Console;
import dev.dusty.command.ExitCode;
import dev.dusty.protocol.Terminal;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Starts Dusty as a process of its own. */
public final class Main {

  private Main() {}

  /**
   * Runs one command and ends the process with its exit code.
   *
   * @param args the argument vector
   */
  public static void main(String[] args) {
    // Not System.out, which flushes at each line and would encode as the locale says.
    PrintWriter out = writer(FileDescriptor.out);
    PrintWriter err = writer(FileDescriptor.err);
    Console console =
        new Console(out, err, Path.of("").toAbsolutePath(), System.getenv(), Terminal.NONE);
    int exitCode = DustyCommand.run(console, args);
    out.flush();
    err.flush();
    if (out.checkError() && exitCode == ExitCode.DONE) {
      // Standard output is gone or its disk is full; what was asked for did not arrive.
      exitCode = ExitCode.FAILED;
    }
    // Threads of libraries may be alive.
    Runtime.getRuntime().halt(exitCode);
  }

  private static PrintWriter writer(FileDescriptor descriptor) {
    return new PrintWriter(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
  }
}
