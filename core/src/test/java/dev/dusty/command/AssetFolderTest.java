package dev.dusty.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dusty.api.Settings;
import dev.dusty.api.UserError;
import dev.dusty.api.compile.Site;
import dev.dusty.api.step.Command;
import dev.dusty.api.step.StepContext;
import dev.dusty.config.Paths;
import dev.dusty.plugin.LoadedStep;
import dev.dusty.run.FolderMachine;
import dev.dusty.run.Surroundings;
import dev.dusty.run.Uncancelled;
import dev.dusty.testkit.Processes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a machine whose files are not this computer's, as those of a VM. */
class AssetFolderTest {

  @TempDir Path home;
  private Optional<AssetFolder> opened = Optional.empty();

  /** What it is told to do with its files is done with those of a folder. */
  private static final class Remote extends FolderMachine {
    private final Path root;

    Remote(Path root) {
      super(root);
      this.root = root;
    }

    private Path at(String remote) {
      return root.resolve(remote.substring(1));
    }

    @Override
    public Optional<Path> local(String remote) {
      return Optional.empty();
    }

    @Override
    public Command onMachine(StepContext context, Command command) {
      List<String> argv =
          command.argv().stream()
              .map(word -> word.startsWith("/") ? at(word).toString() : word)
              .toList();
      return new Command(
          argv,
          command.identity(),
          command.environment(),
          command.folder(),
          command.input(),
          command.limit());
    }

    @Override
    public void copyTo(StepContext context, Path local, String remote) throws IOException {
      Files.copy(local, at(remote), StandardCopyOption.COPY_ATTRIBUTES);
    }

    @Override
    public void copyFrom(StepContext context, String remote, Path local) {
      throw new AssertionError("nothing of the machine's becomes a file here");
    }
  }

  @BeforeEach
  void folder() throws IOException {
    Paths paths = Paths.of(Map.of(Paths.HOME, home.toString()));
    Files.createDirectories(paths.state());
    Remote machine = new Remote(home.resolve("vm"));
    TestCaller caller = TestCaller.of(TestDusty.self(TestDusty.in(home)), home);
    Surroundings surroundings =
        new Surroundings(
            paths,
            caller.user(),
            Settings.DEFAULTS,
            new LoadedStep<>("tests", machine),
            Processes.real(),
            new PlainProgress(caller.console()),
            Uncancelled.FOREVER);
    machine.start(surroundings.ofMachine());
    opened = Optional.of(new AssetFolder(surroundings, Site.at("127.0.0.1", "172.17.0.1")));
  }

  private AssetFolder assets() {
    return opened.orElseThrow();
  }

  private Path onMachine() {
    return home.resolve("vm/persist/dusty_assets");
  }

  private void set(String asset, byte[] content) throws IOException {
    GivenFile given =
        new GivenFile(
            Optional.of(PosixFilePermissions.fromString("r--r-----")),
            new ByteArrayInputStream(content));
    try (AssetFolder.Arriving arriving = assets().take(given)) {
      arriving.become(asset);
    }
  }

  private byte[] read(String asset) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assets().read(asset, out);
    return out.toByteArray();
  }

  @Test
  void anAssetGoesThereAndBackWithItsMode() throws IOException {
    byte[] content = {0, -1, 10, 13};
    set("it's a key", content);
    assertThat(assets().names()).containsExactly("it's a key");
    assertThat(read("it's a key")).isEqualTo(content);
    Path file = onMachine().resolve("it%27s%20a%20key");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("r--r-----");
    assertThat(home.resolve("state").toFile().list()).containsExactly("steps");
  }

  @Test
  void anAssetIsReplacedAndRemoved() throws IOException {
    set("key", new byte[] {1});
    set("key", new byte[] {2});
    assertThat(read("key")).containsExactly(2);
    assertThat(onMachine().toFile().list()).containsExactly("key");
    assets().remove("key");
    assets().remove("key");
    assertThat(assets().names()).isEmpty();
  }

  @Test
  void whatIsNoAssetIsLeftOut() throws IOException {
    Files.createDirectory(onMachine().resolve("folder"));
    Files.writeString(onMachine().resolve(".new-1"), "");
    Files.writeString(onMachine().resolve("a b"), "");
    assertThat(assets().names()).isEmpty();
  }

  @Test
  void aFolderInItsPlaceIsToldAndStaysAsItIs() throws IOException {
    Path folder = Files.createDirectory(onMachine().resolve("key"));
    assertThatThrownBy(() -> set("key", new byte[0])).hasMessageEndingWith("key is a folder");
    assertThat(folder).isEmptyDirectory();
    assertThat(onMachine().toFile().list()).containsExactly("key");
  }

  @Test
  void aMachineThatFailsIsTold() throws IOException {
    Files.delete(onMachine());
    assertThatThrownBy(() -> assets().names())
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("'ls' on machine 'folder': ");
    assertThatThrownBy(() -> set("key", new byte[0])).isInstanceOf(UserError.class);
    assertThat(home.resolve("state").toFile().list()).containsExactly("steps");
  }
}
