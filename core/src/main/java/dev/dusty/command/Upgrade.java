package dev.dusty.command;

import com.github.zafarkhaja.semver.Version;
import dev.dusty.api.UserError;
import dev.dusty.config.Config;
import dev.dusty.host.HostProcesses;
import dev.dusty.host.RunAs;
import dev.dusty.upgrade.Offer;
import dev.dusty.upgrade.Rehearsal;
import dev.dusty.upgrade.ReleaseKey;
import dev.dusty.upgrade.ReleaseSource;
import dev.dusty.upgrade.Releases;
import dev.dusty.upgrade.SignedReleases;
import dev.dusty.upgrade.Succession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code dusty upgrade}: puts another release in the place of this one. What a release has in it
 * runs as root, so only root, or whoever the daemon runs as, says which one and where it is from.
 */
public final class Upgrade {

  /** The command with which the client goes on; each release has it. */
  public static final String FINISH = "finish-upgrade";

  private static final String KEY_FILE = "release-key.pem";

  private final Dusty dusty;
  private final Caller caller;
  private final Options options;
  private final Releases releases;

  /**
   * What was given.
   *
   * @param version which release; empty for the newest
   * @param from the folder or URL to take it from; empty for the configured one
   * @param check whether to look only
   */
  public record Options(Optional<String> version, Optional<String> from, boolean check) {}

  /** Creates the command. */
  public Upgrade(Dusty dusty, Caller caller, Options options) {
    this.dusty = dusty;
    this.caller = caller;
    this.options = options;
    this.releases = dusty.succession().releases();
  }

  /** Runs the command and returns its exit code. */
  public int run() throws IOException {
    if (options.check() && options.from().isEmpty()) {
      return check();
    }
    checkCaller(dusty, caller, "upgrades Dusty, whose daemon runs what a release has in it");
    return options.check() ? check() : dusty.queue().run(caller, "upgrade", this::upgrade);
  }

  /**
   * Checks a setting that decides what the daemon will run.
   *
   * @throws UserError if somebody else wants to set it, or it is no source or no key
   */
  static void checkSetting(Dusty dusty, Caller caller, String key, String value) {
    checkCaller(dusty, caller, "sets '" + key + "', by which Dusty's next release is found");
    if (!value.isEmpty() && key.equals(Config.RELEASE_KEY)) {
      ReleaseKey.parse(value);
    } else if (!value.isEmpty()) {
      ReleaseSource.of(value, Path.of("/"));
    }
  }

  /**
   * Checks that it is root who asks.
   *
   * @param what only root does, for the message
   */
  static void checkCaller(Dusty dusty, Caller caller, String what) {
    long uid = caller.user().uid();
    if (uid != 0 && uid != dusty.uid()) {
      throw new UserError("not-root", "only root " + what, "run it by sudo, or ask root to");
    }
  }

  private int check() throws IOException {
    try (Progress progress = Progress.of(caller.console())) {
      Version version = wanted(source(progress).offer(Offer.thisSystem()));
      progress.finish();
      boolean present = version.equals(present());
      caller
          .console()
          .out()
          .println(
              present
                  ? newest()
                  : "There is Dusty %s; this is %s. 'sudo dusty upgrade%s' installs it."
                      .formatted(
                          version,
                          dusty.version(),
                          options.version().map(named -> " " + named).orElse("")));
      return ExitCode.DONE;
    }
  }

  private int upgrade() throws IOException {
    releases.check(dusty.uid());
    Optional<String> version;
    try (Progress progress = Progress.of(caller.console())) {
      version = prepared(progress);
    } finally {
      releases.removeUnfinished();
    }
    if (version.isEmpty()) {
      caller.console().out().println(newest());
      return ExitCode.DONE;
    }
    caller.cancellation().check();
    releases.switchTo(version.get(), dusty.version());
    succeed(version.get());
    return ExitCode.DONE;
  }

