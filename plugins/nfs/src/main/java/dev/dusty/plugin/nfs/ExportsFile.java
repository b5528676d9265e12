package dev.dusty.plugin.nfs;

import dev.dusty.api.UserError;
import dev.dusty.api.step.Reporter;
import dev.dusty.api.step.StepContext;
import dev.dusty.api.text.SectionChange;
import dev.dusty.api.text.SectionLines;
import dev.dusty.api.text.SystemFile;
import dev.dusty.api.text.WrittenSection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The exports file of this computer, as it is.
 *
 * @param server who reads it
 * @param text all of it; empty where there is none
 */
record ExportsFile(NfsServer server, Optional<String> text) {

  static ExportsFile of(StepContext context) throws IOException {
    NfsServer server = NfsServer.of(context);
    return new ExportsFile(server, server.file().read());
  }

  /** Returns what Dusty's section exports. */
  Exports exports() {
    return Exports.in(text.orElse(""), server.syntax());
  }

  /** Returns how the file changes where its section gets other exports; empty if it does not. */
  Optional<SectionChange> changeTo(Exports exports) {
    String written =
        exports.in(
            server.file().name(),
            text.orElse(""),
            server.syntax(),
            ExportOptions.of(server.context()));
    return written.equals(text.orElse(""))
        ? Optional.empty()
        : Optional.of(new SectionChange(text, written));
  }

  /**
   * Checks that the server would answer a client.
   *
   * @throws UserError if it would not
   */
  void check(String client) {
    // On macOS the server is not asked here: its own file configures that.
    if (server.syntax() == ExportSyntax.LINUX) {
      ExportOptions.of(server.context()).check(client);
    }
  }

  /**
   * Changes the file, and has the server read it.
   *
   * @throws UserError if it cannot be written, in which case its lines are said, or is not read
   */
  void write(SectionChange change) throws IOException {
    server.check(change.written());
    try {
      server.file().write(change.written());
    } catch (UserError e) {
      sectionOf(change.written()).forEach(reporter()::line);
      throw e;
    }
    remember(change.written());
    server.reload();
  }

  /**
   * Takes a section out, and warns where the server does not notice: it may not be there at all.
   */
  void withdraw(SectionChange change) throws IOException {
    server.file().write(change.written());
    remember(change.written());
    reloadIfPossible();
  }

  /** Brings back the former section, and warns where the server does not notice. */
  void takeBack(SectionChange change) throws IOException {
    remember(change.takeBack(server.file()).orElse(""));
    // That it reads nothing may be why all is taken back; the file is as it was.
    reloadIfPossible();
  }

  private void reloadIfPossible() throws IOException {
    try {
      server.reload();
    } catch (UserError e) {
      reporter().warning(e.problem() + "; " + e.remedy());
    }
  }

  private void remember(String written) throws IOException {
    new WrittenSection(server.context().files().state()).remember(written);
  }

  private Reporter reporter() {
    return server.context().reporter();
  }

  private static List<String> sectionOf(String text) {
    byte[] bytes = SectionLines.of(text).text().getBytes(SystemFile.BYTES);
    return new String(bytes, StandardCharsets.UTF_8).lines().toList();
  }
}
