package dev.dusty.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dusty.api.compile.Site;
import dev.dusty.assembly.PortAssignments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept between runs. */
class JsonTest {

  private static final Site SITE = Site.at("192.168.99.100", "fd00::1");

  @TempDir Path state;

  private static Deployment deployment() {
    TreeMap<PortAssignments.Rule, Integer> ports = new TreeMap<>();
    ports.put(new PortAssignments.Rule("web", "local.example.com", 80), 65000);
    ports.put(new PortAssignments.Rule("web", "local.example.com", 443), 65001);
    return Deployment.of(SITE, new PortAssignments(ports));
  }

  @Test
  void aDeploymentIsReadAsItWasWritten() throws IOException {
    deployment().write(state);
    Deployment read = Deployment.read(state).orElseThrow();
    assertThat(read).isEqualTo(deployment());
    assertThat(read.assignments()).isEqualTo(deployment().assignments());
  }

  @Test
  void beforeTheFirstUpThereIsNone() throws IOException {
    assertThat(Deployment.read(state)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "null",
        "[]",
        "\"text\"",
        "{\"site\": 1}",
        "{\"site\":{\"vmIp\":\"x\"}}",
        "{}"
      })
  void aDamagedFileIsLikeNone(String text) throws IOException {
    Files.writeString(state.resolve("deployment.json"), text);
    assertThat(Deployment.read(state)).isEmpty();
  }

  @Test
  void keysOfALaterReleaseArePassedOver() throws IOException {
    Path file = state.resolve("placed.json");
    Files.writeString(file, "{\"paths\":[\"/a\"],\"more\":{\"x\":1}}");
    assertThat(Json.read(file, FilesStep.Placed.class))
        .contains(new FilesStep.Placed(List.of("/a")));
  }

  @Test
  void itIsForRootAlone() throws IOException {
    deployment().write(state);
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(state.resolve("deployment.json"))))
        .isEqualTo("rw-------");
  }
}
