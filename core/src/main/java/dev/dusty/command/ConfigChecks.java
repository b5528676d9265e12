package dev.dusty.command;

import dev.dusty.api.UserError;
import dev.dusty.api.step.Finding;
import dev.dusty.config.Config;
import dev.dusty.run.StepCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether the configuration can be read and makes sense. */
record ConfigChecks(Work work) {

  private static final String NOTHING_WORKS = "no command knows what to work with";
  private static final Set<PosixFilePermission> PRIVATE =
      PosixFilePermissions.fromString("rw-------");

  List<Found> all() throws IOException {
    Path file = work.dusty().paths().config();
    Config config;
    try {
      config = work.dusty().configFile().read();
    } catch (UserError e) {
      return List.of(Found.own(Finding.broken(e, NOTHING_WORKS)));
    } catch (IOException e) {
      return List.of(
          Found.own(
              Finding.broken(
                  "config-unreadable",
                  "'%s' cannot be read: %s".formatted(file, StepCall.reason(e)),
                  NOTHING_WORKS,
                  "see that it is a file, and root's")));
    }
    List<Found> found = new ArrayList<>();
    found.addAll(user(config));
    found.addAll(values(config));
    found.addAll(overrides(config));
    found.addAll(mode(file));
    if (found.stream().allMatch(Found::isFine)) {
      found.add(0, Found.own(Finding.fine("config", "the configuration '" + file + "' is sound")));
    }
    return found;
  }

  private List<Found> user(Config config) throws IOException {
    Optional<String> name = config.value(Config.USERNAME);
    if (name.isEmpty()) {
      return List.of(
          Found.own(
              Finding.broken(
                  "not-set-up", "Dusty is not set up yet", NOTHING_WORKS, "run 'dusty setup'")));
    }
    return work.dusty().accounts().named(name.get()).isPresent()
        ? List.of()
        : List.of(
            Found.own(
                Finding.broken(
                    "no-such-user",
                    "there is no user '" + name.get() + "' on this computer any more",
                    "git and Docker run as that user",
                    "run 'dusty setup' again")));
  }

  private List<Found> values(Config config) {
    List<Found> found = new ArrayList<>();
    config
        .values()
        .forEach(
            (key, value) -> {
              try {
                work.dusty().keys().check(key, value);
              } catch (UserError e) {
                found.add(
                    Found.own(
                        e.code().equals("config-value")
                            ? Finding.broken(
                                e.code(),
                                e.problem(),
                                "what reads it cannot work",
                                "set it: dusty config set %s VALUE; %s".formatted(key, e.remedy()))
                            : Finding.warning(
                                e.code(),
                                "in the configuration, " + e.problem(),
                                "nobody reads it, though somebody wrote it",
                                "correct it in '%s', or take it out"
                                    .formatted(work.dusty().paths().config()))));
              }
            });
    return found;
  }

  private static List<Found> overrides(Config config) {
    List<Found> found = new ArrayList<>();
    for (Map.Entry<String, String> override : config.overrides().entrySet()) {
      if (!Files.isDirectory(Path.of(override.getValue()))) {
        found.add(
            Found.own(
                Finding.broken(
                    "override-gone",
                    "the folder '%s', which is used for the repo %s, is not there"
                        .formatted(override.getValue(), override.getKey()),
                    "containers would find nothing in its place",
                    "bring it back, or use Dusty's own copy: dusty repos manage "
                        + override.getKey().replaceFirst(".*/", ""))));
      }
    }
    return found;
  }

  /** It may hold passwords, as overrides of containers' environments. */
  private static List<Found> mode(Path file) throws IOException {
    if (!Files.exists(file) || PRIVATE.containsAll(Files.getPosixFilePermissions(file))) {
      return List.of();
    }
    return List.of(
        Found.own(
            Finding.warning(
                "config-open",
                "'" + file + "' can be read by others",
                "there may be passwords in it, as values of containers' variables",
                "chmod 600 " + file),
            () -> Files.setPosixFilePermissions(file, PRIVATE)));
  }
}
