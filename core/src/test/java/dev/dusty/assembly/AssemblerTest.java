package dev.dusty.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dusty.api.UserError;
import dev.dusty.api.compile.ActiveApp;
import dev.dusty.api.compile.ActiveAsset;
import dev.dusty.api.compile.ActiveSpecs;
import dev.dusty.api.spec.LibSpec;
import dev.dusty.api.spec.ServiceSpec;
import dev.dusty.spec.SpecFolder;
import dev.dusty.spec.read.SpecReading;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is active, and what it is linked to. */
class AssemblerTest {

  @TempDir Path folder;
  private SpecFolder specs = SpecFolder.emptyIn(Path.of(""));

  @BeforeEach
  void start() {
    specs = SpecFolder.in(folder);
  }

  private ActiveSpecs active(String... bundles) {
    SpecReading reading = specs.read();
    assertThat(reading.problems()).isEmpty();
    return Assembler.assemble(reading.specs(), List.of(bundles));
  }

  private static List<String> apps(ActiveSpecs active) {
    return active.apps().stream().map(ActiveApp::name).toList();
  }

  private static List<String> services(ActiveSpecs active) {
    return active.services().stream().map(ServiceSpec::name).toList();
  }

  private static ActiveApp app(ActiveSpecs active, String name) {
    return active.apps().stream().filter(app -> app.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void appsThatAppsDependOnAreActiveToo() {
    specs
        .with("apps/web.yml", SpecFolder.APP + "depends: {apps: [api]}\n")
        .with("apps/api.yml", SpecFolder.APP + "depends: {apps: [auth]}\n")
        .with("apps/auth.yml", SpecFolder.APP)
        .with("apps/idle.yml", SpecFolder.APP);
    assertThat(apps(active("all"))).containsExactly("api", "auth", "web");
  }

  @Test
  void servicesOfAppsAreActiveToo() {
    specs
        .with("apps/web.yml", SpecFolder.APP + "depends: {services: [cache]}\n")
        .with("services/cache.yml", SpecFolder.SERVICE)
        .with("services/idle.yml", SpecFolder.SERVICE);
    assertThat(services(active("all"))).containsExactly("cache", "db");
  }

  @Test
  void anAppsTestsNeedItsLibsAndTheServicesOfItsSuitesAlone() {
    specs
        .with(
            "apps/web.yml",
            SpecFolder.APP
                + "depends: {apps: [api], services: [db], libs: [common]}\n"
                + "test: {image: busybox, suites: [{name: a, command: [b], services: [cache]}]}\n")
        .with("apps/api.yml", SpecFolder.APP)
        .with("services/cache.yml", SpecFolder.SERVICE);
    ActiveSpecs needs = Assembler.testsOfApp(specs.read().specs(), "web");
    assertThat(apps(needs)).containsExactly("web");
    assertThat(app(needs, "web").links()).isEmpty();
    assertThat(app(needs, "web").libs()).extracting(LibSpec::name).containsExactly("common");
    assertThat(needs.libs()).extracting(lib -> lib.spec().name()).containsExactly("common");
    assertThat(services(needs)).containsExactly("cache");
  }

  @Test
  void aLibsTestsNeedItAndThoseThatItDependsOn() {
    specs.with(
        "libs/kit.yml", SpecFolder.LIB.replace("lib", "kit") + "depends: {libs: [common]}\n");
    ActiveSpecs needs = Assembler.testsOfLib(specs.read().specs(), "kit");
    assertThat(needs.apps()).isEmpty();
    assertThat(needs.libs()).extracting(lib -> lib.spec().name()).containsExactly("common", "kit");
    assertThat(needs.libs().getLast().libs()).extracting(LibSpec::name).containsExactly("common");
  }

  @Test
  void aConditionalLinkMakesNothingActive() {
    specs
        .with(
            "apps/web.yml",
            SpecFolder.APP + "conditional_links: {apps: [api], services: [cache]}\n")
        .with("apps/api.yml", SpecFolder.APP)
        .with("services/cache.yml", SpecFolder.SERVICE);
    ActiveSpecs active = active("all");
    assertThat(apps(active)).containsExactly("web");
    assertThat(services(active)).containsExactly("db");
    assertThat(app(active, "web").links()).isEmpty();
  }

  @Test
  void linksAreServicesThenAppsThenConditionalOnesThatAreActive() {
    specs
        .with(
            "apps/web.yml",
            SpecFolder.APP
                + "depends: {apps: [b, a], services: [db]}\n"
                + "conditional_links: {apps: [c, idle], services: [cache, db]}\n")
        .with("apps/a.yml", SpecFolder.APP + "depends: {apps: [c]}\n")
        .with("apps/b.yml", SpecFolder.APP + "depends: {services: [cache]}\n")
        .with("apps/c.yml", SpecFolder.APP)
        .with("apps/idle.yml", SpecFolder.APP)
        .with("services/cache.yml", SpecFolder.SERVICE);
    assertThat(app(active("all"), "web").links()).containsExactly("db", "b", "a", "cache", "c");
  }

  @Test
  void libsComeAfterTheLibsTheyDependOn() {
    specs
        .with("apps/web.yml", SpecFolder.APP + "depends: {libs: [top, other]}\n")
        .with("libs/top.yml", SpecFolder.LIB + "depends: {libs: [left, right]}\n")
        .with("libs/left.yml", SpecFolder.LIB + "depends: {libs: [base]}\n")
        .with("libs/right.yml", SpecFolder.LIB + "depends: {libs: [base]}\n")
        .with("libs/base.yml", SpecFolder.LIB)
        .with("libs/other.yml", SpecFolder.LIB);
    assertThat(app(active("all"), "web").libs())
        .extracting(LibSpec::name)
        .containsExactly("base", "left", "right", "top", "other");
  }

  @Test
  void onlyLibsOfActiveAppsAreActive() {
    specs.with("apps/idle.yml", SpecFolder.APP + "depends: {libs: [common]}\n");
    assertThat(active("all").libs()).isEmpty();
  }

  @Test
  void assetsKnowWhoUsesAndWhoRequiresThem() {
    specs
        .with(
            "apps/web.yml",
            SpecFolder.APP
                + "depends: {libs: [common]}\n"
                + "assets: [{name: key, path: /key, required: false}, {name: own, path: /own}]\n")
        .with("libs/common.yml", SpecFolder.LIB + "assets: [{name: key, path: /lib/key}]\n");
    assertThat(active("all").assets())
        .containsExactly(
            new ActiveAsset("key", List.of("lib:common", "web"), List.of("lib:common")),
            new ActiveAsset("own", List.of("web"), List.of("web")));
  }

  @Test
  void theOrderOfBundlesDoesNotMatter() {
    specs
        .with("bundles/more.yml", "apps: [api]\n")
        .with("apps/api.yml", SpecFolder.APP + "depends: {services: [db]}\n");
    assertThat(active("all", "more")).isEqualTo(active("more", "all", "more"));
  }

  @Test
  void anUnknownBundleIsNamedWithTheLikelyOne() {
    assertThatThrownBy(() -> active("al"))
        .isInstanceOfSatisfying(
            UserError.class,
            error -> {
              assertThat(error.problem()).isEqualTo("there is no bundle 'al'; did you mean 'all'?");
              assertThat(error.remedy()).isEqualTo("bundles here: all");
            });
  }

  @Test
  void aChainOfTenThousandAppsIsNoProblem() {
    specs.with("bundles/all.yml", "apps: [a0]\n");
    int length = 10_000;
    for (int i = 0; i < length; i++) {
      String next = i + 1 < length ? "depends: {apps: [a" + (i + 1) + "]}\n" : "";
      specs.with("apps/a" + i + ".yml", SpecFolder.APP + next);
    }
    assertThat(active("all").apps()).hasSize(length);
  }
}
