package dev.dusty.plugin.compose;

import static dev.dusty.plugin.compose.Given.app;
import static dev.dusty.plugin.compose.Given.list;
import static dev.dusty.plugin.compose.Given.map;
import static dev.dusty.plugin.compose.Given.plain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dusty.api.UserError;
import dev.dusty.api.compose.ComposeKeys;
import dev.dusty.api.value.Value;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Specs for the first Compose file format, and containers that share a network stack. */
class OldFormatTest {

  private static Map<?, ?> service(Object... keysAndValues) {
    return new Given().service("db", map(keysAndValues)).compile().service("db");
  }

  @Test
  void noOldKeyIsLeft() {
    Map<?, ?> db =
        service(
            "net",
            "host",
            "build",
            "/x",
            "dockerfile",
            "D",
            "log_driver",
            "syslog",
            "log_opt",
            map("a", "b"));
    assertThat(db.keySet().stream().map(Object::toString))
        .doesNotContainAnyElementsOf(ComposeKeys.OLD_KEYS.keySet());
  }

  @Test
  void theDockerfileBelongsToTheBuild() {
    Map<String, String> build = Map.of("context", "/x", "dockerfile", "D");
    assertThat(service("build", "/x", "dockerfile", "D").get("build")).isEqualTo(build);
    assertThat(service("dockerfile", "D", "build", "/x").get("build")).isEqualTo(build);
    assertThat(service("dockerfile", "D", "build", map("context", "/x")).get("build"))
        .isEqualTo(build);
  }

  @Test
  void theDockerfileOfAnAppGoesWithItsBuild() {
    Compiled compiled =
        new Given().app(app("web").build("/x").compose("dockerfile", "Dockerfile.dev")).compile();
    assertThat(compiled.service("web").get("build"))
        .isEqualTo(Map.of("context", "/x", "dockerfile", "Dockerfile.dev"));
  }

  @Test
  void aDockerfileWithoutABuildIsDropped() {
    assertThat(service("image", "x", "dockerfile", "D").containsKey("build")).isFalse();
  }

  @Test
  void theLogKeysBecomeLogging() {
    assertThat(
            service("log_opt", map("syslog-address", "tcp://x"), "log_driver", "syslog")
                .get("logging"))
        .isEqualTo(Map.of("driver", "syslog", "options", Map.of("syslog-address", "tcp://x")));
  }

  @Test
  void theNewKeyCountsWhereBothAreThere() {
    Map<String, String> logging = Map.of("driver", "none");
    Value.Entries written = map("driver", "none");
    assertThat(service("logging", written, "log_driver", "syslog").get("logging"))
        .isEqualTo(logging);
    assertThat(service("log_driver", "syslog", "logging", written).get("logging"))
        .isEqualTo(logging);
  }

  @Test
  void volumesFromAContainerThatIsNotOursSaysSo() {
    Compiled compiled =
        new Given()
            .service("data", map("image", "x"))
            .service(
                "db",
                map(
                    "volumes_from",
                    list("data", "data:ro", "other", "other:ro", "container:x", "dusty_data_1")))
            .compile();
    assertThat(compiled.service("db").get("volumes_from"))
        .isEqualTo(
            List.of(
                "data", "data:ro", "container:other", "container:other:ro", "container:x", "data"));
  }

  @ParameterizedTest
  @CsvSource({"cpuset, 0", "user, 1000", "restart, no", "hostname, 1e3", "domainname, on"})
  void whatComposeTakesForAStringOnlyIsOneWhateverItLooksLike(String key, String source) {
    assertThat(service(key, plain(source)).get(key)).isEqualTo(source);
  }

  @ParameterizedTest
  @CsvSource({
    "net, host, host",
    "net, none, none",
    "net, container:other, container:other",
    "net, container:web, service:web",
    "net, container:dusty_web_1, service:web",
    "network_mode, container:web, service:web",
    "network_mode, service:web, service:web",
    "network_mode, bridge, bridge"
  })
  void theNetworkIsTranslated(String key, String value, String mode) {
    Compiled compiled = new Given().app(app("web")).service("db", map(key, value)).compile();
    assertThat(compiled.service("db").get("network_mode")).isEqualTo(mode);
    assertThat(compiled.service("db").containsKey("net")).isFalse();
  }

  @Test
  void theOldBridgeIsWhereAllOthersAreNow() {
    assertThat(service("net", "bridge").containsKey("network_mode")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"container:other", "service:db", "none"})
  void whatCannotGoAlongWithASharedNetworkIsLeftOut(String mode) {
    Map<?, ?> web =
        new Given()
            .app(app("other-app").forwards("a.test", 80, 1))
            .app(
                app("web")
                    .links("db")
                    .compose(
                        "network_mode", mode,
                        "links", list("db:alias"),
                        "ports", list("1:1"),
                        "extra_hosts", list("a:1.2.3.4"),
                        "networks", list("default")))
            .service("db", map("image", "x"))
            .compile()
            .service("web");
    assertThat(web.keySet().stream().map(Object::toString))
        .doesNotContain("links", "ports", "extra_hosts", "networks");
    assertThat(web.get("depends_on")).isEqualTo(List.of("db"));
  }

