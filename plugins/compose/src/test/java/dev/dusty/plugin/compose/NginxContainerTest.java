package dev.dusty.plugin.compose;

import static dev.dusty.plugin.compose.Given.app;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dusty.api.compile.Site;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NginxContainerTest {

  private static Given given() {
    return new Given()
        .app(app("web").forwards("a.test", 80, 1).forwards("b.test", 80, 1))
        .app(app("zoo").forwards("c.test", 443, 1));
  }

  @Test
  void itPublishesEachPortForTheUserAndForContainersAndNowhereElse() {
    Map<?, ?> nginx = given().nginx().compile().service("dustyInternalNginx");
    assertThat(nginx.get("ports"))
        .isEqualTo(
            List.of(
                "192.168.99.100:80:80",
                "172.17.0.1:80:80",
                "192.168.99.100:443:443",
                "172.17.0.1:443:443"));
  }

  @Test
  void itPublishesOnceWhereBothReachTheSameAddress() {
    Map<?, ?> nginx =
        given().site(Site.at("::1", "::1")).nginx().compile().service("dustyInternalNginx");
    assertThat(nginx.get("ports")).isEqualTo(List.of("[::1]:80:80", "[::1]:443:443"));
  }

  @Test
  void itReadsTheConfigFromAFolderSoThatAReplacedFileIsSeen() {
    Map<?, ?> nginx = given().nginx().compile().service("dustyInternalNginx");
    assertThat(nginx.get("volumes")).isEqualTo(List.of("/persist/dustyNginx:/etc/dustyNginx:ro"));
    assertThat(nginx.get("command"))
        .isEqualTo(List.of("nginx", "-c", "/etc/dustyNginx/dustyNginx.conf", "-g", "daemon off;"));
  }

  @Test
  void itsImageIsTheConfiguredOne() {
    assertThat(given().nginx().compile().service("dustyInternalNginx").get("image"))
        .isEqualTo("nginx:stable");
    assertThat(
            given()
                .nginx()
                .setting("nginx_image", "own:1")
                .compile()
                .service("dustyInternalNginx")
                .get("image"))
        .isEqualTo("own:1");
  }

  @Test
  void itIsNamedAndLabelledAsDustys() {
    Map<?, ?> nginx = given().nginx().compile().service("dustyInternalNginx");
    assertThat(nginx.get("container_name")).isEqualTo("dusty_dustyInternalNginx_1");
    assertThat(Compiled.child(Compiled.child(nginx, "labels"), "dusty.kind")).isEqualTo("nginx");
  }

  @Test
  void itIsThereOnlyWhereItsConfigIsMade() {
    assertThat(given().compile().composeText()).doesNotContain("dustyInternalNginx");
  }
}
