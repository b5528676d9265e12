package dev.dusty.plugin.hosts;

import static dev.dusty.plugin.hosts.Hosts.SECTION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dusty.api.UserError;
import dev.dusty.api.run.Undo;
import dev.dusty.api.step.Finding;
import dev.dusty.testkit.FakeContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hosts file that is a mount point of its own, as in a container. */
class MountedHostsRealTest {

  private final HostsRunStep step = new HostsRunStep();

  @TempDir Path temporary;
  private Path source;
  private FakeContext context;

  @BeforeEach
  void mountAFileOnAFile() throws Exception {
    assumeTrue(System.getProperty("user.name").equals("root"), "mounting needs root");
    // A space, as the kernel's list of mounts writes it in another way.
    Path folder = Files.createDirectory(temporary.resolve("a folder"));
    source = Files.writeString(folder.resolve("source"), "a\n" + "10.9.9.9 long.test\n".repeat(30));
    context = Hosts.context(folder, "hidden\n");
    assumeTrue(run("mount", "--bind", source.toString(), hosts()) == 0, "mount does not work here");
  }

  @AfterEach
  void unmount() throws Exception {
    if (context != null) {
      run("umount", hosts());
    }
  }

  private String hosts() {
    return context.files().hosts().toString();
  }

  private static int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }

  @Test
  void itIsWrittenInPlace() throws IOException {
    String former = Files.readString(source);
    Undo undo = step.apply(context);
    assertThat(source).hasContent(former + SECTION);
    step.undo(context, undo);
    assertThat(source).hasContent(former);
  }

  @Test
  void oneThatIsReadOnlyIsReportedAndStays() throws Exception {
    String former = Files.readString(source);
    assertThat(run("mount", "-o", "remount,bind,ro", hosts())).isZero();
    assertThatThrownBy(() -> step.apply(context))
        .isInstanceOf(UserError.class)
        .hasMessage(hosts() + " cannot be written: Read-only file system");
    assertThat(Hosts.text(context)).isEqualTo(former);
    assertThat(step.diagnose(context))
        .extracting(Finding::code)
        .containsExactly("hosts-unwritable");
  }
}
