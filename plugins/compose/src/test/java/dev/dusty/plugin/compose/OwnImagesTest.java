package dev.dusty.plugin.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dusty.api.run.SpecImages;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OwnImagesTest {

  private static final OwnImages OWN =
      OwnImages.of(
          new SpecImages(
              Set.of("postgres:17", "docker.io/library/redis", "localhost:5000/x"),
              Set.of("web", "kit")),
          "nginx:stable");

  @Test
  void imagesThatSpecsNameAreTheirsAndOtherTagsAreNot() {
    assertThat(OWN.hasTag("postgres:17")).isTrue();
    assertThat(OWN.hasTag("postgres:16")).isFalse();
    assertThat(OWN.hasTag("redis:latest")).isTrue();
    assertThat(OWN.hasTag("localhost:5000/x:latest")).isTrue();
    assertThat(OWN.hasTag("x:latest")).isFalse();
    assertThat(OWN.hasTag("nginx:stable")).isTrue();
  }

  @Test
  void imagesThatAreBuiltForSpecsAreTheirs() {
    assertThat(OWN.hasTag("dusty-web:latest")).isTrue();
    assertThat(OWN.hasTag("dusty_web:latest")).isTrue();
    assertThat(OWN.hasTag("dusty-test/lib/kit:0a1b")).isTrue();
    assertThat(OWN.hasTag("dusty-other:latest")).isFalse();
    assertThat(OWN.hasTag("web:latest")).isFalse();
  }

  @Test
  void aFormerVersionIsKnownByItsDigestOrItsLabel() {
    assertThat(OWN.former(Set.of("postgres@sha256:1"), Map.of())).contains("postgres");
    assertThat(OWN.former(Set.of("mysql@sha256:1"), Map.of())).isEmpty();
    assertThat(OWN.former(Set.of("<none>@<none>"), Map.of())).isEmpty();
    assertThat(OWN.former(Set.of(), Map.of())).isEmpty();
    assertThat(
            OWN.former(
                Set.of(),
                Map.of("com.docker.compose.project", "dusty", "com.docker.compose.service", "web")))
        .contains("web");
    assertThat(OWN.former(Set.of(), Map.of("com.docker.compose.project", "other"))).isEmpty();
  }

  @Test
  void whatStandsForNoTagIsNone() {
    assertThat(OwnImages.isTag("<none>:<none>")).isFalse();
    assertThat(OwnImages.isTag("web:<none>")).isFalse();
    assertThat(OwnImages.isTag("web:1")).isTrue();
  }
}
