package dev.dusty.distribution.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dusty.distribution.bed.GitRemote;
import dev.dusty.distribution.bed.GitRemotes;
import dev.dusty.distribution.bed.Pty;
import dev.dusty.distribution.bed.Shell;
import dev.dusty.distribution.bed.Specs;
import dev.dusty.distribution.bed.Trial;
import dev.dusty.distribution.bed.VirtualMachine;
import dev.dusty.distribution.bed.Wait;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user does is the same wherever the Docker engine runs: here, or in a VM. */
@ParameterizedClass(name = "{0}")
@ValueSource(strings = {Trial.LOCAL, VirtualMachine.NAME})
class AnyMachineIT {

  /** Where a VM is emulated, all takes long. */
  private static final Duration SOON = Duration.ofMinutes(2);

  private static final String DOCKERFILE = "FROM busybox\nCOPY index.html /www/\n";

  private static final List<AutoCloseable> OPEN = new ArrayList<>();
  private static Trial trial;

  private final String machine;
  @TempDir Path local;

  AnyMachineIT(String machine) {
    this.machine = machine;
  }

  @BeforeParameterizedClassInvocation
  static void bringUp(String machine) throws IOException {
    trial = opened(Trial.start(machine, Map.of()));
    GitRemotes remotes = opened(new GitRemotes());
    GitRemote site = remotes.create("site", "trunk");
    site.commit("index.html", "first\n");
    GitRemote made = remotes.create("made");
    made.write("Dockerfile", DOCKERFILE);
    made.commit("index.html", "built in\n");
    Specs specs =
        new Specs(remotes.create("specs"))
            .app(
                "site",
                """
                repo: %s
                mount: /site
                image: busybox
                host_forwarding:
                  - {host_name: site.test, host_port: 80, container_port: 8000}
                assets:
                  - {name: token, path: /etc/site/token}
                commands:
                  always:
                    - echo the site begins
                    - exec httpd -f -p 8000 -h /site
                scripts:
                  - {name: where, description: Says where it is, command: [pwd]}
                compose:
                  stop_signal: SIGKILL
                  volumes: [/persist/site:/data]
                test:
                  image: busybox
                  suites:
                    - {name: text, command: [cat index.html]}
                """
                    .formatted(site.fileUrl()))
            .app(
                "made",
                """
                repo: %s
                mount: /made
                build: .
                host_forwarding:
                  - {host_name: made.test, host_port: 80, container_port: 8000}
                commands:
                  always: [exec httpd -f -p 8000 -h /www]
                compose:
                  stop_signal: SIGKILL
                """
                    .formatted(made.fileUrl()))
            .bundle("all", "site", "made")
            .commit();
    trial.setUp(specs.remote().fileUrl()).activate("all");
    Path token = Files.writeString(trial.folder().resolve("token"), "secret");
    trial.dusty("assets", "set", "token", token.toString()).orFail();
    trial.up();
  }

  private static <T extends AutoCloseable> T opened(T closeable) {
    OPEN.add(closeable);
    return closeable;
  }

  @AfterParameterizedClassInvocation
  static void end() throws Exception {
    for (AutoCloseable closeable : OPEN.reversed()) {
      closeable.close();
    }
    OPEN.clear();
  }

  private static String in(String script) {
    String id = trial.containers().getOrDefault("site", "");
    return trial.engine().docker("exec", id, "sh", "-c", script).orFail().out();
  }

  private static String page() {
    return page("site.test");
  }

  private static String page(String host) {
    return trial.web().await(host, "/", 200, SOON).body();
  }

  @Test
  void anAppAnswersByItsHostName() {
    assertThat(trial.hostsFile()).contains(trial.address() + " site.test");
    assertThat(page()).isNotEmpty();
    assertThat(trial.up().out()).isEqualTo("Nothing to do: all runs as the specs say.\n");
  }

  @Test
  void codeThatIsChangedHereIsSeenInTheContainer() throws IOException {
    Path own = Files.createDirectories(trial.folder().resolve("my own site"));
    Files.writeString(own.resolve("index.html"), "my own\n");
    Map<String, String> before = trial.containers();
    trial.dusty("repos", "override", "site", own.toString()).orFail();
    trial.dusty("restart", "site").orFail();
    assertThat(page()).isEqualTo("my own\n");
    Files.writeString(own.resolve("index.html"), "changed\n");
    Files.writeString(own.resolve("new"), "new\n");
    assertThat(in("cat /site/new")).isEqualTo("new\n");
    // NFS tells of what is new at once, and of what has changed after a second.
    Wait.until("what was changed", SOON, () -> page().equals("changed\n"));
    in("echo made there > /site/made");
    assertThat(own.resolve("made")).hasContent("made there\n");

    trial.dusty("repos", "manage", "site").orFail();
    trial.dusty("restart", "--repos", "site").orFail();
    assertThat(page()).isEqualTo("first\n");
    assertThat(trial.containers()).isEqualTo(before);
  }

