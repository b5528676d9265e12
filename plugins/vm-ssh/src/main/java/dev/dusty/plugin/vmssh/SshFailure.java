package dev.dusty.plugin.vmssh;

import dev.dusty.api.UserError;
import dev.dusty.api.step.ProcessRunner.Result;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What ssh itself says when it fails, as what the user can do about it. */
public final class SshFailure {

  /** The code of the error where nothing answers at the VM's address. */
  public static final String UNREACHABLE = "vm-unreachable";

  /** The code of the error where the VM is there and does not answer. */
  public static final String SILENT = "vm-silent";

  /** ssh's own exit code, which a command on the VM can have too. */
  private static final int OF_SSH = 255;

  private static final List<String> NO_CONNECTION =
      List.of(
          "connection refused",
          "connection timed out",
          "operation timed out",
          "no route to host",
          "network is unreachable",
          "host is down",
          "could not resolve hostname",
          "connection closed by",
          "connection reset by",
          "closed by remote host",
          "kex_exchange_identification",
          "broken pipe",
          "not responding",
          "control socket connect",
          "mux_client",
          "master is dead");

  private SshFailure() {}

  /**
   * Returns what a result means, if it is one of ssh's own failures.
   *
   * @param vm the VM's name
   */
  static Optional<UserError> of(Result result, String vm) {
    if (result.exitCode() != OF_SSH) {
      return Optional.empty();
    }
    return said(result.errors(), vm);
  }

  /** Returns what text of ssh's means, whoever passed it on. */
  static Optional<UserError> said(String errors, String vm) {
    String text = errors.toLowerCase(Locale.ROOT);
    if (text.contains("host key verification failed")
        || text.contains("identification has changed")) {
      return Optional.of(
          new UserError(
              "vm-host-key",
              "the VM '" + vm + "' shows another host key than before",
              "if it was made anew, run 'dusty doctor --fix', which forgets the former key;"
                  + " otherwise find out what answers at its address"));
    }
    if (text.contains("permission denied (") || text.contains("too many authentication failures")) {
      return Optional.of(
          new UserError(
              "vm-login",
              "the VM '" + vm + "' does not accept the key that it was made with",
              "see what 'dusty doctor' says; where nothing else helps, make the VM anew"));
    }
    if (NO_CONNECTION.stream().anyMatch(text::contains)) {
      return Optional.of(
          new UserError(
              UNREACHABLE,
              "the VM '" + vm + "' cannot be reached: " + lastLine(errors),
              "see what 'dusty doctor' says; 'dusty shutdown' and 'dusty up' start it anew"));
    }
    return Optional.empty();
  }

  /** Returns that the VM did not do something in time. */
  static UserError silent(String vm, String what, long seconds, UserError cause) {
    UserError silent =
        new UserError(
            SILENT,
            "the VM '%s' did not end '%s' within %d seconds".formatted(vm, what, seconds),
            "see with 'dusty doctor' whether it hangs; 'dusty shutdown' and 'dusty up' start it"
                + " anew");
    silent.initCause(cause);
    return silent;
  }

  /** Returns the last line of what was said that is not empty. */
  public static String lastLine(String text) {
    return text.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .reduce((a, b) -> b)
        .orElse("it did not say why");
  }
}
