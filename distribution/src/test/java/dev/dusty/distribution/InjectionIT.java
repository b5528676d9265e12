package dev.dusty.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dusty.distribution.bed.Shell;
import dev.dusty.testkit.SpecSet;
import dev.dusty.testkit.SpecSets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever strings specs hold, the files that they end in stay what they are. */
class InjectionIT {

  @Provide
  Arbitrary<SpecSet> specs() {
    return SpecSets.any();
  }

  @Property(tries = 50, seed = "20261123")
  void everyCommandFileIsAScriptToEveryShell(@ForAll("specs") SpecSet specs) throws IOException {
    Path folder = Files.createTempDirectory("dusty-sh");
    try {
      List<String> scripts = new ArrayList<>();
      for (Map.Entry<String, String> file : Environment.of(specs).files().entrySet()) {
        if (file.getKey().endsWith(".sh")) {
          Path script = folder.resolve(scripts.size() + ".sh");
          Files.writeString(script, file.getValue());
          scripts.add(script.getFileName().toString());
        }
      }
      for (String script : scripts) {
        for (List<String> shell :
            List.of(List.of("dash"), List.of("bash"), List.of("busybox", "sh"))) {
          List<String> argv = new ArrayList<>(shell);
          argv.addAll(List.of("-n", script));
          Shell checked = Shell.run(folder, argv.toArray(String[]::new));
          assertThat(checked)
              .as(argv + " of\n" + Files.readString(folder.resolve(script)))
              .isEqualTo(new Shell(0, "", ""));
        }
      }
    } finally {
      Shell.run(Path.of("/"), "rm", "-rf", folder.toString());
    }
  }
}
