package dev.dusty.testkit;

import dev.dusty.api.spec.AppSpec;
import dev.dusty.api.spec.BundleSpec;
import dev.dusty.api.spec.HostForwarding;
import dev.dusty.api.spec.LibSpec;
import dev.dusty.api.spec.ServiceSpec;
import dev.dusty.api.spec.Suite;
import dev.dusty.api.value.Value;
import dev.dusty.testkit.Drafts.AppDraft;
import dev.dusty.testkit.Drafts.BundleDraft;
import dev.dusty.testkit.Drafts.Content;
import dev.dusty.testkit.Drafts.LibDraft;
import dev.dusty.testkit.Drafts.Needs;
import dev.dusty.testkit.Drafts.Picks;
import dev.dusty.testkit.Drafts.SetNames;
import dev.dusty.testkit.Drafts.SuiteDraft;
import dev.dusty.testkit.Drafts.TestDraft;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;
import net.jqwik.api.arbitraries.ListArbitrary;

/**
 * Generators of whole sets of specs.
 *
 * @since 1.0
 */
public final class SpecSets {

  private SpecSets() {}

  /**
   * How many specs there are.
   *
   * @param apps at least 0
   * @param libs at least 0
   * @param services at least 0
   * @param bundles at least 1
   * @since 1.0
   */
  public record Sizes(int apps, int libs, int services, int bundles) {}

  /** Returns sets of a size that a person can read: up to 8 apps, 4 libs, 3 services, 3 bundles. */
  public static Arbitrary<SpecSet> any() {
    Sizes most = new Sizes(8, 4, 3, 3);
    return sets(
        most,
        apps().list().ofMaxSize(most.apps()).withSizeDistribution(RandomDistribution.uniform()),
        libs().list().ofMaxSize(most.libs()),
        ComposeMaps.forServices().list().ofMaxSize(most.services()),
        bundles().list().ofMinSize(1).ofMaxSize(most.bundles()));
  }

  /** Returns sets of given sizes. */
  public static Arbitrary<SpecSet> ofSizes(Sizes sizes) {
    return sets(
        sizes,
        apps().list().ofSize(sizes.apps()),
        libs().list().ofSize(sizes.libs()),
        ComposeMaps.forServices().list().ofSize(sizes.services()),
        bundles().list().ofSize(sizes.bundles()));
  }

  private static Arbitrary<SpecSet> sets(
      Sizes most,
      ListArbitrary<AppDraft> apps,
      ListArbitrary<LibDraft> libs,
      ListArbitrary<Value.Entries> services,
      ListArbitrary<BundleDraft> bundles) {
    Arbitrary<SetNames> names =
        Combinators.combine(
                unique(SpecParts.sourceNames(), most.apps()),
                unique(SpecParts.sourceNames(), most.libs()),
                unique(SpecParts.plainNames(), most.services()),
                unique(SpecParts.plainNames(), most.bundles()))
            .as(SetNames::of);
    return Combinators.combine(names, apps, libs, services, bundles)
        .as(SpecSets::build)
        .withoutEdgeCases();
  }

  private static SpecSet build(
      SetNames allNames,
      List<AppDraft> apps,
      List<LibDraft> libs,
      List<Value.Entries> services,
      List<BundleDraft> bundles) {
    SetNames names =
        new SetNames(
            allNames.apps().subList(0, apps.size()),
            allNames.libs().subList(0, libs.size()),
            allNames.services().subList(0, services.size()),
            allNames.bundles().subList(0, bundles.size()));
    Claims claims = new Claims();
    List<AppSpec> appSpecs = new ArrayList<>();
    for (int i = 0; i < apps.size(); i++) {
      appSpecs.add(apps.get(i).build(names, i, claims));
    }
    List<LibSpec> libSpecs = new ArrayList<>();
    for (int i = 0; i < libs.size(); i++) {
      libSpecs.add(libs.get(i).build(names, i));
    }
    List<ServiceSpec> serviceSpecs = new ArrayList<>();
    for (int i = 0; i < services.size(); i++) {
      serviceSpecs.add(new ServiceSpec(names.services().get(i), i % 2 == 1, services.get(i)));
    }
    List<BundleSpec> bundleSpecs = new ArrayList<>();
    for (int i = 0; i < bundles.size(); i++) {
      bundleSpecs.add(bundles.get(i).build(names, i));
    }
    return new SpecSet(appSpecs, libSpecs, serviceSpecs, bundleSpecs);
  }

