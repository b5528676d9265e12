package dev.dusty.upgrade;

import dev.dusty.api.UserError;
import dev.dusty.api.step.Cancellation;
import dev.dusty.api.step.Command;
import dev.dusty.api.step.Command.Identity;
import dev.dusty.host.HostProcesses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Tries a release before it takes over: its preflight with this daemon's own settings, and then its
 * daemon, with a folder of its own, where nothing is configured.
 *
 * @param processes starts processes as the daemon itself
 * @param environment the daemon's variables
 */
public record Rehearsal(HostProcesses processes, Map<String, String> environment) {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** The last of what a program said that failed. */
  private static final int SHOWN = 5;

  /** Copies the variables. */
  public Rehearsal {
    environment = Collections.unmodifiableMap(new TreeMap<>(environment));
  }

  /**
   * Tries a release.
   *
   * @param release its folder
   * @param version its version
   * @throws UserError if it does not work here
   */
  public void of(Path release, String version) throws IOException {
    preflight(release, version);
    start(release, version);
  }

  private void preflight(Path release, String version) throws IOException {
    Map<String, String> all = new TreeMap<>();
    environment.forEach(
        (name, value) -> {
          if (name.startsWith("DUSTY_") || name.equals("PATH") || name.equals("DOCKER_HOST")) {
            all.put(name, value);
          }
        });
    String launcher = release.resolve("bin/dusty").toString();
    List<String> said = Collections.synchronizedList(new ArrayList<>());
    int code =
        processes
            .run(
                Command.of(Identity.ROOT, LIMIT, launcher, "-d", "--preflight-only")
                    .withEnvironment(all),
                (line, error) -> said.add(line))
            .exitCode();
    if (code != 0) {
      throw doesNotWork(version, "its preflight fails", said);
    }
  }

  private void start(Path release, String version) throws IOException {
    Path home = Files.createTempDirectory("dusty-");
    try {
      Files.writeString(home.resolve("config.yml"), "page_port: 0\nbundles: []\n");
      List<String> said = Collections.synchronizedList(new ArrayList<>());
      AtomicBoolean over = new AtomicBoolean();
      Command command =
          Command.of(
                  Identity.ROOT,
                  LIMIT.multipliedBy(2),
                  release.resolve("bin/dusty").toString(),
                  "-d")
              .withEnvironment(
                  Map.of(
                      "DUSTY_HOME", home.toString(),
                      "DUSTY_JAVA_OPTS", environment.getOrDefault("DUSTY_JAVA_OPTS", "")));
      Thread daemon = Thread.ofVirtual().start(() -> run(command, over, said));
      boolean came =
          new RunningDaemon(home.resolve("run/dusty.sock")).becomes(version, LIMIT, until(over));
      over.set(true);
      daemon.join();
      processes.cancellation().check();
      if (!came) {
        throw doesNotWork(version, "its daemon does not start", said);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException();
    } finally {
      Releases.delete(home);
    }
  }

  /** Runs the daemon until it is over, which it is too if the daemon ends by itself. */
  private void run(Command command, AtomicBoolean over, List<String> said) {
    try {
      processes.with(until(over)).run(command, (line, error) -> said.add(line));
    } catch (CancellationException e) {
      // It was ended here.
    } catch (IOException | UserError e) {
      said.add(String.valueOf(e.getMessage()));
    } finally {
      over.set(true);
    }
  }

  /** Ends with what asks for this, too. */
  private Cancellation until(AtomicBoolean over) {
    Cancellation outer = processes.cancellation();
    return new Cancellation() {
      @Override
      public boolean isCancelled() {
        return over.get() || outer.isCancelled();
      }

      @Override
      public void check() {
        if (isCancelled()) {
          throw new CancellationException();
        }
      }
    };
  }

  private static UserError doesNotWork(String version, String how, List<String> said) {
    List<String> lines = List.copyOf(said);
    String last = String.join("\n", lines.subList(Math.max(0, lines.size() - SHOWN), lines.size()));
    return new UserError(
        "release-fails",
        "Dusty %s does not work here: %s%s"
            .formatted(
                version, how, last.isEmpty() ? "" : "; it says\n" + last.indent(2).stripTrailing()),
        "nothing was changed; mend that, or tell whoever made the release");
  }
}
