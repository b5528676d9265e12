package dev.dusty.plugin.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dusty.api.spec.LibSpec;
import dev.dusty.api.spec.Suite;
import dev.dusty.api.test.Tested;
import dev.dusty.api.value.Value;
import dev.dusty.testkit.FakeContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What Compose is given for one run of a suite. */
class SuiteFileTest {

  @TempDir Path folder;

  private Map<?, ?> services(Given given, Given.App app, Suite suite, String... arguments) {
    FakeContext context =
        new FakeContext(folder).with(given.input()).with(new Tested.App(app.active()));
    String text = new SuiteFile(context, "the/image:1", suite, List.of(arguments)).text();
    Map<?, ?> file = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(text);
    return (Map<?, ?>) Optional.ofNullable(file.get("services")).orElseThrow();
  }

  private static Suite suite(List<String> services, Object... compose) {
    return new Suite("unit", "", List.of("run $A"), "", services, Given.map(compose));
  }

  private static Object key(Map<?, ?> services, String service, String key) {
    Map<?, ?> keys = (Map<?, ?>) Optional.ofNullable(services.get(service)).orElse(Map.of());
    return Optional.ofNullable(keys.get(key)).orElse("none");
  }

  @Test
  void aSuiteWithoutServicesHasOneContainerOnDockersBridge() {
    LibSpec kit = Given.libSpec("kit");
    Map<?, ?> services =
        services(
            new Given(),
            Given.app("web").repo("/org/web", "/web").uses(kit),
            suite(List.of()),
            "a$b");
    assertThat(services.keySet()).hasToString("[_suite]");
    assertThat(key(services, "_suite", "image")).isEqualTo("the/image:1");
    assertThat(key(services, "_suite", "network_mode")).isEqualTo("bridge");
    assertThat(key(services, "_suite", "volumes"))
        .hasToString(
            "[/persist/dusty_assets:/dusty_assets, /dusty_repos/localhost/org/web:/web,"
                + " /dusty_repos/localhost/repos/kit:/kit]");
    List<?> command = (List<?>) key(services, "_suite", "command");
    assertThat(command).hasSize(5);
    assertThat(command.get(2).toString()).contains("run $$A \"$$@\"");
    assertThat(command.get(3)).isEqualTo("/command_files/test/dusty_command_file_web_test_unit.sh");
    assertThat(command.get(4)).isEqualTo("a$$b");
  }

  @Test
  void servicesAndTheSuiteAreGuestsOfOneThatOwnsTheNetwork() {
    Given given =
        new Given()
            .service(
                "db",
                Given.map(
                    "image",
                    "db:1",
                    "ports",
                    Given.list("80:80"),
                    "restart",
                    "always",
                    "net",
                    "host"))
            .service("idle", Given.map("image", "idle:1"));
    Map<?, ?> services =
        services(
            given,
            Given.app("web"),
            suite(List.of("db"), "hostname", "here", "ports", Given.list("127.0.0.1:9:9")));
    assertThat(services.keySet()).hasToString("[_network, db, _suite]");
    assertThat(key(services, "db", "network_mode")).isEqualTo("service:_network");
    assertThat(key(services, "db", "ports")).isEqualTo("none");
    assertThat(key(services, "db", "restart")).isEqualTo("always");
    assertThat(key(services, "_suite", "network_mode")).isEqualTo("service:_network");
    assertThat(key(services, "_suite", "hostname")).isEqualTo("none");
    assertThat(key(services, "_network", "hostname")).isEqualTo("here");
    assertThat(key(services, "_network", "ports")).hasToString("[127.0.0.1:9:9]");
    assertThat(key(services, "_network", "extra_hosts")).hasToString("[db:127.0.0.1]");
  }

  @Test
  void theUsersOverridesAreForServicesToo() {
    Given given =
        new Given()
            .service("db", Given.map("image", "db:1", "environment", Given.map("A", "1")))
            .override("db", "A", "2");
    assertThat(key(services(given, Given.app("web"), suite(List.of("db"))), "db", "environment"))
        .hasToString("{A=2}");
  }

  @Test
  void aSuiteOfAnAppThatRunsAsTheOwnerDoesSoToo() {
    Given given = new Given().setting("run_as_owner", "web");
    assertThat(key(services(given, Given.app("web"), suite(List.of())), "_suite", "user"))
        .isEqualTo("1000:1000");
    assertThat(key(services(given, Given.app("api"), suite(List.of())), "_suite", "user"))
        .isEqualTo("root");
  }

  @Test
  void whatWouldKeepASuiteFromEndingHasNoEffect() {
    Map<?, ?> services =
        services(
            new Given(),
            Given.app("web"),
            suite(
                List.of(),
                "restart",
                "always",
                "tty",
                Given.plain("true"),
                "mem_limit",
                "1g",
                "deploy",
                Given.map("replicas", Value.number(3))));
    assertThat(key(services, "_suite", "restart")).isEqualTo("none");
    assertThat(key(services, "_suite", "tty")).isEqualTo("none");
    assertThat(key(services, "_suite", "deploy")).isEqualTo("none");
    assertThat(key(services, "_suite", "mem_limit")).isEqualTo("1g");
  }
}
