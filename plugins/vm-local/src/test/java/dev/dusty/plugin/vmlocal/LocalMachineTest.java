package dev.dusty.plugin.vmlocal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dusty.api.Settings;
import dev.dusty.api.UserError;
import dev.dusty.api.compile.Site;
import dev.dusty.api.machine.Machine;
import dev.dusty.api.machine.Platform;
import dev.dusty.api.step.Command;
import dev.dusty.api.step.Command.Identity;
import dev.dusty.api.step.ProcessRunner;
import dev.dusty.api.step.ProcessRunner.Result;
import dev.dusty.testkit.FakeContext;
import dev.dusty.testkit.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the machine asks Docker, and what it makes of the answers. */
class LocalMachineTest {

  private static final List<String> BRIDGE =
      List.of(
          "docker",
          "network",
          "inspect",
          "bridge",
          "--format",
          "{{range .IPAM.Config}}{{.Gateway}} {{end}}");
  private static final List<String> CONTEXT =
      List.of("docker", "context", "inspect", "--format", "{{.Endpoints.docker.Host}}");
  private static final String SOCKET = "unix:///run/test.sock";

  @TempDir Path folder;

  private final LocalMachine machine = new LocalMachine(Map.of("DOCKER_HOST", SOCKET));

  private FakeContext context(ProcessRunner processes) {
    return new FakeContext(folder).with(processes);
  }

  private FakeContext failing(String errors) {
    return context(Processes.answering(command -> new Result(1, "[]\n", errors + "\n")));
  }

  /** A Docker with a context and a bridge. */
  private static Processes docker() {
    return Processes.answering(
        command ->
            command.argv().equals(CONTEXT)
                ? new Result(0, "unix:///home/me/docker.sock\n", "")
                : new Result(0, "172.17.0.1 \n", ""));
  }

  private static void assertUserError(ThrowingCallable call, String code, String problem) {
    assertThatThrownBy(call)
        .asInstanceOf(InstanceOfAssertFactories.type(UserError.class))
        .satisfies(
            e -> {
              assertThat(e.code()).isEqualTo(code);
              assertThat(e.problem()).isEqualTo(problem);
            });
  }

  @Test
  void startAndSiteTogetherAskDockerOnce() throws IOException {
    Processes docker = docker();
    FakeContext context = context(docker);
    machine.start(context);
    Site site = machine.site(context);
    assertThat(docker.argumentVectors()).containsExactly(BRIDGE);
    Command command = docker.commands().get(0);
    assertThat(command.identity()).isEqualTo(Identity.USER);
    assertThat(command.environment()).containsExactly(Map.entry("DOCKER_HOST", SOCKET));
    assertThat(command.limit()).isEqualTo(Duration.ofSeconds(10));
    assertThat(site)
        .isEqualTo(
            new Site(
                "127.0.0.1",
                "172.17.0.1",
                folder + "/dusty_repos",
                folder + "/command_files",
                folder + "/persist/dusty_assets",
                folder + "/cp",
                folder + "/persist"));
  }

  @Test
  void belowTheRootTheFoldersAreTheUsualOnes() {
    assertThat(new LocalFolders(Path.of("/")).site("127.0.0.1", "172.17.0.1"))
        .isEqualTo(Site.at("127.0.0.1", "172.17.0.1"));
  }

  @Test
  void aStartAsksAgainAsTheEngineMayHaveGone() throws IOException {
    Processes docker = docker();
    machine.start(context(docker));
    machine.start(context(docker));
    assertThat(docker.argumentVectors()).containsExactly(BRIDGE, BRIDGE);
  }

