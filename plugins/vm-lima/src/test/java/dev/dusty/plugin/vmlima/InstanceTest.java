package dev.dusty.plugin.vmlima;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dusty.api.UserError;
import dev.dusty.api.machine.Machine.State;
import dev.dusty.plugin.vmlima.Instance.Status;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Lima's list of VMs tells. */
class InstanceTest {

  private static Instance sample(String name) {
    return Instance.find(Samples.read(name), "dusty").orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "list-running.json, RUNNING, RUNNING, 2147483648",
    "list-stopped.json, STOPPED, STOPPED, 4294967296",
    "list-killed.json, BROKEN, STOPPED, 2147483648",
    "list-unreadable.json, BROKEN, STOPPED, 0",
    "list-all-old.json, STOPPED, STOPPED, 4294967296"
  })
  void theStatusAndTheMemoryAreThoseOfTheVmOfThatName(
      String file, Status status, State state, long memory) {
    Instance instance = sample(file);
    assertThat(instance.status()).isEqualTo(status);
    assertThat(instance.state()).isEqualTo(state);
    assertThat(instance.memory()).isEqualTo(memory);
  }

  @Test
  void whatLimaFindsWrongIsKept() {
    assertThat(sample("list-killed.json").errors())
        .isEqualTo(List.of("qemu driver is running but host agent is not"));
    assertThat(sample("list-running.json").errors()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "[]"})
  void noOutputMeansThatThereIsNone(String output) {
    assertThat(Instance.find(output, "dusty")).isEmpty();
  }

  @Test
  void theVmOfAnotherNameIsAnother() {
    assertThat(Instance.find(Samples.read("list-running.json"), "dust")).isEmpty();
  }

  @Test
  void whatIsNoJsonIsReported() {
    assertThatThrownBy(() -> Instance.find("NAME STATUS\ndusty Running\n", "dusty"))
        .isInstanceOf(UserError.class)
        .hasMessage("what 'limactl list --json' says cannot be read");
  }
}