  private static Arbitrary<AppDraft> apps() {
    Arbitrary<Content> content =
        Combinators.combine(
                SpecParts.commands(),
                SpecParts.scripts(),
                SpecParts.assets(),
                ComposeMaps.forApps())
            .as(Content::new);
    Arbitrary<Needs> depends = Combinators.combine(picks(2), picks(2), picks(2)).as(Needs::new);
    Arbitrary<Needs> conditional = Combinators.combine(picks(1), picks(1), picks(0)).as(Needs::new);
    return Combinators.combine(
            SpecParts.sources().optional(0.8),
            SpecParts.origins(),
            depends,
            conditional,
            rules(),
            content,
            tests().optional(0.3))
        .as(AppDraft::new);
  }

  private static Arbitrary<LibDraft> libs() {
    return Combinators.combine(
            SpecParts.sources(),
            SpecParts.commandLines(),
            picks(2),
            SpecParts.assets(),
            tests().optional(0.3))
        .as(LibDraft::new);
  }

  private static Arbitrary<BundleDraft> bundles() {
    return Combinators.combine(OddTexts.block(), picks(3), picks(2)).as(BundleDraft::new);
  }

  /** Rules as they come; those that clash with another app's are left out later. */
  private static Arbitrary<List<HostForwarding>> rules() {
    Arbitrary<Integer> ports = Arbitraries.of(80, 80, 80, 443, 8080, 3000, 5432, 22, 65000, 65001);
    Arbitrary<Integer> containerPorts =
        Arbitraries.frequencyOf(
            Tuple.of(4, Arbitraries.of(80, 8000, 3000)),
            Tuple.of(1, Arbitraries.integers().between(1, 65535)));
    Arbitrary<HostForwarding.Type> types =
        Arbitraries.frequency(
            Tuple.of(3, HostForwarding.Type.HTTP), Tuple.of(1, HostForwarding.Type.STREAM));
    return Combinators.combine(SpecParts.hostNames(), ports, containerPorts, types)
        .as(HostForwarding::new)
        .list()
        .ofMaxSize(3);
  }

  private static Arbitrary<TestDraft> tests() {
    Arbitrary<Suite> suites =
        Combinators.combine(
                OddTexts.label().filter(name -> !name.toLowerCase(Locale.ROOT).equals("all")),
                OddTexts.block(),
                SpecParts.commandLines(),
                Arbitraries.of("", "-v", "--name 'a b' \"$HOME\""),
                ComposeMaps.forApps())
            .as(
                (name, description, command, arguments, compose) ->
                    new Suite(name, description, command, arguments, List.of(), compose));
    Arbitrary<List<SuiteDraft>> drafts =
        Combinators.combine(suites, picks(2))
            .as(SuiteDraft::new)
            .list()
            .ofMinSize(1)
            .ofMaxSize(2)
            .uniqueElements(draft -> draft.suite().name());
    return Combinators.combine(SpecParts.origins(), SpecParts.commandLines(), drafts)
        .as(TestDraft::new);
  }

  private static Arbitrary<Picks> picks(int atMost) {
    return Arbitraries.integers().between(0, 11).list().ofMaxSize(atMost).map(Picks::new);
  }

  private static Arbitrary<List<String>> unique(Arbitrary<String> names, int size) {
    return names.list().ofSize(size).uniqueElements();
  }
}
