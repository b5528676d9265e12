package dev.dusty.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dusty.api.compile.ActiveApp;
import dev.dusty.api.compile.PortPlan.Forwarding;
import dev.dusty.api.spec.AppSpec;
import dev.dusty.api.spec.BundleSpec;
import dev.dusty.api.spec.Commands;
import dev.dusty.api.spec.Depends;
import dev.dusty.api.spec.HostForwarding;
import dev.dusty.api.spec.LibSpec;
import dev.dusty.api.spec.Names;
import dev.dusty.api.spec.Origin;
import dev.dusty.api.spec.TestSpec;
import dev.dusty.api.value.Value;
import dev.dusty.assembly.PortAssignments;
import dev.dusty.testkit.ReferenceAssembly;
import dev.dusty.testkit.SpecSet;
import dev.dusty.testkit.SpecSets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds among the compiled files, whatever the specs are. */
class ConsistencyIT {

  private static final int TRIES = 1000;

  @Provide
  Arbitrary<SpecSet> specs() {
    return SpecSets.any();
  }

  private static List<String> bundles(SpecSet specs) {
    return specs.bundles().stream().map(BundleSpec::name).toList();
  }

  @Property(tries = TRIES)
  void everyHostNameIsInAllOfHostsAndNginxAndExtraHosts(@ForAll("specs") SpecSet specs) {
    Environment environment = Environment.of(specs);
    Set<String> inHosts = new TreeSet<>();
    environment
        .hosts()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .forEach(line -> inHosts.add(line.split(" ", -1)[1]));
    Set<String> planned = new TreeSet<>(environment.planned().plan().hostNames());
    assertThat(inHosts).isEqualTo(planned);

    Set<String> inNginx = new TreeSet<>();
    environment.nginx().servers().forEach(server -> inNginx.add(server.name()));
    inNginx.remove("");
    Set<String> http = new TreeSet<>();
    for (Forwarding forwarding : environment.planned().plan().forwardings()) {
      if (forwarding.rule().type() == HostForwarding.Type.HTTP) {
        http.add(forwarding.rule().hostName());
      }
    }
    assertThat(inNginx).isEqualTo(http).isSubsetOf(inHosts);

    ComposeFile compose = environment.compose();
    for (ActiveApp app : environment.active().apps()) {
      if (compose.services().getOrDefault(app.name(), Map.of()).containsKey("network_mode")) {
        continue; // it has the names of the container whose network it shares
      }
      Set<String> known = new TreeSet<>(compose.extraHosts(app.name()));
      assertThat(known).containsAll(inHosts);
      if (!app.spec().compose().has("extra_hosts")) {
        assertThat(known).isEqualTo(inHosts);
      }
    }
  }

  @Property(tries = TRIES)
  void everyPortThatNginxPassesToIsPublishedByOneAppToTheRulesContainerPort(
      @ForAll("specs") SpecSet specs) {
    Environment environment = Environment.of(specs);
    Map<String, List<String>> publishers = new HashMap<>();
    ComposeFile compose = environment.compose();
    for (String service : compose.services().keySet()) {
      if (!service.equals(Names.NGINX)) {
        compose
            .list(service, "ports")
            .forEach(port -> publishers.computeIfAbsent(port, p -> new ArrayList<>()).add(service));
      }
    }
    assertThat(environment.nginx().servers())
        .hasSameSizeAs(environment.planned().plan().forwardings());
    for (NginxConfig.Server server : environment.nginx().servers()) {
      Forwarding forwarding =
          environment.planned().plan().forwardings().stream()
              .filter(f -> f.port() == server.upstreamPort())
              .findFirst()
              .orElseThrow();
      assertThat(server.listen()).isEqualTo(forwarding.rule().hostPort());
      String published =
          "172.17.0.1:%d:%d".formatted(forwarding.port(), forwarding.rule().containerPort());
      assertThat(publishers.get(published)).as(published).hasSize(1);
      assertThat(server.upstream()).isEqualTo("172.17.0.1:" + forwarding.port());
    }
  }

  @Property(tries = TRIES)
  void everyPublishedPortOfNginxIsAHostPort(@ForAll("specs") SpecSet specs) {
    Environment environment = Environment.of(specs);
    Set<String> expected = new TreeSet<>();
    for (int port : environment.planned().plan().hostPorts()) {
      expected.add("192.168.99.100:%d:%d".formatted(port, port));
      expected.add("172.17.0.1:%d:%d".formatted(port, port));
    }
    assertThat(environment.compose().list(Names.NGINX, "ports"))
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(expected);
    assertThat(new TreeSet<>(environment.nginx().ports()))
        .isEqualTo(environment.planned().plan().hostPorts());
  }

  @Property(tries = TRIES)
  void noPortIsThereTwice(@ForAll("specs") SpecSet specs) {
    Environment environment = Environment.of(specs);
    Set<String> taken = new HashSet<>();
    for (String service : environment.compose().services().keySet()) {
      for (String port : environment.compose().list(service, "ports")) {
        if (port.startsWith("172.17.0.1:") || port.startsWith("192.168.99.100:")) {
          String place = port.substring(0, port.lastIndexOf(':'));
          assertThat(taken.add(place)).as(place).isTrue();
        }
      }
    }
  }

