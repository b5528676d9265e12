package dev.dusty.plugin.nfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code mounts.sh} answers, by the shells of this computer. */
class MountsScriptTest {

  private static final String BUSYBOX = "busybox sh";

  @TempDir Path folder;

  private ScriptHost host(String shell) throws IOException {
    List<String> argv = List.of(shell.split(" ", -1));
    boolean isRequired =
        System.getenv("CI") != null || System.getenv("DUSTY_REQUIRE_PARTS") != null;
    Assumptions.assumeTrue(
        isRequired || Files.isExecutable(Path.of("/bin", argv.get(0))), "it is not there");
    return new ScriptHost(folder, argv);
  }

  private static String step(int times, String path, String source) {
    return times + "\t" + path + "\t" + source + "\n";
  }

  @ParameterizedTest
  @ValueSource(strings = {"sh", BUSYBOX})
  void itSaysWhatIsMountedAndWhichOfThePathsAnswer(String shell) throws IOException {
    ScriptHost host = host(shell);
    String odd = host.path("a b");
    host.mounted("10.0.0.1:/cart", host.path("cart"));
    host.mounted("10.0.0.1:/a\\040b", odd.replace(" ", "\\040"));
    host.held("361 36 0:48 / /app rw - nfs 10.0.0.1:/old rw,vers=3");
    List<String> answers =
        host.run(
            host.path("cart") + "\n" + host.path("not mounted") + "\n" + odd + "\n", "look", "5");
    assertThat(answers)
        .containsExactly(
            "mount\t10.0.0.1:/cart\t" + host.path("cart"),
            "mount\t10.0.0.1:/a\\040b\t" + odd.replace(" ", "\\040"),
            "use\t361 36 0:48 / /app rw - nfs 10.0.0.1:/old rw,vers=3",
            "alive\t" + host.path("cart"),
            "alive\t" + host.path("not mounted"),
            "alive\t" + odd);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sh", BUSYBOX})
  void aPathThatDoesNotAnswerDoesNotHideTheOthers(String shell) throws IOException {
    ScriptHost host = host(shell);
    host.mounted("10.0.0.1:/a", host.path("a"));
    host.mounted("10.0.0.1:/b", host.path("dead"));
    assertThat(host.run(host.path("a") + "\n" + host.path("dead") + "\n", "settled", "5"))
        .contains("alive\t" + host.path("a"))
        .doesNotContain("alive\t" + host.path("dead"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sh", BUSYBOX})
  void aMountIsReplacedWithAllThatLieThere(String shell) throws IOException {
    ScriptHost host = host(shell);
    String path = host.path("cart");
    host.mounted("10.0.0.1:/old", path);
    host.mounted("10.0.0.1:/older", path);
    host.mounted("10.0.0.1:/gone", host.path("gone"));
    assertThat(
            host.run(
                step(2, path, "10.0.0.1:/new") + step(1, host.path("gone"), ""),
                "change",
                "tcp",
                "30"))
        .containsExactly("mounted\t" + path);
    assertThat(host.mounts()).containsExactly("10.0.0.1:/new " + path);
    assertThat(host.waited()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sh", BUSYBOX})
  void aServerThatIsJustStartingIsWaitedFor(String shell) throws IOException {
    ScriptHost host = host(shell);
    assertThat(host.run(step(0, host.path("a"), "10.0.0.1:/late"), "change", "tcp", "30"))
        .containsExactly("mounted\t" + host.path("a"));
    assertThat(host.waited()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sh", BUSYBOX})
  void whatMountSaysIsOneLine(String shell) throws IOException {
    ScriptHost host = host(shell);
    assertThat(host.run(step(0, host.path("a"), "10.0.0.1:/late"), "change", "tcp", "0"))
        .containsExactly("failed\t" + host.path("a") + "\tmount.nfs: Connection refused");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sh", BUSYBOX})
  void aSilentServerIsAskedForAsLongAsThePatienceLastsHoweverManyReposThereAre(String shell)
      throws IOException {
    ScriptHost host = host(shell);
    StringBuilder steps = new StringBuilder();
    List<String> failed = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      String path = host.path("r" + i);
      host.mounted("10.0.0.1:/old", path);
      steps.append(step(1, path, "10.0.0.1:/silent"));
      failed.add("failed\t" + path + "\tmount did not end: timed out");
    }
    assertThat(host.run(steps.toString(), "change", "tcp", "30")).containsExactlyElementsOf(failed);
    assertThat(host.mounts()).isEmpty();
    assertThat(host.waited()).isBetween(30, 110);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sh", BUSYBOX})
  void aServerThatRefusesOneFolderIsStillAskedForTheOthers(String shell) throws IOException {
    ScriptHost host = host(shell);
    assertThat(
            host.run(
                step(0, host.path("a"), "10.0.0.1:/denied")
                    + step(0, host.path("b"), "10.0.0.1:/denied")
                    + step(0, host.path("c"), "10.0.0.1:/c"),
                "change",
                "tcp",
                "5"))
        .containsExactly(
            "failed\t" + host.path("a") + "\tmount.nfs: access denied by server",
            "failed\t" + host.path("b") + "\tmount.nfs: access denied by server",
            "mounted\t" + host.path("c"));
    assertThat(host.waited()).isEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sh", BUSYBOX})
  void whatTheHostCannotDoIsNotTriedAgain(String shell) throws IOException {
    ScriptHost host = host(shell);
    String said = "\tmount: unknown filesystem type 'nfs'";
    assertThat(
            host.run(
                step(0, host.path("a"), "10.0.0.1:/odd") + step(0, host.path("b"), "10.0.0.1:/b"),
                "change",
                "tcp",
                "30"))
        .containsExactly(
            "impossible\t" + host.path("a") + said, "impossible\t" + host.path("b") + said);
    assertThat(host.waited()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sh", BUSYBOX})
  void aFolderThatIsMountedForAMomentIsFreeAgain(String shell) throws IOException {
    ScriptHost host = host(shell);
    List<String> answers = host.run("", "probe", "tcp", "10.0.0.1:/a", "");
    assertThat(answers).singleElement().asString().startsWith("mounted\t/tmp/dusty-probe.");
    assertThat(host.mounts()).isEmpty();
    assertThat(host.run("", "probe", "tcp", "10.0.0.1:/denied", ""))
        .singleElement()
        .asString()
        .endsWith("\tmount.nfs: access denied by server");
  }
}
