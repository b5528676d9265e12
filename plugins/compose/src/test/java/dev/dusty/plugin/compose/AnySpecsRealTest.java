package dev.dusty.plugin.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dusty.api.compile.CompileInput;
import dev.dusty.testkit.CompileInputs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.LifecycleContext;
import net.jqwik.api.lifecycle.SkipExecutionHook;

/** The output for any specs, read by the programs that it is for. */
@Tag("real")
@AddLifecycleHook(AnySpecsRealTest.NeedsPrograms.class)
class AnySpecsRealTest {

  /** What JUnit's assumptions are to a test, to a property. */
  static final class NeedsPrograms implements SkipExecutionHook {
    @Override
    public SkipResult shouldBeSkipped(LifecycleContext context) {
      return RealParts.missing("docker", "compose", "version")
          .map(SkipResult::skip)
          .orElseGet(SkipResult::doNotSkip);
    }
  }

  @Provide
  Arbitrary<CompileInput> inputs() {
    return CompileInputs.any();
  }

  @Property(tries = 50, shrinking = ShrinkingMode.OFF)
  void composeAcceptsTheFile(@ForAll("inputs") CompileInput input) throws IOException {
    Path file = Files.createTempFile("dusty", ".yml");
    Files.writeString(file, new Compiled(new ComposeCompileStep().compile(input)).composeText());
    RealParts.Result result =
        RealParts.run(
            Path.of("."),
            List.of("docker", "compose", "-p", "dusty", "-f", file.toString(), "config", "-q"));
    assertThat(result.status()).as(result.err()).isZero();
    Files.delete(file);
  }
}
