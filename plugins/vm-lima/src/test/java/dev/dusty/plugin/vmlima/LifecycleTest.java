package dev.dusty.plugin.vmlima;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dusty.api.Settings;
import dev.dusty.api.UserError;
import dev.dusty.api.step.Command;
import dev.dusty.api.step.Command.Identity;
import dev.dusty.api.step.ProcessRunner.Result;
import dev.dusty.testkit.FakeContext;
import dev.dusty.testkit.Processes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Lima is asked to do with the VM. */
class LifecycleTest {

  private static final Result DONE = new Result(0, "", "");
  private static final List<String> START =
      List.of("limactl", "start", "--tty=false", "--timeout=15m", "dusty");
  private static final List<String> KILL = List.of("limactl", "stop", "--force", "dusty");
  private static final List<String> STOP = List.of("limactl", "stop", "dusty");

  @TempDir Path folder;

  private Map<String, String> settings = Map.of();
  private boolean isMac;
  private Processes processes = Processes.succeeding();

  /** The answers to one look after the other at the VM; everything else succeeds. */
  private static Function<Command, Result> looks(Result... answers) {
    List<Result> left = new ArrayList<>(List.of(answers));
    return command -> Samples.isList(command) ? left.removeFirst() : DONE;
  }

  private static Function<Command, Result> looks(String... samples) {
    return looks(Stream.of(samples).map(Samples::output).toArray(Result[]::new));
  }

  private Lifecycle lifecycle(Function<Command, Result> answers) {
    processes = Processes.answering(answers);
    FakeContext context = new FakeContext(folder).with(processes).with(new Settings(settings));
    return new Lifecycle(context, LimaKeys.of(context, isMac));
  }

