package dev.dusty.plugin.compose;

import java.util.List;

/**
 * The commands of an app's first start.
 *
 * <p>{@code set -e} means nothing to a shell in a command whose status somebody looks at with
 * {@code if}, {@code &&} or {@code ||}; and the status of a pipeline is that of {@code tee}. So the
 * commands have a shell of their own, a plain command of another one, and leave their status in a
 * file. Where that file is missing, the shell was killed: a failure too.
 *
 * @param layout where the log and the marker are in the container
 */
record OnceBlock(ContainerLayout layout) {

  /** Writes the commands, guarded so that they are not run again once they have succeeded. */
  void write(StringBuilder file, String app, List<ShellCommand> commands) {
    String marker = Sh.quote(layout.onceMarker());
    String status = Sh.quote(layout.onceMarker() + ".status");
    String log = Sh.quote(layout.onceLog());
    String logFolder = Sh.quote(layout.onceLog().substring(0, layout.onceLog().lastIndexOf('/')));
    file.append("if [ ! -e ").append(marker).append(" ]; then\n");
    file.append("  mkdir -p ").append(logFolder).append('\n');
    file.append("  rm -f ").append(status).append('\n');
    file.append("  {\n    set +e\n    (\n      set -e\n");
    for (ShellCommand command : commands) {
      file.append("      ").append(command.asStatement()).append('\n');
    }
    file.append("      :\n    )\n");
    file.append("    echo \"$?\" > ").append(status).append('\n');
    file.append("  } 2>&1 | tee ").append(log).append('\n');
    file.append("  dusty_status=1\n");
    file.append("  if [ -e ").append(status).append(" ]; then\n");
    file.append("    read -r dusty_status < ").append(status).append('\n');
    file.append("  fi\n");
    file.append("  if [ \"$dusty_status\" -ne 0 ]; then\n");
    file.append("    echo \"dusty: a 'once' command of ")
        .append(app)
        .append(" failed with exit code $dusty_status\" >&2\n");
    file.append("    exit \"$dusty_status\"\n");
    file.append("  fi\n");
    file.append("  rm -f ").append(status).append('\n');
    file.append("  : > ").append(marker).append('\n');
    file.append("fi\n");
  }
}