  @Test
  void aStartMakesTheFoldersOfTheSiteReadableForAll() throws IOException {
    machine.start(context(docker()));
    for (String name :
        List.of("dusty_repos", "command_files", "persist", "persist/dusty_assets", "cp")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name))))
          .isEqualTo("rwxr-xr-x");
    }
  }

  @Test
  void aFolderThatIsThereKeepsItsMode() throws IOException {
    Path persist = Files.createDirectory(folder.resolve("persist"));
    Files.setPosixFilePermissions(persist, PosixFilePermissions.fromString("rwx------"));
    machine.start(context(docker()));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(persist)))
        .isEqualTo("rwx------");
  }

  @Test
  void aFileInThePlaceOfAFolderIsReported() throws IOException {
    Files.createFile(folder.resolve("cp"));
    assertUserError(
        () -> machine.start(context(docker())),
        "folder-in-the-way",
        folder + "/cp is not a folder, and Dusty needs one of that name");
  }

  @ParameterizedTest
  @CsvSource({
    "'172.17.0.1 ', 172.17.0.1",
    "'fd00::1 172.17.0.1 ', 172.17.0.1",
    "'fd00::1 ', fd00::1",
    "'172.17.42.1/16 ', 172.17.42.1",
    "'<no value> 10.0.0.1 ', 10.0.0.1"
  })
  void theBridgeIsTheFirstGatewayAndOneOfIpv4WhereThereIsOne(String output, String gateway)
      throws IOException {
    FakeContext context = context(Processes.answering(command -> new Result(0, output + "\n", "")));
    assertThat(machine.site(context).bridgeIp()).isEqualTo(gateway);
  }

  @Test
  void aConfiguredBridgeIsTakenButTheEngineHasToAnswer() throws IOException {
    Settings settings = new Settings(Map.of("bridge_address", "10.1.1.1"));
    FakeContext context =
        failing("Error response from daemon: network bridge not found").with(settings);
    machine.start(context);
    assertThat(machine.site(context).bridgeIp()).isEqualTo("10.1.1.1");
    assertThatThrownBy(
            () ->
                machine.start(
                    failing("Cannot connect to the Docker daemon at " + SOCKET).with(settings)))
        .isInstanceOf(UserError.class);
  }

  @Test
  void theUsersContextSaysWhereTheEngineIsUntilItsConfigChanges() throws IOException {
    LocalMachine plain = new LocalMachine(Map.of("DOCKER_CONTEXT", "mine"));
    Processes docker = docker();
    FakeContext context = context(docker);
    Path config = Files.createDirectory(folder.resolve(".docker")).resolve("config.json");
    Files.writeString(config, "{}");
    assertThat(plain.dockerEnvironment(context))
        .containsExactly(Map.entry("DOCKER_HOST", "unix:///home/me/docker.sock"));
    plain.dockerEnvironment(context);
    assertThat(docker.argumentVectors()).containsExactly(CONTEXT);
    assertThat(docker.commands().get(0).identity()).isEqualTo(Identity.USER);
    assertThat(docker.commands().get(0).environment())
        .containsExactly(Map.entry("DOCKER_CONTEXT", "mine"));

    Files.setLastModifiedTime(config, FileTime.fromMillis(1));
    plain.dockerEnvironment(context);
    Files.writeString(config, "{ }");
    Files.setLastModifiedTime(config, FileTime.fromMillis(1));
    plain.dockerEnvironment(context);
    assertThat(docker.argumentVectors()).containsExactly(CONTEXT, CONTEXT, CONTEXT);
  }

  @Test
  void theConfiguredEngineComesBeforeThatOfTheEnvironment() throws IOException {
    LocalMachine other =
        new LocalMachine(
            Map.of(
                "DOCKER_HOST", "tcp://other:2376",
                "DOCKER_TLS_VERIFY", "1",
                "DOCKER_CERT_PATH", "/certs",
                "DOCKER_CONFIG", "/config",
                "HOME", "/root"));
    Processes docker = docker();
    FakeContext context = context(docker).with(new Settings(Map.of("docker_host", SOCKET)));
    assertThat(other.dockerEnvironment(context))
        .isEqualTo(
            Map.of(
                "DOCKER_HOST", SOCKET,
                "DOCKER_TLS_VERIFY", "1",
                "DOCKER_CERT_PATH", "/certs",
                "DOCKER_CONFIG", "/config"));
    assertThat(docker.commands()).isEmpty();
  }

  @Test
  void aBrokenContextIsReportedInDockersWords() {
    String error = "context \"nope\": context not found";
    assertUserError(
        () -> new LocalMachine(Map.of()).dockerEnvironment(failing(error)),
        "docker-context",
        "docker does not tell which engine it uses: " + error);
  }

  @Test
  void aMissingCommandLineIsReported() {
    FakeContext context =
        context(
            (command, listener) -> {
              throw new IOException("Cannot run program \"docker\"");
            });
    String problem = "the docker command line is not installed";
    assertUserError(() -> machine.start(context), "docker-missing", problem);
    assertUserError(
        () ->
            machine.start(
                context(Processes.answering(command -> new Result(127, "", "docker: not found")))),
        "docker-missing",
        problem);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Cannot connect to the Docker daemon at unix:///run/test.sock. Is the docker daemon"
            + " running?",
        "failed to connect to the docker API at unix:///run/test.sock; check if the path is correct"
            + " and if the daemon is running: dial unix: no such file or directory",
        "error during connect: Get \"http://nonsense:2375/v1.50/networks/bridge\": dial tcp: lookup"
            + " nonsense: no such host"
      })
  void anEngineThatDoesNotRunIsReported(String error) throws IOException {
    assertUserError(
        () -> machine.start(failing(error)),
        "docker-down",
        "no Docker engine answers at " + SOCKET);
    assertThat(machine.state(failing(error))).isEqualTo(Machine.State.STOPPED);
  }

  @Test
  void whoeverOnlyLooksIsToldWhatAStartWouldSay() {
    assertUserError(
        () -> machine.checkStart(failing("Cannot connect to the Docker daemon")),
        "docker-down",
        "no Docker engine answers at " + SOCKET);
  }

  @Test
  void anEngineThatTheUserMayNotUseIsReported() {
    FakeContext context =
        failing(
            "permission denied while trying to connect to the Docker daemon socket at"
                + " unix:///run/test.sock: Get \"http://x/v1.50/networks/bridge\": dial unix"
                + " /run/test.sock: connect: permission denied");
    assertUserError(
        () -> machine.start(context),
        "docker-denied",
        context.user().name() + " may not use the Docker engine at " + SOCKET);
  }

  @Test
  void anEngineThatGivesNoAnswerIsReported() {
    Processes silent =
        Processes.answering(
            command -> {
              throw new UserError("time-limit", "'docker' took too long", "try again");
            });
    assertUserError(
        () -> machine.start(context(silent)),
        "docker-silent",
        "the Docker engine at " + SOCKET + " gave no answer within 10 seconds");
  }

  @Test
  void anEngineThatFailsInAnotherWayIsQuoted() {
    assertUserError(
        () -> machine.start(failing("first\n\nFailed to initialize: no ca.pem")),
        "docker-failed",
        "the Docker engine at " + SOCKET + " cannot be used: Failed to initialize: no ca.pem");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Error: No such network: bridge", "network bridge not found"})
  void anEngineWithoutBridgeRunsAndCannotBeUsed(String error) throws IOException {
    assertUserError(
        () -> machine.start(failing(error)),
        "no-bridge",
        "the Docker engine at " + SOCKET + " has no bridge network with a gateway");
    assertThat(machine.state(failing(error))).isEqualTo(Machine.State.RUNNING);
  }

  @ParameterizedTest
  @ValueSource(strings = {"192.0.2.1", "localhost", "0.0.0.0", "::", "127.0.0.1; x", ""})
  void anAddressThatThisComputerDoesNotHaveIsRefused(String address) {
    FakeContext context = context(docker()).with(new Settings(Map.of("local_address", address)));
    assertUserError(
        () -> machine.start(context),
        "local-address",
        "the configured local_address '" + address + "' is not an address of this computer");
  }

  @Test
  void anyAddressOfThisComputerIsTaken() throws IOException {
    FakeContext context =
        context(docker()).with(new Settings(Map.of("local_address", "127.0.0.1")));
    machine.start(context);
    assertThat(machine.site(context).vmIp()).isEqualTo("127.0.0.1");
  }

  @Test
  void thereIsNoVmToShutDown() {
    assertUserError(
        () -> machine.stop(context(docker())),
        "no-vm",
        "the machine 'local' is this computer, so there is no VM to shut down");
  }

  @Test
  void itSuitsLinuxBetterThanMacos() {
    FakeContext context = context(docker());
    assertThat(machine.preference(Platform.LINUX, context)).hasValue(10);
    assertThat(machine.preference(Platform.MACOS, context)).hasValue(5);
  }

  @Test
  void theDiskIsThatOfTheFolderForPersistentDataEvenBeforeItIsThere() throws IOException {
    var usage = machine.diskUsage(context(docker()));
    assertThat(folder.startsWith(usage.path())).isTrue();
    assertThat(usage.total()).isEqualTo(Files.getFileStore(folder).getTotalSpace());
  }
}