  private List<List<String>> changes() {
    return processes.argumentVectors().stream().filter(argv -> !argv.equals(Samples.LIST)).toList();
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
  void aVmThatRunsIsLeftAlone() {
    lifecycle(looks("list-running.json")).start();
    assertThat(processes.argumentVectors()).containsExactly(Samples.LIST);
    assertThat(processes.commands().get(0).identity()).isEqualTo(Identity.USER);
    assertThat(processes.commands().get(0).limit()).isEqualTo(Duration.ofSeconds(20));
  }

  @Test
  void aVmThatIsNotThereIsMadeAndStarted() {
    lifecycle(looks(Samples.NO_INSTANCE)).start();
    assertThat(changes())
        .containsExactly(
            List.of(
                "limactl",
                "create",
                "--tty=false",
                "--name=dusty",
                "--set=.memory = \"2048MiB\"",
                "template://docker-rootful"),
            START);
  }

  @Test
  void theMakingHasTheTimeToFetchAnImage() {
    lifecycle(looks(DONE)).start();
    assertThat(processes.commands().get(1).limit()).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void olderVersionsSayThatThereIsNoneWithoutAFailure() {
    lifecycle(looks(DONE)).start();
    assertThat(changes()).hasSize(2);
  }

  @Test
  void onMacosTheVmGetsTheNetworkThatReachesThisComputer() {
    isMac = true;
    lifecycle(looks(DONE)).start();
    assertThat(changes().get(0)).contains("--network=vzNAT");
  }

  @ParameterizedTest
  @CsvSource({"true, none, ", "true, lima:shared, lima:shared", "false, lima:host, lima:host"})
  void theConfiguredNetworkIsTaken(boolean mac, String configured, String network) {
    isMac = mac;
    settings = Map.of("lima_network", configured);
    lifecycle(looks(DONE)).start();
    assertThat(changes().get(0))
        .filteredOn(argument -> argument.startsWith("--network"))
        .isEqualTo(network == null ? List.of() : List.of("--network=" + network));
  }

  @Test
  void theConfiguredTemplateNameAndMemoryAreTaken() {
    settings =
        Map.of(
            "lima_template", "/home/ann/vm.yaml",
            "lima_instance", "shop-2",
            "vm_memory_size", "2500");
    lifecycle(command -> command.argv().contains("list") ? Samples.NO_INSTANCE : DONE).start();
    assertThat(processes.argumentVectors().get(0)).endsWith("shop-2");
    assertThat(processes.argumentVectors().get(1))
        .containsExactly(
            "limactl",
            "create",
            "--tty=false",
            "--name=shop-2",
            "--set=.memory = \"2500MiB\"",
            "/home/ann/vm.yaml");
  }

  @Test
  void anotherMemorySizeIsGivenToAVmBeforeItStarts() {
    lifecycle(looks("list-stopped.json")).start();
    assertThat(changes())
        .containsExactly(
            List.of("limactl", "edit", "--tty=false", "--set=.memory = \"2048MiB\"", "dusty"),
            START);
  }

  @Test
  void theSameMemorySizeNeedsNoEdit() {
    settings = Map.of("vm_memory_size", "4096");
    lifecycle(looks("list-stopped.json")).start();
    assertThat(changes()).containsExactly(START);
    assertThat(processes.commands().get(1).limit()).isEqualTo(Duration.ofMinutes(16));
  }

  @Test
  void whatIsLeftOfAKilledVmIsEndedBeforeAStart() {
    settings = Map.of("vm_memory_size", "4096");
    lifecycle(looks("list-killed.json", "list-stopped.json")).start();
    assertThat(changes()).containsExactly(KILL, START);
  }

  @Test
  void aVmWhoseDefinitionCannotBeReadIsReported() {
    Lifecycle lifecycle = lifecycle(looks("list-unreadable.json", "list-unreadable.json"));
    assertUserError(
        lifecycle::start,
        "lima-broken",
        "the VM 'dusty' is broken: failed to unmarshal YAML document at line 3: mapping value is"
            + " not allowed in this context");
  }

  @Test
  void aVmThatRunsIsShutDown() {
    lifecycle(looks("list-running.json")).stop();
    assertThat(changes()).containsExactly(STOP);
  }

  @Test
  void aVmThatDoesNotShutDownIsEndedAndThatIsSaid() {
    Function<Command, Result> answers = looks("list-running.json");
    processes =
        Processes.answering(
            command ->
                command.argv().equals(STOP)
                    ? new Result(1, "", "time=\"x\" level=fatal msg=\"no exiting event\"\n")
                    : answers.apply(command));
    FakeContext context = new FakeContext(folder).with(processes);
    new Lifecycle(context, LimaKeys.of(context, false)).stop();
    assertThat(changes()).containsExactly(STOP, KILL);
    assertThat(context.warnings())
        .containsExactly(
            "the VM dusty did not shut down, and is ended: 'limactl stop' failed: no exiting"
                + " event");
  }

  @Test
  void aVmThatDoesNotRunNeedsNoStopAndABrokenOneForce() {
    lifecycle(looks("list-stopped.json")).stop();
    assertThat(changes()).isEmpty();
    lifecycle(looks(Samples.NO_INSTANCE)).stop();
    assertThat(changes()).isEmpty();
    lifecycle(looks("list-killed.json")).stop();
    assertThat(changes()).containsExactly(KILL);
  }

  @Test
  void aStartThatFailsIsReportedInLimasWords() {
    Function<Command, Result> answers = looks("list-stopped.json");
    Lifecycle lifecycle =
        lifecycle(
            command ->
                command.argv().equals(START)
                    ? new Result(1, "", Samples.read("start-failed.log"))
                    : answers.apply(command));
    assertUserError(
        lifecycle::start,
        "lima-failed",
        "'limactl start' failed: did not receive an event with the \"running\" status");
  }

  @Test
  void aFullDiskOfThisComputerIsToldAsSuch() {
    Lifecycle lifecycle =
        lifecycle(
            command ->
                Samples.isList(command)
                    ? DONE
                    : new Result(
                        1,
                        "",
                        "time=\"x\" level=fatal msg=\"write /Users/ann/.lima/dusty/basedisk: no"
                            + " space left on device\"\n"));
    assertUserError(
        lifecycle::start,
        "lima-disk-full",
        "'limactl create' failed, as this computer's disk is full: write"
            + " /Users/ann/.lima/dusty/basedisk: no space left on device");
  }

  @Test
  void aMissingLimaIsReported() {
    String problem = "Lima's command line, limactl, is not installed";
    assertUserError(
        lifecycle(command -> new Result(127, "", "limactl: not found"))::start,
        "lima-missing",
        problem);
    FakeContext context =
        new FakeContext(folder)
            .with(
                (command, listener) -> {
                  throw new IOException("Cannot run program \"limactl\"");
                });
    assertUserError(
        new Lifecycle(context, LimaKeys.of(context, false))::start, "lima-missing", problem);
  }

  @Test
  void aLimaThatHangsIsReported() {
    Lifecycle lifecycle =
        lifecycle(
            command -> {
              throw new UserError("time-limit", "'limactl' took too long", "try again");
            });
    assertUserError(
        lifecycle::start, "lima-silent", "'limactl list' did not end within 20 seconds");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-x", "a b", "a/b", "a.b", "a--b"})
  void whatIsNoNameOfAVmIsRefused(String name) {
    settings = Map.of("lima_instance", name);
    assertUserError(
        () -> lifecycle(looks(DONE)),
        "lima-name",
        "the configured lima_instance '" + name + "' is no name for a VM of Lima's");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-4096", "255", "99999999", "much"})
  void whatIsNoSizeOfAMemoryIsRefused(String size) {
    settings = Map.of("vm_memory_size", size);
    assertUserError(
        () -> lifecycle(looks(DONE)),
        "vm-memory",
        "no VM can have the configured vm_memory_size of " + size + " MB");
  }
}
