package dev.dusty.plugin.compose;

import dev.dusty.api.run.RunStep;
import dev.dusty.testkit.FakeContext;
import dev.dusty.testkit.RunStepContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

class ComposeRunStepContractRealTest extends RunStepContract {

  private final PrivateEngine engine = PrivateEngine.get();

  @Override
  protected RunStep step() {
    return new ComposeRunStep();
  }

  @Override
  protected FakeContext situation(Path empty) throws IOException {
    return new Place(empty, engine, "docker compose")
        .context(
            new Given()
                .app(Given.app("web").image(PrivateEngine.IMAGE).always("exec sleep 1000"))
                .service("db", Given.map("image", PrivateEngine.IMAGE, "command", "sleep 1000")));
  }

  @Override
  protected Object state(FakeContext context) throws IOException {
    Path file = context.files().state().resolve("docker-compose.yml");
    return List.of(
        engine.docker("ps", "-a", "--no-trunc", "--format", "{{.Names}} {{.ID}} {{.State}}"),
        engine.docker("network", "ls", "--format", "{{.Name}}"),
        Files.exists(file) ? Files.readString(file) : "no file");
  }

  @AfterEach
  void clear() throws IOException {
    engine.clear();
  }
}
