package dev.dusty.plugin.vmlima;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dusty.api.UserError;
import dev.dusty.api.step.Command;
import dev.dusty.plugin.vmssh.SshEndpoint;
import dev.dusty.testkit.FakeContext;
import dev.dusty.testkit.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How Lima's own configuration of ssh is read. */
class LimaSshTest {

  @TempDir Path folder;

  private final Processes processes = Processes.real();

  private SshEndpoint endpoint(String config) throws IOException {
    Files.writeString(folder.resolve("ssh.config"), config);
    return endpoint();
  }

  private SshEndpoint endpoint() throws IOException {
    return LimaSsh.endpoint(new FakeContext(folder).with(processes), folder, "dusty");
  }

  @Test
  void whereAndAsWhomIsWhatLimaSays() throws IOException {
    SshEndpoint endpoint = endpoint(Samples.read("ssh.config"));
    assertThat(endpoint.host()).isEqualTo("127.0.0.1");
    assertThat(endpoint.port()).isEqualTo(60906);
    assertThat(endpoint.user()).isEqualTo("ann");
    assertThat(endpoint.key()).isEqualTo(Path.of("/Users/ann/.lima/_config/user"));
  }

  @Test
  void ofSeveralKeysLimasOwnIsTaken() throws IOException {
    String config =
        Samples.read("ssh.config")
            .replace(
                "  StrictHostKeyChecking no\n",
                "  IdentityFile \"/Users/ann/.ssh/id_ed25519\"\n  StrictHostKeyChecking no\n");
    assertThat(endpoint(config).key()).isEqualTo(Path.of("/Users/ann/.lima/_config/user"));
  }

  private String identity() throws IOException {
    return endpoint(Samples.read("ssh.config")).identity();
  }

  /** Does to the folder what Lima does at a time when it makes a VM. */
  private void makeVm(String time) throws IOException {
    Path version = Files.writeString(folder.resolve("lima-version"), "2.0.3");
    Files.setLastModifiedTime(version, FileTime.from(Instant.parse(time)));
  }

  @Test
  void theNameOfTheHostKeyStaysWhileTheVmIsStartedAndStopped() throws IOException {
    makeVm("2026-01-02T03:04:05Z");
    String first = identity();
    assertThat(first).startsWith("lima-dusty-");
    Files.writeString(folder.resolve("ha.pid"), "1\n");
    // As if Lima had made its last file in there at another time.
    Files.setLastModifiedTime(folder, FileTime.from(Instant.parse("2026-01-03T00:00:00Z")));
    assertThat(identity()).isEqualTo(first);
    Files.delete(folder.resolve("ha.pid"));
    assertThat(identity()).isEqualTo(first);
  }

  @Test
  void theNameOfTheHostKeyIsAnotherWhereTheVmWasMadeAnew() throws IOException {
    makeVm("2026-01-02T03:04:05Z");
    String first = identity();
    Files.delete(folder.resolve("lima-version"));
    makeVm("2026-01-02T03:04:06Z");
    assertThat(identity()).startsWith("lima-dusty-").isNotEqualTo(first);
  }

  @Test
  void withAnOldLimaTheNameOfTheHostKeyStays() throws IOException {
    assertThat(identity()).isEqualTo("lima-dusty");
  }

  @Test
  void itIsReadAsTheUserAndNotBeyondASizeThatLimaNeverWrites() throws IOException {
    SshEndpoint endpoint = endpoint(Samples.read("ssh.config") + " ".repeat(1 << 20) + "\n");
    assertThat(endpoint.port()).isEqualTo(60906);
    assertThat(processes.commands())
        .extracting(Command::identity)
        .containsExactly(Command.Identity.USER);
    assertThat(processes.argumentVectors().get(0)).startsWith("head", "-c");
  }

  @Test
  void whatNeverEndsIsNotWaitedFor() {
    Processes slow =
        Processes.answering(
            command -> {
              throw new UserError("time-limit", "'head' was ended", "");
            });
    assertThatThrownBy(() -> LimaSsh.endpoint(new FakeContext(folder).with(slow), folder, "dusty"))
        .asInstanceOf(InstanceOfAssertFactories.type(UserError.class))
        .satisfies(e -> assertThat(e.code()).isEqualTo("lima-ssh"));
  }

  @Test
  void whatCannotBeReadIsToldAsSuch() throws IOException {
    Files.createDirectory(folder.resolve("ssh.config"));
    assertThatThrownBy(this::endpoint)
        .asInstanceOf(InstanceOfAssertFactories.type(UserError.class))
        .satisfies(e -> assertThat(e.code()).isEqualTo("lima-ssh"));
  }

  @Test
  void aVmThatWasNeverStartedIsToldAsSuch() {
    assertThatThrownBy(this::endpoint)
        .asInstanceOf(InstanceOfAssertFactories.type(UserError.class))
        .satisfies(e -> assertThat(e.code()).isEqualTo("lima-not-started"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Host lima-dusty\n",
        "  User a b\n  Port 0\n",
        "  Hostname 127.0.0.1\n  Port 22\n  User ann\n  IdentityFile \"/x\\y\"\n"
      })
  void whatDoesNotSayHowItIsReachedIsReported(String config) {
    assertThatThrownBy(() -> endpoint(config))
        .asInstanceOf(InstanceOfAssertFactories.type(UserError.class))
        .satisfies(e -> assertThat(e.code()).isEqualTo("lima-ssh"));
  }
}
