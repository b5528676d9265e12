package dev.dusty.plugin.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The diffs, as patch(1) reads them. */
class TextDiffRealTest {

  private static final String[] TEXTS = {
    "",
    "1",
    "1\n",
    "1\n2\n3\n4\n5\n6\n7\n8\n9\n",
    "1\n2\n3\n4\nx\n6\n7\n8\n9\n",
    "1\n2\n8\n9\n",
    "0\n1\n2\n3\n4\n5\n6\n7\n8\n9\n10",
  };

  @Test
  void patchMakesTheNewTextOfTheOldOne(@TempDir Path folder) throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/patch")), "patch is not installed");
    for (String before : TEXTS) {
      for (String after : TEXTS) {
        if (!before.equals(after)) {
          assertThat(patched(folder, before, TextDiff.of("file", before, after)))
              .as("%s to %s", before, after)
              .isEqualTo(after);
        }
      }
    }
  }

  private static String patched(Path folder, String before, String diff)
      throws IOException, InterruptedException {
    Path file = Files.writeString(folder.resolve("file"), before);
    Path out = folder.resolve("out");
    Process patch =
        new ProcessBuilder("patch", "--fuzz=0", "-o", out.toString(), file.toString())
            .redirectInput(Files.writeString(folder.resolve("diff"), diff).toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("said").toFile())
            .start();
    assertThat(patch.waitFor()).as("%s%n%s", diff, folder.resolve("said")).isZero();
    return Files.exists(out) ? Files.readString(out) : "";
  }
}