  private String newest() {
    return options.version().isPresent()
        ? "Dusty %s runs already.".formatted(dusty.version())
        : "Dusty %s is the newest release.".formatted(dusty.version());
  }

  /** Returns the version of a release that is in place and was tried; empty if it runs already. */
  private Optional<String> prepared(Progress progress) throws IOException {
    if (options.version().equals(Optional.of(dusty.version()))) {
      return Optional.empty();
    }
    Optional<String> there = options.version().filter(releases::has);
    if (there.isPresent()) {
      progress.item("Dusty " + there.get(), "trying", false);
      rehearsal().of(releases.folder(there.get()), there.get());
      progress.item("Dusty " + there.get(), "was here, and works", true);
      return there;
    }
    SignedReleases source = source(progress);
    Offer offer = source.offer(Offer.thisSystem());
    Version version = wanted(offer);
    String name = version.toString();
    if (version.equals(present())) {
      return Optional.empty();
    }
    Path release = source.unpacked(offer, version, releases.unfinished());
    progress.item("Dusty " + name, "trying", false);
    rehearsal().of(release, name);
    releases.add(release, name);
    progress.item("Dusty " + name, "fetched, and works here", true);
    return Optional.of(name);
  }

  private Version present() {
    return Version.parse(dusty.version());
  }

  /** Never an older one, unless it is named: somebody could offer one with a known fault. */
  private Version wanted(Offer offer) {
    return options
        .version()
        .map(offer::named)
        .orElseGet(
            () ->
                offer
                    .newest(present())
                    .filter(newest -> newest.compareTo(present()) > 0)
                    .orElseGet(this::present));
  }

  private Rehearsal rehearsal() {
    return new Rehearsal(
        new HostProcesses(
            new RunAs(dusty.uid(), RunAs.thisPlatform()),
            Optional.empty(),
            Map.of(),
            caller.cancellation(),
            dusty.children()),
        dusty.succession().environment());
  }

  private SignedReleases source(Progress progress) throws IOException {
    Config config = dusty.configFile().read();
    String source =
        options
            .from()
            .or(() -> config.value(Config.RELEASE_SOURCE))
            .filter(text -> !text.isEmpty())
            .orElseThrow(
                () ->
                    new UserError(
                        "no-release-source",
                        "Dusty does not know where its releases are",
                        "say it once: 'sudo dusty config set release_source FOLDER-OR-URL', or each"
                            + " time: 'sudo dusty upgrade --from FOLDER-OR-URL'"));
    return new SignedReleases(
        ReleaseSource.of(source, caller.console().folder()),
        key(config),
        caller.cancellation(),
        progress);
  }

  private ReleaseKey key(Config config) throws IOException {
    Optional<String> configured = config.value(Config.RELEASE_KEY).filter(text -> !text.isEmpty());
    if (configured.isPresent()) {
      return ReleaseKey.parse(configured.get());
    }
    Path file = releases.own().resolve(KEY_FILE);
    if (!Files.isRegularFile(file)) {
      throw new UserError(
          "no-release-key",
          "Dusty does not know the key that its releases are signed with",
          "get it from whoever makes them: 'sudo dusty config set release_key KEY'");
    }
    return ReleaseKey.parse(Files.readString(file));
  }

  /** Ends this daemon where somebody starts it again; the client then waits for the next one. */
  private void succeed(String version) {
    Succession succession = dusty.succession();
    if (!succession.isRestarted()) {
      caller
          .console()
          .out()
          .println(
              "Dusty %s is installed. The daemon still is %s: end it, and start it again as before."
                      .formatted(version, dusty.version())
                  + "\nContainers are left alone. Back to %s: 'sudo dusty upgrade %<s'."
                      .formatted(dusty.version()));
      return;
    }
    caller
        .console()
        .out()
        .println(
            "Dusty %s is installed. The daemon starts again; containers are left alone."
                .formatted(version));
    caller.continueWith(List.of(releases.launcher().toString(), FINISH, version), Map.of());
    succession.begin();
  }
}
