package dev.dusty.plugin.nginx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dusty.api.compile.CompileInput;
import dev.dusty.testkit.CompileInputs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.BeforeContainer;

/** A real nginx accepts every config, without a warning. */
class AnyInputRealTest {

  private static Path folder = Path.of("");

  @BeforeContainer
  static void start() throws IOException {
    RealNginx.require();
    folder = Files.createTempDirectory("dusty-nginx");
  }

  @Provide
  Arbitrary<CompileInput> inputs() {
    return CompileInputs.any();
  }

  @Property(tries = 1000)
  void everyConfigIsAccepted(@ForAll("inputs") CompileInput input) {
    assertThat(RealNginx.dump(folder, RealNginx.compile(input)))
        .startsWith("0\n")
        .contains("test is successful")
        .doesNotContain("[warn]");
  }
}
