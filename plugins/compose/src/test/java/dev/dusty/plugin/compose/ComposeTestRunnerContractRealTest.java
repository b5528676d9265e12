package dev.dusty.plugin.compose;

import dev.dusty.api.test.TestRunner;
import dev.dusty.testkit.FakeContext;
import dev.dusty.testkit.TestRunnerContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;

class ComposeTestRunnerContractRealTest extends TestRunnerContract {

  private final PrivateEngine engine = PrivateEngine.get();

  @Override
  protected TestRunner runner() {
    return new ComposeTestRunner();
  }

  @Override
  protected FakeContext situation(Path empty) throws IOException {
    return new Place(empty, engine, "docker compose").context();
  }

  @Override
  protected String image() {
    return PrivateEngine.IMAGE;
  }

  @Override
  protected Object remains(FakeContext situation) throws IOException {
    try (Stream<Path> files = Files.list(situation.files().state())) {
      return List.of(
          engine.docker("ps", "-a", "--format", "{{.Names}}"),
          engine.docker("volume", "ls", "-q"),
          engine.docker("network", "ls", "--format", "{{.Name}}"),
          // Those that were made in one second come in any order.
          engine.docker("images", "-q", "-a").lines().sorted().toList(),
          files.toList());
    }
  }

  @AfterEach
  void clear() throws IOException {
    engine.clear();
  }
}
