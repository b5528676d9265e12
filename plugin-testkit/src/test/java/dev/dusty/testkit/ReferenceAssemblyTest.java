package dev.dusty.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.dusty.api.compile.ActiveApp;
import dev.dusty.api.compile.ActiveAsset;
import dev.dusty.api.compile.ActiveLib;
import dev.dusty.api.compile.ActiveSpecs;
import dev.dusty.api.compile.PortPlan;
import dev.dusty.api.spec.AppSpec;
import dev.dusty.api.spec.Asset;
import dev.dusty.api.spec.BundleSpec;
import dev.dusty.api.spec.Commands;
import dev.dusty.api.spec.ContainerPath;
import dev.dusty.api.spec.Depends;
import dev.dusty.api.spec.HostForwarding;
import dev.dusty.api.spec.LibSpec;
import dev.dusty.api.spec.Origin;
import dev.dusty.api.spec.Repo;
import dev.dusty.api.spec.ServiceSpec;
import dev.dusty.api.spec.Source;
import dev.dusty.api.spec.TestSpec;
import dev.dusty.api.value.Value;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReferenceAssemblyTest {

  private static final SpecSet SPECS =
      new SpecSet(
          List.of(
              app(
                  "web",
                  new Depends(List.of("api"), List.of("db"), List.of("ui")),
                  new Depends(List.of("admin", "other"), List.of("mail", "cache"), List.of()),
                  asset(true),
                  rule("web.local", 80),
                  rule("web.local", 65001)),
              app("api", new Depends(List.of("auth"), List.of(), List.of()), Depends.NOTHING),
              app("auth", Depends.NOTHING, Depends.NOTHING, rule("auth.local", 80)),
              app("admin", Depends.NOTHING, Depends.NOTHING),
              app("other", Depends.NOTHING, Depends.NOTHING, rule("other.local", 65000))),
          List.of(
              lib("ui", List.of("theme", "base"), asset(false)),
              lib("theme", List.of("base")),
              lib("base", List.of()),
              lib("unused", List.of())),
          List.of(service("cache"), service("db"), service("mail")),
          List.of(
              new BundleSpec("shop", "", List.of("web"), List.of("mail")),
              new BundleSpec("back", "", List.of("admin"), List.of())));

  private final ActiveSpecs shop = ReferenceAssembly.assemble(SPECS, Set.of("shop"));

  @Test
  void anAppBringsTheAppsThatItNeedsThroughOthersToo() {
    assertThat(shop.apps()).extracting(ActiveApp::name).containsExactly("api", "auth", "web");
  }

  @Test
  void conditionalLinksMakeNothingActive() {
    assertThat(shop.services()).extracting(ServiceSpec::name).containsExactly("db", "mail");
  }

  @Test
  void linksAreServicesThenAppsThenTheActiveConditionalOnes() {
    ActiveSpecs both = ReferenceAssembly.assemble(SPECS, Set.of("shop", "back"));

    assertThat(links(shop, "web")).containsExactly("db", "api", "mail");
    assertThat(links(both, "web")).containsExactly("db", "api", "mail", "admin");
  }

  @Test
  void aLibComesAfterThoseThatItNeeds() {
    assertThat(shop.apps().get(2).libs())
        .extracting(LibSpec::name)
        .containsExactly("base", "theme", "ui");
    assertThat(shop.libs())
        .extracting(lib -> lib.spec().name())
        .containsExactly("base", "theme", "ui");
    assertThat(shop.libs().get(1))
        .extracting(ActiveLib::libs)
        .isEqualTo(List.of(SPECS.libs().get(2)));
  }

  @Test
  void anAssetKnowsWhoUsesAndWhoRequiresIt() {
    assertThat(shop.assets())
        .containsExactly(new ActiveAsset("key", List.of("lib:ui", "web"), List.of("web")));
  }

  @Test
  void noPortIsGivenOutThatNginxMayHaveToListenAt() {
    assertThat(ReferenceAssembly.plan(SPECS, shop).forwardings())
        .extracting(PortPlan.Forwarding::app, PortPlan.Forwarding::port)
        .containsExactly(tuple("auth", 65002), tuple("web", 65003), tuple("web", 65004));
  }

  private static List<String> links(ActiveSpecs specs, String app) {
    return specs.apps().stream()
        .filter(active -> active.name().equals(app))
        .flatMap(active -> active.links().stream())
        .toList();
  }

  private static AppSpec app(
      String name, Depends depends, Depends conditional, HostForwarding... rules) {
    return app(name, depends, conditional, List.of(), rules);
  }

  private static AppSpec app(
      String name,
      Depends depends,
      Depends conditional,
      List<Asset> assets,
      HostForwarding... rules) {
    return new AppSpec(
        name,
        Optional.empty(),
        new Origin.Image("busybox", false),
        depends,
        conditional,
        List.of(rules),
        new Commands(List.of(), List.of("sleep 1")),
        List.of(),
        assets,
        Value.Entries.NONE,
        TestSpec.NONE);
  }

  private static LibSpec lib(String name, List<String> libs) {
    return lib(name, libs, List.of());
  }

  private static LibSpec lib(String name, List<String> libs, List<Asset> assets) {
    Source source = new Source(Repo.parse("github.com/org/" + name), new ContainerPath("/" + name));
    return new LibSpec(name, source, List.of(), libs, assets, TestSpec.NONE);
  }

  private static ServiceSpec service(String name) {
    return new ServiceSpec(name, false, Value.Entries.NONE);
  }

  private static List<Asset> asset(boolean required) {
    return List.of(new Asset("key", new ContainerPath("/key"), required));
  }

  private static HostForwarding rule(String name, int port) {
    return new HostForwarding(name, port, 8000, HostForwarding.Type.HTTP);
  }
}
