package dev.dusty.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dusty.api.compile.Artifact;
import dev.dusty.api.compile.Artifact.Place;
import dev.dusty.api.compile.Site;
import dev.dusty.testkit.FakeContext;
import dev.dusty.testkit.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The step on a machine whose files are reached by commands alone, as those of a VM. */
class MachineFilesTest extends FilesStepTest {

  private final Processes processes = Processes.real();

  /** Its folders are those of this computer, and only its commands know that. */
  private static final class Remote extends FolderMachine {
    Remote(Path folder) {
      super(folder);
    }

    @Override
    public Optional<Path> local(String remote) {
      return Optional.empty();
    }
  }

  @Override
  FakeContext on(Path folder) {
    Path root = folder.resolve("machine");
    Site site =
        new Site(
            "127.0.0.1",
            "172.17.0.1",
            root + "/dusty_repos",
            root + "/command_files",
            root + "/persist/dusty_assets",
            root + "/cp",
            root + "/persist");
    return new FakeContext(folder)
        .with(new Remote(root))
        .with(FakeContext.empty(site))
        .with(processes);
  }

  @Test
  void anyTextArrivesAsItIsAndNeedsNoSecondRun() throws IOException {
    String text = "it's \"$HOME\" `id` \\\n\r\n\ttab \u00fc %s\n\n";
    FakeContext context =
        on(home)
            .withArtifacts(
                List.of(
                    script("odd $name/it's.sh", text),
                    script("unended", "no newline"),
                    script("empty", ""),
                    script("long", "0123456789abcdef\n".repeat(40_000))));
    FilesStep step = new FilesStep(home.resolve("files"));
    step.apply(context);
    Path folder = home.resolve("machine/command_files");
    assertThat(Files.readString(folder.resolve("odd $name/it's.sh"))).isEqualTo(text);
    assertThat(folder.resolve("unended")).hasContent("no newline");
    assertThat(folder.resolve("empty")).isEmptyFile();
    assertThat(folder.resolve("long")).hasSize(17 * 40_000);
    assertThat(step.plan(context)).isEmpty();
  }

  @Test
  void manyFilesTakeACommandToReadAndOneToWrite() throws IOException {
    List<Artifact> many =
        IntStream.range(0, 50).mapToObj(i -> script("app" + i + "/up.sh", "run " + i)).toList();
    new FilesStep(home.resolve("files")).apply(on(home).withArtifacts(many));
    assertThat(processes.commands()).hasSize(2);
    assertThat(home.resolve("machine/command_files/app49/up.sh")).hasContent("run 49");
  }

  private static Artifact script(String path, String text) {
    return new Artifact("commands/" + path, new Place.CommandFolder(path), text);
  }
}