  @Test
  void hostNamesGoAlongWithTheHostsNetwork() {
    Map<?, ?> web =
        new Given()
            .app(app("other").forwards("a.test", 80, 1))
            .app(app("web").compose("net", "host", "ports", list("1:1")))
            .compile()
            .service("web");
    assertThat(web.containsKey("ports")).isFalse();
    assertThat(web.get("extra_hosts")).isEqualTo(Map.of("a.test", "172.17.0.1"));
  }

  @Test
  void portsAndHostNamesOfAGuestStandWithTheOwnerOfTheNetworkAtTheEndOfTheChain() {
    Compiled compiled =
        new Given()
            .app(
                app("a")
                    .forwards("a.test", 80, 1000)
                    .compose("net", "container:b", "extra_hosts", list("own:1.2.3.4")))
            .app(app("b").compose("net", "container:db", "ports", list("2000:2000")))
            .service("db", map("image", "x", "ports", list("3000:3000")))
            .compile();
    assertThat(compiled.service("a").get("network_mode")).isEqualTo("service:b");
    assertThat(compiled.service("b").get("network_mode")).isEqualTo("service:db");
    assertThat(compiled.service("a").containsKey("ports")).isFalse();
    assertThat(compiled.service("b").containsKey("ports")).isFalse();
    assertThat(compiled.service("db").get("ports"))
        .isEqualTo(List.of("172.17.0.1:65000:1000", "2000:2000", "3000:3000"));
    assertThat(compiled.service("db").get("extra_hosts"))
        .isEqualTo(Map.of("a.test", "172.17.0.1", "own", "1.2.3.4"));
  }

  @Test
  void aServiceOnItsOwnKnowsNoHostNames() {
    Compiled compiled =
        new Given()
            .app(app("a").forwards("a.test", 80, 1))
            .service("db", map("image", "x"))
            .compile();
    assertThat(compiled.service("db").containsKey("extra_hosts")).isFalse();
  }

  @Test
  void aLinkToAGuestLeadsToTheOwnerOfItsNetworkUnderTheGuestsName() {
    Compiled compiled =
        new Given()
            .app(app("web").links("node1", "node2").compose("links", list("node2:second")))
            .app(app("node1"))
            .app(app("node2").compose("net", "container:node1"))
            .compile();
    assertThat(compiled.service("web").get("links"))
        .isEqualTo(List.of("node1", "node1:node2", "node1:second"));
    assertThat(compiled.service("web").get("depends_on")).isEqualTo(List.of("node1", "node2"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"host", "none", "container:other"})
  void aForwardingWithoutANetworkToPublishItIsAnErrorThatNamesTheApp(String mode) {
    Given given =
        new Given().app(app("web").forwards("a.test", 80, 1).compose("network_mode", mode));
    assertThatThrownBy(given::compile)
        .isInstanceOfSatisfying(
            UserError.class,
            error -> {
              assertThat(error.code()).isEqualTo("forwarding-without-network");
              assertThat(error.value()).isEqualTo(mode);
            })
        .hasMessageStartingWith("apps/web: ");
  }

  @Test
  void aForwardingOfAGuestOfTheHostsNetworkIsAnErrorToo() {
    Given given =
        new Given()
            .app(app("web").forwards("a.test", 80, 1).compose("net", "container:db"))
            .service("db", map("net", "host"));
    assertThatThrownBy(given::compile)
        .isInstanceOfSatisfying(
            UserError.class, error -> assertThat(error.remedy()).contains("services/db"));
  }

  @Test
  void aGuestOfItselfIsAnErrorThatShowsTheWay() {
    Given given =
        new Given()
            .app(app("a").compose("net", "container:b"))
            .app(app("b").compose("net", "container:c"))
            .app(app("c").compose("net", "container:b"));
    assertThatThrownBy(given::compile)
        .isInstanceOfSatisfying(
            UserError.class, error -> assertThat(error.code()).isEqualTo("network-cycle"))
        .hasMessageContaining("a -> b -> c -> b");
  }

  @Test
  void theNetworkOfAServiceThatIsNotActiveIsAnError() {
    Given given = new Given().app(app("a").compose("network_mode", "service:gone"));
    assertThatThrownBy(given::compile)
        .isInstanceOfSatisfying(
            UserError.class, error -> assertThat(error.code()).isEqualTo("unknown-network-service"))
        .hasMessageStartingWith("apps/a: ");
  }
}