  @Property(tries = TRIES)
  void everyLinkNamesAServiceOfTheSameFile(@ForAll("specs") SpecSet specs) {
    ComposeFile compose = Environment.of(specs).compose();
    for (String service : compose.services().keySet()) {
      for (String link : compose.list(service, "links")) {
        String name = link.indexOf(':') < 0 ? link : link.substring(0, link.indexOf(':'));
        assertThat(compose.services()).containsKey(name);
      }
      for (String dependency : compose.list(service, "depends_on")) {
        assertThat(compose.services()).containsKey(dependency);
      }
    }
  }

  @Property(tries = TRIES)
  void everyMountedRepoIsAnActiveAppsOrLibs(@ForAll("specs") SpecSet specs) {
    Environment environment = Environment.of(specs);
    for (ActiveApp app : environment.active().apps()) {
      Set<String> expected = new TreeSet<>();
      app.spec().source().ifPresent(source -> expected.add(source.repo().path()));
      for (LibSpec lib : app.libs()) {
        expected.add(lib.source().repo().path());
      }
      for (String volume : environment.compose().list(app.name(), "volumes")) {
        if (volume.startsWith("/dusty_repos/")) {
          String path = volume.replace("$$", "$").substring("/dusty_repos/".length());
          assertThat(expected).contains(path.substring(0, path.indexOf(':')));
        }
      }
    }
  }

  @Property(tries = TRIES)
  void shufflingFilesKeysAndBundlesChangesNothing(
      @ForAll("specs") SpecSet specs, @ForAll long seed) {
    Random random = new Random(seed);
    List<String> bundles = new ArrayList<>(bundles(specs));
    Collections.shuffle(bundles, random);
    Environment shuffled =
        Environment.of(specs.shuffled(random), bundles, PortAssignments.NONE, random);
    assertThat(shuffled.files()).isEqualTo(Environment.of(specs).files());
  }

  @Property(tries = TRIES)
  void removingABundleAndAddingItAgainChangesNothing(@ForAll("specs") SpecSet specs) {
    List<String> all = bundles(specs);
    Environment before = Environment.of(specs);
    Environment fewer =
        Environment.of(specs, all.subList(1, all.size()), before.planned().assignments());
    Environment again = Environment.of(specs, all, fewer.planned().assignments());
    assertThat(again.files()).isEqualTo(before.files());
  }

  @Property(tries = TRIES)
  void addingAnUnrelatedAppChangesNoOtherAppsPart(@ForAll("specs") SpecSet specs) {
    Environment before = Environment.of(specs);
    List<AppSpec> apps = new ArrayList<>(specs.apps());
    apps.add(unrelated());
    List<BundleSpec> bundles = new ArrayList<>(specs.bundles());
    bundles.add(new BundleSpec("aaa-more", "", List.of("aaa-unrelated"), List.of()));
    SpecSet more = new SpecSet(apps, specs.libs(), specs.services(), bundles);
    Environment after = Environment.of(more, bundles(more), before.planned().assignments());

    assertThat(after.planned().plan().forwardings())
        .containsAll(before.planned().plan().forwardings());
    before
        .files()
        .forEach(
            (path, content) -> {
              if (path.startsWith("commands/")) {
                assertThat(after.file(path)).isEqualTo(content);
              }
            });
    String formerCompose = before.file("compose/docker-compose.yml");
    String compose = after.file("compose/docker-compose.yml");
    for (ActiveApp app : before.active().apps()) {
      if (!app.spec().compose().has("extra_hosts")) {
        assertThat(part(compose, app.name())).isEqualTo(part(formerCompose, app.name()));
      }
    }
    assertThat(after.file("nginx/dustyNginx.conf").lines().toList())
        .containsAll(
            before.nginx().servers().stream()
                .filter(server -> !server.name().isEmpty())
                .map(server -> "        server_name " + server.name() + ";")
                .toList());
  }

  private static AppSpec unrelated() {
    return new AppSpec(
        "aaa-unrelated",
        Optional.empty(),
        new Origin.Image("busybox", false),
        Depends.NOTHING,
        Depends.NOTHING,
        List.of(new HostForwarding("aaa-unrelated.example", 41234, 80, HostForwarding.Type.HTTP)),
        new Commands(List.of(), List.of("sleep 1000")),
        List.of(),
        List.of(),
        Value.Entries.NONE,
        TestSpec.NONE);
  }

  /** Returns a service's lines as they stand in a Compose file. */
  private static String part(String compose, String service) {
    List<String> lines = compose.lines().toList();
    List<String> heads = List.of("  " + service + ":", "  \"" + service + "\":");
    int start = 0;
    while (!heads.contains(lines.get(start))) {
      start++;
    }
    int end = start + 1;
    while (end < lines.size() && lines.get(end).startsWith("   ")) {
      end++;
    }
    return String.join("\n", lines.subList(start, end));
  }

  @Property(tries = TRIES)
  void whatIsActiveIsWhatTheReferenceSays(@ForAll("specs") SpecSet specs) {
    Environment environment = Environment.of(specs);
    assertThat(environment.active()).isEqualTo(ReferenceAssembly.assemble(specs, bundles(specs)));
    assertThat(environment.planned().plan())
        .isEqualTo(ReferenceAssembly.plan(specs, environment.active()));
  }
}
