package dev.dusty.distribution.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dusty.distribution.bed.GitRemotes;
import dev.dusty.distribution.bed.Shell;
import dev.dusty.distribution.bed.Specs;
import dev.dusty.distribution.bed.Trial;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The configuration, with the keys of the plugins that are installed. */
class ConfigIT {

  private static final GitRemotes REMOTES = new GitRemotes();
  private static Trial trial;

  @BeforeAll
  static void setUp() {
    Specs specs = new Specs(REMOTES.create("specs")).bundle("all").commit();
    trial = Trial.withoutEngine().setUp(specs.remote().fileUrl());
  }

  @AfterAll
  static void close() {
    try (REMOTES) {
      trial.close();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "local_address | localhost | give an IP address",
        "bridge_address | 1.2.3 | give an IP address, or '' for what is found out",
        "machine | cloud | give one of: boot2docker, lima, local, or '' for what is found out",
        "vm_memory_size | 2 GB | give a whole number"
      })
  void aValueOfTheWrongTypeIsRefusedWithWhatIsExpected(String key, String value, String remedy) {
    Shell before = trial.dusty("config", "get", key);
    Shell refused = trial.dusty("config", "set", key, value);
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err())
        .isEqualTo("dusty: '%s' is no value for '%s'\n%s\n".formatted(value, key, remedy));
    assertThat(trial.dusty("config", "get", key)).isEqualTo(before);
  }

  @Test
  void aValueIsSetReadAndUnset() {
    trial.dusty("config", "set", "nginx_image", "nginx:1").orFail();
    assertThat(trial.dusty("config", "get", "nginx_image").orFail().out()).isEqualTo("nginx:1\n");
    assertThat(trial.dusty("config", "listvalues").orFail().out()).contains("nginx_image: nginx:1");
    assertThat(trial.dusty("config", "unset", "nginx_image").orFail().out())
        .isEqualTo("nginx_image: nginx:stable (the default)\n");
    assertThat(trial.dusty("config", "get", "nginx_image").orFail().out())
        .isEqualTo("nginx:stable\n");
  }

  @Test
  void keysAreListedForProgramsToo() {
    assertThat(trial.dusty("config", "list", "--format", "json").orFail().out())
        .contains(
            "\"key\" : \"machine\"",
            "\"type\" : \"choice\"",
            "\"choices\" : [ \"boot2docker\", \"lima\", \"local\" ]");
    assertThat(trial.dusty("config", "list").orFail().out())
        .contains("KEY", "local_address", trial.address());
  }
}
