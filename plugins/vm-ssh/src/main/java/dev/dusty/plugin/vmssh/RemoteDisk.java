package dev.dusty.plugin.vmssh;

import dev.dusty.api.UserError;
import dev.dusty.api.machine.DiskUsage;
import dev.dusty.api.step.Command.Identity;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How full a disk of the VM is. */
public final class RemoteDisk {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  private static final Pattern LINE =
      Pattern.compile("\\S.*?\\s+(\\d{1,15})\\s+(\\d+)\\s+(\\d{1,15})\\s+\\d+%\\s+(/.*)");

  private RemoteDisk() {}

  /**
   * Asks the VM.
   *
   * @param path of the VM, on the disk
   * @throws UserError if the VM does not tell
   */
  public static DiskUsage of(Ssh ssh, String path) throws IOException {
    return parse(ssh.output(Identity.USER, LIMIT, "df", "-P", "-k", path));
  }

  static DiskUsage parse(String output) {
    List<String> lines = output.lines().toList();
    Matcher line = LINE.matcher(lines.isEmpty() ? "" : lines.get(lines.size() - 1).strip());
    if (!line.matches()) {
      throw new UserError(
          "vm-disk",
          "the VM does not tell how full its disk is, but: " + SshFailure.lastLine(output),
          "see what 'df -P -k' says on the VM");
    }
    return new DiskUsage(
        line.group(4), Long.parseLong(line.group(1)) * 1024, Long.parseLong(line.group(3)) * 1024);
  }
}
