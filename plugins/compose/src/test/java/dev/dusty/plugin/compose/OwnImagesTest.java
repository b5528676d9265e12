package dev.dusty.plugin.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dusty.api.run.SpecImages;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
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

  private static final Map<String, String> WEB =
      Map.of("com.docker.compose.project", "dusty", "com.docker.compose.service", "web");

  private static Optional<String> former(String digest, Map<String, String> labels) {
    return OWN.former(digest.isEmpty() ? Set.of() : Set.of(digest), labels, Map.of());
  }

  @Test
  void aFormerVersionIsKnownByItsDigestOrItsLabel() {
    assertThat(former("postgres@sha256:1", Map.of())).contains("postgres");
    assertThat(former("mysql@sha256:1", Map.of())).isEmpty();
    assertThat(former("<none>@<none>", Map.of())).isEmpty();
    assertThat(former("", Map.of())).isEmpty();
    assertThat(former("", WEB)).contains("web");
    assertThat(former("", Map.of("com.docker.compose.project", "other"))).isEmpty();
  }

  @Test
  void whatSomebodyCommittedOfAContainerOrBuiltOnAnImageIsNot() {
    Map<String, String> ofContainer = new TreeMap<>(WEB);
    ofContainer.put("com.docker.compose.container-number", "1");
    assertThat(former("", ofContainer)).isEmpty();
    assertThat(OWN.former(Set.of(), WEB, WEB)).isEmpty();
  }

  @Test
  void whatStandsForNoTagIsNone() {
    assertThat(OwnImages.isTag("<none>:<none>")).isFalse();
    assertThat(OwnImages.isTag("web:<none>")).isFalse();
    assertThat(OwnImages.isTag("web:1")).isTrue();
  }
}
