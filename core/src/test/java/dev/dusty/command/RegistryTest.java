package dev.dusty.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryTest {

  @ParameterizedTest
  @CsvSource({
    "busybox,Docker Hub",
    "busybox:1.36,Docker Hub",
    "org/web,Docker Hub",
    "docker.io/org/web,Docker Hub",
    "index.docker.io/org/web,Docker Hub",
    "localhost/web,localhost",
    "localhost:5000/x,localhost:5000",
    "registry:5000/a/b/c:1,registry:5000",
    "ghcr.io/org/web@sha256:0123,ghcr.io",
    "[::1]:5000/web,[::1]:5000",
    "web:5000,Docker Hub"
  })
  void theFirstPartIsARegistryIfItCouldBeAHost(String image, String registry) {
    assertThat(Registry.of(image)).map(Registry::toString).contains(registry);
  }

  @ParameterizedTest
  @ValueSource(strings = {"$IMAGE", "${REGISTRY}/web", "$HOST:5000/web"})
  void aRegistryThatIsAVariablesBusinessIsNotKnown(String image) {
    assertThat(Registry.of(image)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "localhost:5000,localhost:5000",
    "localhost:5000,http://localhost:5000",
    "localhost:5000,https://localhost:5000/v2/",
    "docker.io,https://index.docker.io/v1/",
    "docker.io,docker.io",
    "docker.io,registry-1.docker.io"
  })
  void aKeyOfDockersConfigurationMayBeAUrl(String host, String key) {
    assertThat(new Registry(host).isMeantBy(key)).isTrue();
  }

  @Test
  void anotherRegistryIsNotMeant() {
    assertThat(new Registry("localhost:5000").isMeantBy("localhost:5001")).isFalse();
    assertThat(new Registry("localhost").isMeantBy("https:// x")).isFalse();
    assertThat(Registry.DOCKER_HUB.isMeantBy("localhost")).isFalse();
  }

  @Test
  void dockerHubIsLoggedInToWithoutAName() {
    assertThat(Registry.DOCKER_HUB.login()).containsExactly("docker", "login");
    assertThat(Registry.DOCKER_HUB.key()).isEqualTo("https://index.docker.io/v1/");
    assertThat(new Registry("a:1").login()).containsExactly("docker", "login", "a:1");
  }
}
