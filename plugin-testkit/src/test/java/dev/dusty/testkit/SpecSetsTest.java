package dev.dusty.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dusty.api.compile.ActiveApp;
import dev.dusty.api.compile.CompileInput;
import dev.dusty.api.compile.PortPlan;
import dev.dusty.api.spec.AppSpec;
import dev.dusty.api.spec.BundleSpec;
import dev.dusty.api.spec.HostForwarding;
import dev.dusty.api.spec.LibSpec;
import dev.dusty.api.spec.Names;
import dev.dusty.api.spec.ServiceSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

class SpecSetsTest {

  @Provide
  Arbitrary<SpecSet> specSets() {
    return SpecSets.any();
  }

  @Provide
  Arbitrary<CompileInput> inputs() {
    return CompileInputs.any();
  }

  @Property(tries = 300)
  void namesKeepTheRulesAndContainersShareNone(@ForAll("specSets") SpecSet specs) {
    List<String> sources = new ArrayList<>();
    specs.apps().stream().map(AppSpec::name).forEach(sources::add);
    assertThat(specs.libs()).extracting(LibSpec::name).doesNotHaveDuplicates();
    specs.libs().stream().map(LibSpec::name).forEach(sources::add);
    assertThat(sources).allMatch(Names::isSourceName);

    List<String> containers = new ArrayList<>();
    specs.apps().stream().map(AppSpec::name).forEach(containers::add);
    specs.services().stream().map(ServiceSpec::name).forEach(containers::add);
    assertThat(containers)
        .doesNotHaveDuplicates()
        .doesNotContain(Names.NGINX)
        .allMatch(Names::isPlainName);

    assertThat(specs.bundles()).extracting(BundleSpec::name).doesNotHaveDuplicates();
    assertThat(specs.bundles()).extracting(BundleSpec::name).allMatch(Names::isPlainName);
  }

  @Property(tries = 300)
  void whateverIsNeededIsThereAndComesEarlier(@ForAll("specSets") SpecSet specs) {
    Set<String> services = new HashSet<>();
    specs.services().forEach(service -> services.add(service.name()));
    Set<String> libs = new HashSet<>();
    for (LibSpec lib : specs.libs()) {
      assertThat(libs).containsAll(lib.libs());
      libs.add(lib.name());
    }
    Set<String> apps = new HashSet<>();
    for (AppSpec app : specs.apps()) {
      assertThat(apps).containsAll(app.depends().apps());
      assertThat(apps).containsAll(app.conditionalLinks().apps());
      assertThat(services).containsAll(app.depends().services());
      assertThat(services).containsAll(app.conditionalLinks().services());
      assertThat(libs).containsAll(app.depends().libs());
      app.test().suites().forEach(suite -> assertThat(services).containsAll(suite.services()));
      apps.add(app.name());
    }
    specs.bundles().forEach(bundle -> assertThat(apps).containsAll(bundle.apps()));
    specs.bundles().forEach(bundle -> assertThat(services).containsAll(bundle.services()));
  }

  @Property(tries = 300)
  void noTwoRulesClaimOnePlace(@ForAll("specSets") SpecSet specs) {
    List<HostForwarding> rules =
        specs.apps().stream().flatMap(app -> app.hostForwarding().stream()).toList();
    Set<Integer> streams = new HashSet<>();
    Set<Integer> https = new HashSet<>();
    for (HostForwarding rule : rules) {
      if (rule.type() == HostForwarding.Type.STREAM) {
        assertThat(streams.add(rule.hostPort())).isTrue();
      } else {
        https.add(rule.hostPort());
      }
    }
    assertThat(Collections.disjoint(https, streams)).isTrue();
    assertThat(rules)
        .extracting(rule -> rule.hostName() + ":" + rule.hostPort())
        .doesNotHaveDuplicates();
  }

  @Property(tries = 300)
  void planAndSpecsOfAnInputFitTogether(@ForAll("inputs") CompileInput input) {
    List<HostForwarding> ofApps = new ArrayList<>();
    for (ActiveApp app : input.specs().apps()) {
      ofApps.addAll(app.spec().hostForwarding());
    }
    assertThat(input.ports().forwardings())
        .extracting(PortPlan.Forwarding::rule)
        .containsExactlyElementsOf(ofApps);
    Set<Integer> hostPorts = input.ports().hostPorts();
    assertThat(input.ports().forwardings())
        .extracting(PortPlan.Forwarding::port)
        .noneMatch(hostPorts::contains);
    assertThat(input.specs().apps()).extracting(ActiveApp::name).isSorted();
  }

  @Property(tries = 100)
  void theOrderOfFilesChangesNothing(@ForAll("specSets") SpecSet specs, @ForAll Random random) {
    Set<String> bundles = new LinkedHashSet<>();
    specs.bundles().forEach(bundle -> bundles.add(bundle.name()));

    assertThat(ReferenceAssembly.assemble(specs.shuffled(random), bundles))
        .isEqualTo(ReferenceAssembly.assemble(specs, bundles));
  }

  @Property(tries = 500)
  void whatIsInterestingComesUpOftenEnough(@ForAll("inputs") CompileInput input) {
    List<ActiveApp> apps = input.specs().apps();
    collect("several apps", apps.size() > 2);
    collect("linked apps", apps.stream().anyMatch(app -> !app.links().isEmpty()));
    collect("several libs of one app", apps.stream().anyMatch(app -> app.libs().size() > 1));
    collect("no rule", input.ports().forwardings().isEmpty());
    collect("raw TCP", input.ports().forwardings().stream().anyMatch(SpecSetsTest::isStream));
    collect(
        "a port that several names share",
        input.ports().forwardings().size() > input.ports().hostPorts().size());
    collect(
        "an asset of several specs",
        input.specs().assets().stream().anyMatch(asset -> asset.usedBy().size() > 1));
    collect("tests", apps.stream().anyMatch(app -> !app.spec().test().suites().isEmpty()));
    collect("overrides", !input.environment().isEmpty());
    collect("IPv6", input.site().bridgeIp().contains(":"));
  }

  private static boolean isStream(PortPlan.Forwarding forwarding) {
    return forwarding.rule().type() == HostForwarding.Type.STREAM;
  }

  private static void collect(String what, boolean there) {
    Statistics.label(what)
        .collect(there)
        .coverage(coverage -> coverage.check(true).percentage(percentage -> percentage > 3));
  }
}
