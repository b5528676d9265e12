package dev.dusty.distribution.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments.ArgumentSet;
import org.junit.jupiter.params.provider.MethodSource;

/** What a later {@code up} changes, and what it leaves alone. */
@ParameterizedClass
@MethodSource("withBothGenerationsOfCompose")
record AgainIT(ThreeApps apps) {

  private static final Duration SOON = Duration.ofSeconds(60);

  /** Set up one after the other, and closed by JUnit. */
  static Stream<ArgumentSet> withBothGenerationsOfCompose() {
    return Stream.of("docker compose", "docker-compose")
        .map(compose -> argumentSet(compose, ThreeApps.setUp(compose)));
  }

  @BeforeEach
  void bringUp() {
    apps.bringUp();
  }

  private String page(String host) {
    return apps.trial().web().await(host, "/", 200, SOON).body();
  }

  @Test
  void aSecondUpChangesNothingAndSaysSo() {
    Map<String, String> before = apps.containers().incarnations();
    Map<Path, String> files = apps.files();
    assertThat(apps.trial().up().out()).isEqualTo("Nothing to do: all runs as the specs say.\n");
    assertThat(apps.containers().incarnations()).isEqualTo(before);
    assertThat(apps.files()).isEqualTo(files);
  }

  @Test
  void anAppWhoseSpecChangedIsReplacedAlone() {
    Map<String, String> before = apps.containers().incarnations();
    apps.changeWeb();
    apps.trial().up();
    apps.assertOnlyNew(before, "web");
    assertThat(page("web.test")).isEqualTo("mode changed\n");
  }

  @Test
  void anAppWhoseImageChangedIsReplacedAlone() {
    Map<String, String> before = apps.containers().incarnations();
    apps.changeImage("built");
    apps.trial().up();
    apps.assertOnlyNew(before, "image");
    assertThat(page("image.test")).isEqualTo("mode built\n");
  }

  @Test
  void oneMoreBundleLeavesAloneWhatRuns() {
    Map<String, String> before = apps.containers().incarnations();
    String web = apps.upstream("web.test");
    String late = apps.upstream("late.test");
    apps.trial().activate("more");
    apps.trial().up();
    apps.assertOnlyNew(before, "early");
    assertThat(apps.upstream("web.test")).isEqualTo(web);
    assertThat(apps.upstream("late.test")).isEqualTo(late);
    assertThat(page("early.test")).isEqualTo("early\n");
    assertThat(apps.containers().get("web", "http://early.test/")).isEqualTo("early\n");
  }

  @Test
  void aBundleLessRemovesItsAppAndLeavesTheOthersAlone() {
    Map<String, String> before = apps.containers().incarnations();
    apps.trial().activate("more");
    apps.trial().up();
    page("early.test");
    apps.trial().dusty("bundles", "deactivate", "more").orFail();
    apps.trial().up();
    assertThat(apps.containers().incarnations()).isEqualTo(before);
    assertThat(apps.trial().hostsFile()).contains("web.test").doesNotContain("early.test");
    apps.trial().web().await("early.test", "/", 404, SOON);
  }

  @Test
  void anAppThatWasStoppedIsStartedAgainAsItIs() {
    Map<String, String> before = apps.containers().incarnations();
    Map<String, String> ids = apps.trial().containers();
    apps.trial().dusty("stop", "web").orFail();
    apps.trial().up();
    apps.assertOnlyNew(before, "web");
    assertThat(apps.trial().containers()).isEqualTo(ids);
    page("web.test");
  }

  @Test
  void aChangedAppStaysAsItIsWhereNothingIsToBeReplaced() {
    Map<String, String> before = apps.containers().incarnations();
    apps.changeWeb();
    apps.trial().up("--no-recreate");
    assertThat(apps.containers().incarnations()).isEqualTo(before);
    apps.trial().up();
    apps.assertOnlyNew(before, "web");
  }
}
