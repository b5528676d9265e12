package dev.dusty.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dusty.api.machine.Machine;
import dev.dusty.api.machine.Platform;
import dev.dusty.api.step.Command;
import dev.dusty.api.step.Command.Identity;
import dev.dusty.api.step.Finding;
import dev.dusty.api.step.StepContext;
import dev.dusty.testkit.FakeContext;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MachineOfStepsTest {

  @TempDir Path folder;

  static Stream<Method> everythingThatAMachineCanBeAsked() {
    return Arrays.stream(Machine.class.getMethods());
  }

  @ParameterizedTest
  @MethodSource("everythingThatAMachineCanBeAsked")
  void theMachineIsAskedTheSameInItsOwnContext(Method method) throws Exception {
    StepContext own = new FakeContext(folder.resolve("own"));
    StepContext caller = new FakeContext(folder.resolve("caller"));
    Map<Class<?>, Object> arguments =
        Map.of(
            StepContext.class,
            caller,
            String.class,
            "/persist",
            Path.class,
            folder,
            Platform.class,
            Platform.MACOS,
            Command.class,
            Command.of(Identity.ROOT, Duration.ofSeconds(1), "true"),
            Finding.class,
            Finding.fine("a", "b"));
    List<Object> given = new ArrayList<>();
    for (Class<?> type : method.getParameterTypes()) {
      given.add(Objects.requireNonNull(arguments.get(type)));
    }
    List<Object> asked = new ArrayList<>();
    Machine machine =
        (Machine)
            Proxy.newProxyInstance(
                Machine.class.getClassLoader(),
                new Class<?>[] {Machine.class},
                (proxy, called, values) -> {
                  asked.add(called);
                  asked.addAll(values == null ? List.of() : Arrays.asList(values));
                  return called.getReturnType() == boolean.class ? Boolean.TRUE : null;
                });
    method.invoke(new MachineOfSteps(machine, own), given.toArray());
    List<Object> expected = new ArrayList<>(List.of(method));
    given.forEach(argument -> expected.add(argument.equals(caller) ? own : argument));
    assertThat(asked).isEqualTo(expected);
  }
}
