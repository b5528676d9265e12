package dev.dusty.plugin.compose;

import static dev.dusty.plugin.compose.Given.app;
import static dev.dusty.plugin.compose.Given.libSpec;
import static dev.dusty.plugin.compose.Given.list;
import static dev.dusty.plugin.compose.Given.map;
import static dev.dusty.plugin.compose.Given.plain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dusty.api.UserError;
import dev.dusty.api.compile.Site;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AppContainerTest {

  private static Map<?, ?> only(Given.App app) {
    return new Given().app(app).compile().service("web");
  }

  @Test
  void itRunsItsCommandFileAsRootWhateverItsImageSays() {
    Map<?, ?> web = only(app("web").image("localhost:5000/web:1"));
    assertThat(web.get("image")).isEqualTo("localhost:5000/web:1");
    assertThat(web.get("container_name")).isEqualTo("dusty_web_1");
    assertThat(web.get("entrypoint")).isEqualTo(List.of());
    assertThat(web.get("command")).isEqualTo("sh /command_files/dusty_command_file_web.sh");
    assertThat(web.get("user")).isEqualTo("root");
  }

  @Test
  void itsComposeKeysComeFirstInTheirOrder() {
    Map<?, ?> web = only(app("web").compose("tty", plain("true"), "cap_add", list("SYS_PTRACE")));
    assertThat(web.keySet().stream().limit(3).map(Object::toString))
        .containsExactly("tty", "cap_add", "image");
  }

  @Test
  void keysThatAreDustysOwnHaveNoEffect() {
    Map<?, ?> web =
        only(
            app("web")
                .compose(
                    "command",
                    "x",
                    "entrypoint",
                    "x",
                    "working_dir",
                    "/x",
                    "container_name",
                    "x",
                    "user",
                    "x",
                    "image",
                    "x",
                    "restart",
                    "always"));
    assertThat(web.values().stream().map(String::valueOf)).doesNotContain("x", "/x");
    assertThat(web.get("restart")).isEqualTo("always");
  }

  @Test
  void aBuildFolderInTheRepoIsFoundInTheCopyInUse() {
    Map<?, ?> web = only(app("web").repo("github.com/a/b", "/b").build("docker/dev"));
    assertThat(web.get("build"))
        .isEqualTo(Map.of("context", "/dusty_repos/github.com/a/b/docker/dev"));
    assertThat(web.containsKey("image")).isFalse();
  }

  @Test
  void theRepoItselfCanBeTheBuildFolder() {
    Map<?, ?> web = only(app("web").repo("github.com/a/b", "/b").build("."));
    assertThat(web.get("build")).isEqualTo(Map.of("context", "/dusty_repos/github.com/a/b"));
  }

  @Test
  void anAbsoluteBuildFolderIsTakenAsItIs() {
    assertThat(only(app("web").build("/src/$x")).get("build"))
        .isEqualTo(Map.of("context", "/src/$$x"));
  }

  @Test
  void furtherBuildKeysAreKeptWhereDustyBuilds() {
    Map<?, ?> web =
        only(
            app("web")
                .build("/src")
                .compose("build", map("context", "/other", "args", map("A", "b"))));
    assertThat(web.get("build")).isEqualTo(Map.of("context", "/src", "args", Map.of("A", "b")));
  }

  @Test
  void furtherBuildKeysAreDroppedWhereAnImageIsUsed() {
    Map<?, ?> web = only(app("web").image("x").compose("build", map("args", map("A", "b"))));
    assertThat(web.containsKey("build")).isFalse();
  }

  @Test
  void aRelativeBuildFolderWithoutARepoIsAnErrorThatNamesTheApp() {
    assertThatThrownBy(() -> only(app("web").build("docker")))
        .isInstanceOfSatisfying(
            UserError.class, error -> assertThat(error.code()).isEqualTo("build-without-repo"))
        .hasMessageStartingWith("apps/web: ");
  }

  @Test
  void environmentIsTheSpecsWithTheUsersOverridesOnTop() {
    Given given =
        new Given()
            .app(app("web").compose("environment", map("A", "1", "B", "${HOME}")))
            .override("web", "A", "x$y")
            .override("web", "C", "new")
            .override("other", "D", "no");
    assertThat(given.compile().service("web").get("environment"))
        .isEqualTo(Map.of("A", "x$$y", "B", "${HOME}", "C", "new"));
  }

  @Test
  void environmentCanBeAList() {
    Map<String, Object> expected = new HashMap<>(Map.of("A", "b=c", "C", ""));
    expected.put("FROM_OUTSIDE", null);
    assertThat(
            only(app("web").compose("environment", list("A=b=c", "FROM_OUTSIDE", "C=")))
                .get("environment"))
        .isEqualTo(expected);
  }

  @Test
  void aTruthValueInTheEnvironmentIsTheWordThatWasWritten() {
    assertThat(
            only(app("web").compose("environment", map("A", plain("yes"), "B", plain("1.10"))))
                .get("environment"))
        .isEqualTo(Map.of("A", "yes", "B", 1.1));
  }

  @Test
  void itLinksToWhatItDependsOnAndThenToItsOwnExtras() {
    Map<?, ?> web =
        new Given()
            .app(app("web").links("db").compose("links", list("db", "cache:redis")))
            .service("db", map("image", "db"))
            .service("cache", map("image", "redis"))
            .compile()
            .service("web");
    assertThat(web.get("links")).isEqualTo(List.of("db", "cache:redis"));
    assertThat(web.get("depends_on")).isEqualTo(List.of("db"));
  }

  @Test
  void conditionsToWaitForAreKept() {
    Map<?, ?> web =
        new Given()
            .app(
                app("web")
                    .links("cache", "db")
                    .compose("depends_on", map("db", map("condition", "service_healthy"))))
            .service("db", map("image", "db"))
            .service("cache", map("image", "redis"))
            .compile()
            .service("web");
    assertThat(web.get("depends_on"))
        .isEqualTo(
            Map.of(
                "cache", Map.of("condition", "service_started"),
                "db", Map.of("condition", "service_healthy")));
  }

  @Test
  void aLinkToWhatIsNotActiveIsAnErrorThatNamesTheApp() {
    assertThatThrownBy(() -> only(app("web").compose("links", list("gone:alias"))))
        .isInstanceOfSatisfying(
            UserError.class, error -> assertThat(error.value()).isEqualTo("gone"))
        .hasMessageStartingWith("apps/web: ");
  }

  @Test
  void aLinkToAVariableIsForComposeToResolve() {
    assertThat(only(app("web").compose("links", list("${DB}:db"))).get("links"))
        .isEqualTo(List.of("${DB}:db"));
  }

  @Test
  void aDependencyOnWhatIsNotActiveIsAnErrorUnlessItIsOptional() {
    assertThatThrownBy(() -> only(app("web").compose("depends_on", list("gone"))))
        .isInstanceOf(UserError.class);
    assertThat(
            only(app("web")
                    .compose(
                        "depends_on",
                        map(
                            "gone",
                            map("condition", "service_started", "required", plain("false")))))
                .containsKey("depends_on"))
        .isTrue();
  }

  @Test
  void everyForwardingIsPublishedOnTheBridgeOnlyAfterTheAppsOwnPorts() {
    Map<?, ?> web =
        new Given()
            .app(
                app("web")
                    .forwards("a.test", 80, 8000)
                    .forwards("b.test", 443, 8443)
                    .compose("ports", list("9000:9000")))
            .compile()
            .service("web");
    assertThat(web.get("ports"))
        .isEqualTo(List.of("9000:9000", "172.17.0.1:65000:8000", "172.17.0.1:65001:8443"));
  }

  @Test
  void anIpv6BridgeIsWrittenInBrackets() {
    Map<?, ?> web =
        new Given()
            .site(Site.at("::1", "fd00::1"))
            .app(app("web").forwards("a.test", 80, 8000))
            .compile()
            .service("web");
    assertThat(web.get("ports")).isEqualTo(List.of("[fd00::1]:65000:8000"));
  }

  @Test
  void everyAppKnowsEveryHostNameWhichIsWrittenOnce() {
    Compiled compiled =
        new Given()
            .app(app("web").forwards("a.test", 80, 1))
            .app(app("admin").forwards("b.test", 80, 1))
            .compile();
    Map<String, String> hosts = Map.of("a.test", "172.17.0.1", "b.test", "172.17.0.1");
    assertThat(compiled.service("web").get("extra_hosts")).isEqualTo(hosts);
    assertThat(compiled.service("admin").get("extra_hosts")).isEqualTo(hosts);
    assertThat(compiled.composeText()).containsOnlyOnce("a.test");
  }

  @Test
  void withoutHostNamesTheListIsThereAllTheSameSoThatTheFirstNameChangesNoContainer() {
    Compiled compiled = new Given().app(app("web")).compile();
    assertThat(compiled.service("web").get("extra_hosts")).isEqualTo(Map.of());
    assertThat(compiled.compose().get("x-dusty-extra-hosts")).isEqualTo(Map.of());
  }

  @Test
  void anAppsOwnHostNamesAreKept() {
    Compiled compiled =
        new Given()
            .app(
                app("web")
                    .forwards("a.test", 80, 1)
                    .compose("extra_hosts", list("my.host:10.0.0.1", "six:fd00::2")))
            .compile();
    assertThat(compiled.service("web").get("extra_hosts"))
        .isEqualTo(Map.of("a.test", "172.17.0.1", "my.host", "10.0.0.1", "six", "fd00::2"));
  }

  @Test
  void aHostNameWithTwoAddressesKeepsBoth() {
    Compiled compiled =
        new Given()
            .app(
                app("web")
                    .forwards("a.test", 80, 1)
                    .compose("extra_hosts", list("my.host:10.0.0.1", "my.host=fd00::2")))
            .compile();
    assertThat(compiled.service("web").get("extra_hosts"))
        .isEqualTo(List.of("my.host:10.0.0.1", "my.host:fd00::2", "a.test:172.17.0.1"));
  }

  @Test
  void volumesAreTheSpecsThenDustysThenTheSourceOfAppAndLibs() {
    Map<?, ?> web =
        only(
            app("web")
                .repo("github.com/a/b", "/b")
                .uses(libSpec("log"))
                .compose("volumes", list("/etc/localtime:/etc/localtime:ro")));
    assertThat(web.get("volumes"))
        .isEqualTo(
            List.of(
                "/etc/localtime:/etc/localtime:ro",
                "/cp/web:/cp",
                "/command_files/web:/command_files",
                "/persist/dusty_assets:/dusty_assets",
                "/dusty_repos/github.com/a/b:/b",
                "/dusty_repos/localhost/repos/log:/log"));
  }

  @Test
  void labelsAreTheSpecsAndDustys() {
    Map<?, ?> labels =
        (Map<?, ?>)
            Compiled.child(
                only(app("web").compose("labels", list("team=shop", "bare", "dusty.kind=x"))),
                "labels");
    assertThat(labels)
        .isEqualTo(
            Map.of(
                "team", "shop",
                "bare", "",
                "dusty.name", "web",
                "dusty.kind", "app",
                "dusty.spec-hash", Compiled.child(labels, "dusty.spec-hash")));
  }

  @Test
  void whatWouldBeAVariableToComposeIsEscapedInDustysOwnKeys() {
    Map<?, ?> web = only(app("web").image("reg/$IMG").repo("/src/$REPO", "/mnt/$M"));
    assertThat(web.get("image")).isEqualTo("reg/$$IMG");
    assertThat((List<?>) web.get("volumes"))
        .asString()
        .contains("/dusty_repos/localhost/src/$$REPO:/mnt/$$M");
  }

  @Test
  void keysWithoutAValueAreLeftOut() {
    assertThat(only(app("web").compose("tty", plain(""), "volumes", plain("~"))).containsKey("tty"))
        .isFalse();
  }

  @Test
  void aKeyOfTheWrongShapeIsAnErrorThatNamesTheAppAndTheKey() {
    assertThatThrownBy(() -> only(app("web").compose("volumes", "/a:/b")))
        .isInstanceOf(UserError.class)
        .hasMessage("apps/web: 'volumes' under 'compose' is not a list");
  }

  @Test
  void secretsAndConfigsAreAnErrorThatNamesTheApp() {
    assertThatThrownBy(() -> only(app("web").compose("secrets", list("key"))))
        .isInstanceOfSatisfying(
            UserError.class, error -> assertThat(error.code()).isEqualTo("compose-key-unsupported"))
        .hasMessageStartingWith("apps/web: 'secrets'");
  }
}
