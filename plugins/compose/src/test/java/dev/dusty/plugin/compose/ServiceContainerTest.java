package dev.dusty.plugin.compose;

import static dev.dusty.plugin.compose.Given.list;
import static dev.dusty.plugin.compose.Given.map;
import static dev.dusty.plugin.compose.Given.plain;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dusty.api.compile.Site;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServiceContainerTest {

  @Test
  void itIsWrittenAsItsAuthorDidWithDustysNameVolumeAndLabels() {
    Compiled compiled =
        new Given()
            .service(
                "db",
                map(
                    "image", "postgres:${TAG}",
                    "command", list("postgres", "-c", "x=1"),
                    "user", "postgres",
                    "stop_grace_period", plain("1_0"),
                    "container_name", "mine"))
            .compile();
    assertThat(compiled.service("db"))
        .isEqualTo(
            Map.of(
                "image", "postgres:${TAG}",
                "command", List.of("postgres", "-c", "x=1"),
                "user", "postgres",
                "stop_grace_period", "1_0",
                "container_name", "dusty_db_1",
                "volumes", List.of("/cp/db:/cp"),
                "labels",
                    Map.of(
                        "dusty.name", "db",
                        "dusty.kind", "service",
                        "dusty.spec-hash", compiled.specHash("db"))));
  }

  @Test
  void theUsersOverridesAreOnTopOfItsEnvironment() {
    Compiled compiled =
        new Given()
            .service("db", map("environment", list("A=1", "B=2")))
            .override("db", "B", "$3")
            .compile();
    assertThat(compiled.service("db").get("environment")).isEqualTo(Map.of("A", "1", "B", "$$3"));
  }

  @Test
  void persistentDataLiesWhereTheMachineKeepsIt() {
    Site site = new Site("10.0.0.1", "10.0.0.1", "/r", "/c", "/a", "/cp", "/home/$me/persist");
    Map<?, ?> db =
        new Given()
            .site(site)
            .service(
                "db",
                map(
                    "volumes",
                    list(
                        "/persist/db:/var/lib/db:ro",
                        "/persist:/all",
                        "/persistent:/other",
                        map("type", "bind", "source", "/persist/x", "target", "/x"),
                        "/persist/anonymous")))
            .compile()
            .service("db");
    assertThat(db.get("volumes"))
        .isEqualTo(
            List.of(
                "/home/$$me/persist/db:/var/lib/db:ro",
                "/home/$$me/persist:/all",
                "/persistent:/other",
                Map.of("type", "bind", "source", "/home/$$me/persist/x", "target", "/x"),
                "/persist/anonymous",
                "/cp/db:/cp"));
  }

  @Test
  void aPlaceInTheContainerHasOneVolumeAndDustysComeFirst() {
    Map<?, ?> db =
        new Given()
            .service("db", map("volumes", list("/a:/x", "/b:/x/", "/c://cp/:ro", "/d:/y")))
            .compile()
            .service("db");
    assertThat(db.get("volumes")).isEqualTo(List.of("/a:/x", "/d:/y", "/cp/db:/cp"));
  }

  @Test
  void aColonInAVariableDoesNotEndTheSource() {
    Map<?, ?> db =
        new Given()
            .service("db", map("volumes", list("${DIR:-/a}:/cp", "${DIR:-/a}:/b")))
            .compile()
            .service("db");
    assertThat(db.get("volumes")).isEqualTo(List.of("${DIR:-/a}:/b", "/cp/db:/cp"));
  }

  @Test
  void namedVolumesAreDeclared() {
    Compiled compiled =
        new Given()
            .service(
                "db",
                map(
                    "volumes",
                    list(
                        "data:/x",
                        "./here:/y",
                        "~/there:/z",
                        map("type", "volume", "source", "more", "target", "/w"))))
            .app(Given.app("web").compose("volumes", list("data:/x")))
            .compile();
    assertThat(compiled.compose().get("volumes"))
        .isEqualTo(Map.of("data", Map.of(), "more", Map.of()));
  }

  @Test
  void theOldVolumeDriverIsThatOfTheNamedVolumes() {
    Compiled compiled =
        new Given()
            .service("db", map("volume_driver", "flocker", "volumes", list("data:/x")))
            .compile();
    assertThat(compiled.compose().get("volumes"))
        .isEqualTo(Map.of("data", Map.of("driver", "flocker")));
    assertThat(compiled.service("db").containsKey("volume_driver")).isFalse();
  }

  @Test
  void namedNetworksAreDeclared() {
    Compiled compiled =
        new Given()
            .service("db", map("networks", list("default", "back")))
            .app(Given.app("web").compose("networks", map("front", map("aliases", list("www")))))
            .compile();
    assertThat(compiled.compose().get("networks"))
        .isEqualTo(Map.of("back", Map.of(), "front", Map.of()));
  }

  @Test
  void servicesAreSortedByName() {
    Compiled compiled =
        new Given()
            .service("zoo", map("image", "x"))
            .service("Bar", map("image", "x"))
            .app(Given.app("foo"))
            .compile();
    assertThat(((Map<?, ?>) Compiled.child(compiled.compose(), "services")).keySet())
        .hasToString("[Bar, foo, zoo]");
  }

  @Test
  void withNothingActiveTheFileIsStillOne() {
    assertThat(new Given().compile().compose()).isEqualTo(Map.of("services", Map.of()));
  }
}
