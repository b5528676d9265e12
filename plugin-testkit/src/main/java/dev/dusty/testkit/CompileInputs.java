package dev.dusty.testkit;

import dev.dusty.api.Settings;
import dev.dusty.api.compile.ActiveSpecs;
import dev.dusty.api.compile.CompileInput;
import dev.dusty.api.compile.Owner;
import dev.dusty.api.compile.Site;
import dev.dusty.api.spec.AppSpec;
import dev.dusty.api.spec.ServiceSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * Generators of what a compile step is given.
 *
 * @since 1.0
 */
public final class CompileInputs {

  private static final List<String> ADDRESSES =
      List.of(
          "127.0.0.1",
          "192.168.99.100",
          "172.17.0.1",
          "10.0.0.255",
          "::1",
          "fd00::1",
          "2001:DB8:0:0:8:800:200C:417A");

  private static final List<String> FOLDERS =
      List.of("/dusty_repos", "/srv/it's here", "/mnt/a $b", "/var/lib/dusty/x");

  private static final Owner OWNER = new Owner(1000, 1000);

  private CompileInputs() {}

  /** Returns inputs for some bundles of any set of specs. */
  public static Arbitrary<CompileInput> any() {
    return of(SpecSets.any());
  }

  /** Returns inputs for some bundles of given sets of specs. */
  public static Arbitrary<CompileInput> of(Arbitrary<SpecSet> specSets) {
    return Combinators.combine(specSets, choices(), sites(), settings(), overrides())
        .as(
            (specs, choice, site, settings, overrides) ->
                input(specs, choice.among(specs), site, settings, overrides.among(specs)))
        .withoutEdgeCases();
  }

  /**
   * Returns the input for some bundles with the ports of an environment that has none yet, and all
   * of Dusty's own targets.
   */
  public static CompileInput input(
      SpecSet specs,
      Set<String> bundles,
      Site site,
      Settings settings,
      Map<String, Map<String, String>> environment) {
    ActiveSpecs active = ReferenceAssembly.assemble(specs, bundles);
    return new CompileInput(
        active,
        ReferenceAssembly.plan(specs, active),
        site,
        settings,
        OWNER,
        environment,
        Set.of("hosts", "nginx", "compose"));
  }

  /** Some of a set's bundles; all of them if nothing is said. */
  private record Choice(List<Boolean> isActive) {

    Set<String> among(SpecSet specs) {
      Set<String> names = new TreeSet<>();
      for (int i = 0; i < specs.bundles().size(); i++) {
        if (i >= isActive.size() || isActive.get(i)) {
          names.add(specs.bundles().get(i).name());
        }
      }
      return names;
    }
  }

  private static Arbitrary<Choice> choices() {
    return Arbitraries.of(true, true, false).list().ofMaxSize(3).map(Choice::new);
  }

  /** Returns addresses of both families, and folders in usual and unusual places. */
  public static Arbitrary<Site> sites() {
    Arbitrary<String> addresses = Arbitraries.of(ADDRESSES);
    Arbitrary<Site> usual = Combinators.combine(addresses, addresses).as(Site::at);
    Arbitrary<String> folders = Arbitraries.of(FOLDERS);
    Arbitrary<Site> unusual =
        Combinators.combine(usual, folders, folders, folders, folders, folders)
            .as(
                (site, repos, commands, assets, copies, persist) ->
                    new Site(
                        site.vmIp(),
                        site.bridgeIp(),
                        repos + "/repos",
                        commands + "/commands",
                        assets + "/assets",
                        copies + "/cp",
                        persist + "/persist"));
    return Arbitraries.oneOf(usual, unusual);
  }

  /** Returns settings: none, that of another nginx image, one of a plugin that is not there. */
  public static Arbitrary<Settings> settings() {
    Arbitrary<Map<String, String>> values =
        Arbitraries.oneOf(
            Arbitraries.just(Map.of()),
            Arbitraries.of(
                Map.of("nginx_image", "nginx:1.27"),
                Map.of("nginx_image", "localhost:5000/nginx@sha256:" + "0a".repeat(32))),
            OddTexts.line().map(text -> Map.of("some_other_plugins_key", text)));
    return values.map(Settings::new);
  }

  /** A user's overrides, by the numbers of containers. */
  private record Overrides(Map<Integer, Map<String, String>> byNumber) {

    /** Returns overrides of containers that are active, and of some that are not. */
    Map<String, Map<String, String>> among(SpecSet specs) {
      List<String> containers = new ArrayList<>();
      specs.apps().stream().map(AppSpec::name).forEach(containers::add);
      specs.services().stream().map(ServiceSpec::name).forEach(containers::add);
      containers.add("gone");
      Map<String, Map<String, String>> environment = new TreeMap<>();
      byNumber.forEach(
          (number, variables) ->
              environment.put(containers.get(number % containers.size()), variables));
      return environment;
    }
  }

  private static Arbitrary<Overrides> overrides() {
    Arbitrary<Map<String, String>> variables =
        Arbitraries.maps(Arbitraries.of("A", "B_C", "NEW", "lower"), OddTexts.block()).ofMaxSize(3);
    return Arbitraries.maps(Arbitraries.integers().between(0, 11), variables)
        .ofMaxSize(2)
        .map(Overrides::new);
  }
}
