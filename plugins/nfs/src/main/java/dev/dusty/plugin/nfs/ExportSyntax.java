package dev.dusty.plugin.nfs;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a line of exports(5) is written. Only the configured user's rights are ever given. */
enum ExportSyntax {

  /** Linux, nfs-utils: odd bytes are octal escapes. */
  LINUX {
    private static final Pattern LINE = Pattern.compile("(/\\S*) ([^\\s(]+)\\(.*\\)");
    private static final Pattern ESCAPE = Pattern.compile("\\\\([0-7]{3})");

    @Override
    String line(Export export, ExportOptions options) {
      StringBuilder path = new StringBuilder();
      export
          .folder()
          .toString()
          .chars()
          .forEach(
              c -> {
                if (c < 128 && !Character.isLetterOrDigit(c) && "/._-+@%,=~".indexOf(c) < 0) {
                  path.append("\\%03o".formatted(c));
                } else {
                  path.append((char) c);
                }
              });
      return "%s %s(rw,async,no_subtree_check,all_squash,anonuid=%d,anongid=%d%s)"
          .formatted(
              path,
              export.client(),
              options.user().uid(),
              options.user().gid(),
              options.insecure() ? ",insecure" : "");
    }

    @Override
    Optional<Export> read(String line) {
      Matcher matcher = LINE.matcher(line);
      return matcher.matches()
          ? Optional.of(
              new Export(
                  Path.of(
                      ESCAPE
                          .matcher(matcher.group(1))
                          .replaceAll(
                              match ->
                                  Matcher.quoteReplacement(
                                      String.valueOf((char) Integer.parseInt(match.group(1), 8))))),
                  matcher.group(2)))
          : Optional.empty();
    }
  },

  /**
   * macOS: a path with odd characters is in quotes. From which ports requests may come is
   * configured for the whole server.
   */
  MACOS {
    private static final Pattern LINE =
        Pattern.compile("(/\\S*|\"/(?:[^\"\\\\]|\\\\.)*\") (\\S+) -alldirs .*");
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}/._+@%,=~-]*");

    @Override
    String line(Export export, ExportOptions options) {
      String folder = export.folder().toString();
      String path =
          PLAIN.matcher(folder).matches()
              ? folder
              : '"' + folder.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
      return "%s %s -alldirs -maproot=%d:%d"
          .formatted(path, export.client(), options.user().uid(), options.user().gid());
    }

    @Override
    Optional<Export> read(String line) {
      Matcher matcher = LINE.matcher(line);
      if (!matcher.matches()) {
        return Optional.empty();
      }
      String path = matcher.group(1);
      return Optional.of(
          new Export(
              Path.of(
                  path.startsWith("\"")
                      ? path.substring(1, path.length() - 1).replaceAll("\\\\(.)", "$1")
                      : path),
              matcher.group(2)));
    }
  };

  /** Returns a line that exports a folder to one client, with the options that all have. */
  abstract String line(Export export, ExportOptions options);

  /** Reads a line as {@link #line} writes it; empty for any other one. */
  abstract Optional<Export> read(String line);
}
