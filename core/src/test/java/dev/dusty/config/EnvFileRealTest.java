package dev.dusty.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dusty.api.step.Command;
import dev.dusty.api.step.Command.Identity;
import dev.dusty.api.step.ProcessRunner.Result;
import dev.dusty.testkit.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files are read as Docker Compose reads them. */
class EnvFileRealTest {

  /** Files that Compose reads; all in one Compose file, as each start of it takes a while. */
  private static final List<String> FILES =
      List.of(
          "A=1\nB=\nC=\n\nD= d \nE=a b  c  \n",
          "A= #b\nB=a#b\nC=a #b\nD=a\t#b\nE=#b\nF='a' # b\nG=\"a\" # b\n#H=1\n  # I=1\n",
          "export A=1\nexport   B = 2 \nexport\nC=3\nD: 4\nE:5\n  f=6\n",
          "A-B=1\nA.C=2\nA[0]=3\n1A=4\n\u00e9=5\n",
          "A=\"a\\tb\"\nB=\"a\\qb\"\nC=\"\\0123\"\nD=\"\\0377\"\nE=\"\\012\"\nF=\"\\0\"\nG=\"\\c\"\n",
          "A=\"\\x41\\u00e9\"\nB=\"\\a\\b\\f\\n\\r\\v\"\nC=\"\\\\n\"\nD=\"\\\\\\\\\"\nE=\"\\0400\"\n",
          "A=a\\tb\nB=it's\nC=a\\\"b\nD=\\\\n\nE=a\"b\"c\n",
          "A='a\\tb'\nB='it\\'s'\nC='a\nb'\nD='$X ${Y}'\nE='\\\\'\n",
          "A=\"a\nb\n\"\nB=\"say \\\"hi\\\"\"\nC=\"it's\"\nD=\"x\"y=3\nE=\"1\" F=2\n",
          "A=1\nB=$A\nC=${A}x\nD=\"$A\"\nE=$$A\nF=\"\\$A\"\nG=\\$A\nH=\"\\\\$A\"\nI=$A$A\n",
          "A=\nB=b\nC=${N:-d}\nD=${N-d}\nE=${A:-d}\nF=${A-d}\nG=${B:+r}\nH=${N+r}\nI=${A:+r}\n",
          "B=b\nA=${N:-${B}z}\nC=${N:-${M:-$B}}\nD=${N:-}\nE=\"${N:-a b}\"\nF=${B:?no}\nG=${A+r}\n",
          "A=$5\nB=a$\nC=$ x\nD=\"$.\"\nE=$-\nF=100$\n",
          "A=1\r\nB=\"x\r\ny\"\r\nC='z'\r\nD=\r\n",
          "\ufeffA=1\n",
          "A=1\nA=2\nB=$A\n",
          "A=1",
          "A=\u2603 \"x\"\n",
          "JSON={\"a\": [1, 2]}\nURL=http://u:p@h:80/?a=b&c=d\nK=a=b\n");

  @TempDir Path folder;

  @BeforeAll
  static void requireCompose() throws IOException {
    boolean there = compose(Path.of("/"), "version").succeeded();
    if (System.getenv("DUSTY_REQUIRE_PARTS") != null) {
      assertTrue(there, "docker compose");
    }
    assumeTrue(there, "docker compose is not there");
  }

  private static Result compose(Path folder, String... arguments) throws IOException {
    String[] argv = new String[arguments.length + 2];
    argv[0] = "docker";
    argv[1] = "compose";
    System.arraycopy(arguments, 0, argv, 2, arguments.length);
    return Processes.real().run(Command.of(Identity.USER, Duration.ofMinutes(1), argv).in(folder));
  }

  @Test
  void everyFileSetsTheSameVariablesAsInCompose() throws IOException {
    StringBuilder yaml = new StringBuilder("services:\n");
    for (int i = 0; i < FILES.size(); i++) {
      Files.writeString(folder.resolve("f" + i), FILES.get(i));
      yaml.append("  s%1$d: {image: x, env_file: f%1$d}\n".formatted(i));
    }
    Files.writeString(folder.resolve("compose.yml"), yaml);
    Result config = compose(folder, "-f", "compose.yml", "config", "--format", "json");
    assertThat(config.exitCode()).as(config.errors()).isZero();
    JsonNode services = new ObjectMapper().readTree(config.output()).path("services");
    for (int i = 0; i < FILES.size(); i++) {
      Map<String, String> expected = new TreeMap<>();
      for (Map.Entry<String, JsonNode> entry :
          services.path("s" + i).path("environment").properties()) {
        // What it prints is a Compose file again.
        expected.put(entry.getKey(), entry.getValue().asText().replace("$$", "$"));
      }
      assertThat(EnvFile.parse("f", FILES.get(i))).as(FILES.get(i)).isEqualTo(expected);
    }
  }
}