  @Test
  void anImageIsBuiltFromTheCopyInUse() throws IOException {
    assertThat(page("made.test")).isEqualTo("built in\n");
    Path own = Files.createDirectories(trial.folder().resolve("own made"));
    Files.writeString(
        own.resolve("Dockerfile"), DOCKERFILE + "RUN echo and run >> /www/index.html\n");
    Files.writeString(own.resolve("index.html"), "changed\n");
    trial.dusty("repos", "override", "made", own.toString()).orFail();
    trial.up("--no-pull");
    assertThat(page("made.test")).isEqualTo("changed\nand run\n");
  }

  @Test
  void anAssetIsInTheContainer() throws IOException {
    assertThat(in("cat /etc/site/token")).isEqualTo("secret");
    assertThat(trial.dusty("assets", "read", "token").orFail().out()).isEqualTo("secret");
    Path other = Files.writeString(local.resolve("other"), "other");
    trial.dusty("assets", "set", "token", other.toString()).orFail();
    trial.dusty("restart", "site").orFail();
    assertThat(in("cat /etc/site/token")).isEqualTo("other");
  }

  @Test
  void filesGoInAndOut() throws IOException {
    Path file = Files.writeString(local.resolve("it's a \"file\""), "hello");
    trial.dusty("cp", file.toString(), "site:/tmp").orFail();
    assertThat(in("cat /tmp/it*")).isEqualTo("hello");
    in("mkdir -p '/tmp/a folder/sub'; echo deep > '/tmp/a folder/sub/deep'");
    trial.dusty("cp", "site:/tmp/a folder", local.toString()).orFail();
    assertThat(local.resolve("a folder/sub/deep")).hasContent("deep\n");
    trial.dusty("cp", "site:/tmp/a folder", "site:/tmp/twice").orFail();
    assertThat(in("cat /tmp/twice/sub/deep")).isEqualTo("deep\n");
  }

  @Test
  void theDiskIsTheMachines() {
    String json = trial.dusty("disk", "inspect", "--format", "json").orFail().out();
    assertThat(json).contains("\"machine\" : \"" + machine + "\"", "\"what\" : \"images\"");
    assertThat(trial.dusty("disk", "inspect").orFail().out())
        .startsWith("The Docker host (" + machine + ") has ");
  }

  @Test
  void persistentDataIsBackedUpAndRestored() {
    in("echo kept > /data/kept; chown 33:101 /data/kept; chmod 640 /data/kept");
    Path backup = local.resolve("my backup");
    trial.dusty("disk", "backup", backup.toString()).orFail();
    in("rm /data/kept; echo more > /data/more");
    trial.dusty("stop").orFail();
    trial.dusty("disk", "restore", backup.toString()).orFail();
    trial.up("--no-pull");
    assertThat(in("cd /data; cat kept; stat -c '%a %u:%g' kept; ls"))
        .isEqualTo("kept\n640 33:101\nkept\n");
  }

  @Test
  void aShellIsInTheContainer() {
    try (Pty terminal = trial.terminal("shell", "site")) {
      terminal.type("echo so$((40 + 2)); hostname; exit 3\n");
      terminal.await("so42");
      assertThat(terminal.exitCode()).isEqualTo(3);
    }
  }

  @Test
  void aScriptRunsInTheContainer() {
    assertThat(trial.dusty("scripts", "site", "where").orFail().out()).isEqualTo("/site\n");
  }

  @Test
  void aScriptThatIsNotThereYetIsSaidNotToBe() {
    String file = "/command_files/dusty_command_file_site_script_where.sh";
    in("mv " + file + " /tmp/aside");
    assertThat(trial.dusty("scripts", "site", "where").err())
        .contains("the script 'where' of apps/site is not in its container yet");
    in("mv /tmp/aside " + file);
  }

  @Test
  void logsAreThoseOfTheContainer() {
    assertThat(trial.dusty("logs", "site").orFail().out()).contains("the site begins\n");
  }

  @Test
  void aSuiteRunsWithTheReposCode() {
    assertThat(trial.dusty("test", "site", "text").orFail().out()).isEqualTo("first\n");
  }

  @Test
  void statusTellsOfWhatRuns() {
    assertThat(
            trial
                .dusty("status")
                .orFail()
                .out()
                .lines()
                .map(line -> line.replaceAll(" +", " ").strip()))
        .contains("dustyInternalNginx nginx running", "site app running http://site.test");
  }

  @Test
  void theDoctorFindsAllWell() {
    Shell doctor = trial.dusty("doctor").orFail();
    assertThat(doctor.out())
        .contains("machine " + machine + ": ", "ok       compose: 3 containers are well\n")
        .doesNotContain("broken   ");
  }
}
