package dev.dusty.distribution.running;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import com.sun.net.httpserver.SimpleFileServer.OutputLevel;
import dev.dusty.distribution.bed.Background;
import dev.dusty.distribution.bed.GitRemotes;
import dev.dusty.distribution.bed.ReleaseFolder;
import dev.dusty.distribution.bed.Shell;
import dev.dusty.distribution.bed.Specs;
import dev.dusty.distribution.bed.Trial;
import dev.dusty.distribution.bed.Wait;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another release in the place of an installation that runs. */
class UpgradeIT {

  private static final Duration LIMIT = Duration.ofMinutes(2);

  @TempDir static Path shared;
  private static ReleaseFolder releases;

  @TempDir Path folder;
  private Path installation;

  @BeforeAll
  static void release() {
    releases = ReleaseFolder.in(shared).release("0.2.0");
  }

  @BeforeEach
  void install() {
    installation = ReleaseFolder.copyOfInstallation(folder.resolve("dusty"));
  }

  private static Trial trusting(Trial trial) {
    trial.setUpWithoutSpecs();
    return trusting(trial, releases);
  }

  private static Trial trusting(Trial trial, ReleaseFolder source) {
    trial.dusty("config", "set", "release_key", source.publicKey()).orFail();
    trial.dusty("config", "set", "release_source", source.folder().toString()).orFail();
    return trial;
  }

  private static String daemonVersion(Trial trial) {
    return trial
        .dusty("version")
        .orFail()
        .out()
        .lines()
        .filter(line -> line.startsWith("daemon "))
        .findFirst()
        .orElse("");
  }

  @Test
  void theDaemonIsReplacedAndContainersGoOn() throws IOException {
    try (GitRemotes remotes = new GitRemotes();
        Trial trial = Trial.supervised(installation)) {
      Specs specs = new Specs(remotes.create("specs")).answering("web", "web.test", "hello");
      specs.bundle("all", "web").commit();
      trial.setUp(specs.remote().fileUrl()).activate("all").up();
      Map<String, String> containers = trial.containers();
      String former = daemonVersion(trial).substring("daemon ".length());

      Shell upgraded = trusting(trial, releases).dusty("upgrade").orFail();
      assertThat(upgraded.out())
          .isEqualTo(
              "Dusty 0.2.0 is installed. The daemon starts again; containers are left alone.\n"
                  + "The daemon runs Dusty 0.2.0 now.\n");
      assertThat(trial.dusty("version").out()).isEqualTo("client 0.2.0\ndaemon 0.2.0\n");
      assertThat(trial.containers()).isEqualTo(containers);
      assertThat(trial.web().get("web.test", "/").body()).contains("hello");
      assertThat(trial.up().out()).contains("Nothing to do");
      assertThat(trial.dusty("upgrade").orFail().out())
          .isEqualTo("Dusty 0.2.0 is the newest release.\n");

      assertThat(trial.dusty("upgrade", former).orFail().out()).contains("runs Dusty " + former);
      assertThat(daemonVersion(trial)).isEqualTo("daemon " + former);
    }
  }

  @Test
  void withoutSomebodyWhoRestartsTheDaemonItIsLeftToTheUser() throws IOException {
    HttpServer server =
        SimpleFileServer.createFileServer(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            releases.folder().toRealPath(),
            OutputLevel.NONE);
    server.start();
    try (Trial trial = trusting(Trial.withoutEngineOf(installation))) {
      String url = "http://127.0.0.1:" + server.getAddress().getPort();
      assertThat(trial.dusty("upgrade", "--check", "--from", url).orFail().out())
          .startsWith("There is Dusty 0.2.0; this is ");
      assertThat(trial.dusty("upgrade", "--from", url).orFail().out())
          .startsWith("Dusty 0.2.0 is installed. The daemon still is ")
          .contains("end it, and start it again as before");
      trial.restartDaemon();
      assertThat(trial.dusty("version").out()).isEqualTo("client 0.2.0\ndaemon 0.2.0\n");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void aReleaseWhoseDaemonDoesNotStartIsTakenBack() {
    ReleaseFolder broken = ReleaseFolder.in(folder);
    try (Trial trial = Trial.supervised(installation)) {
      String former = daemonVersion(trial);
      // It works in a folder of its own, and so passes its trial, but not in that of this test.
      broken.release(
          "0.3.0",
          "if [ \"$*\" = -d ] && [ \"$DUSTY_HOME\" = '%s' ]; then exit 1; fi"
              .formatted(trial.home()));
      trusting(trial.setUpWithoutSpecs(), broken);
      Shell upgraded = trial.dusty("upgrade");
      assertThat(upgraded.exitCode()).isEqualTo(1);
      assertThat(upgraded.err())
          .contains("dusty: the daemon of Dusty 0.3.0 did not start; Dusty ", " is back\n");
      assertThat(daemonVersion(trial)).isEqualTo(former);
    }
  }

  @Test
  void aDaemonThatIsKilledAtAnyPointLeavesAWorkingInstallation() {
    Path unfinished = installation.resolve("releases/.unfinished");
    try (Trial trial = trusting(Trial.withoutEngineOf(installation))) {
      killedOnce(trial, () -> Files.exists(unfinished.resolve("dusty/bin/dusty")));
      assertThat(daemonVersion(trial)).isNotEqualTo("daemon 0.2.0");
      killedOnce(trial, () -> Files.exists(installation.resolve("releases/0.2.0")));
      trial.dusty("upgrade").orFail();
      trial.restartDaemon();
      assertThat(daemonVersion(trial)).isEqualTo("daemon 0.2.0");
      assertThat(unfinished).doesNotExist();
    }
  }

  private static void killedOnce(Trial trial, BooleanSupplier point) {
    try (Background upgrade = trial.background("upgrade")) {
      Wait.until("an upgrade that is at some point: " + upgrade.lines(), LIMIT, point);
      trial.killDaemon();
    }
    trial.startDaemon();
  }
}
