package dev.dusty.testkit;

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
import dev.dusty.api.spec.Script;
import dev.dusty.api.spec.Source;
import dev.dusty.api.spec.Suite;
import dev.dusty.api.spec.TestSpec;
import dev.dusty.api.value.Value;
import java.util.List;
import java.util.Optional;

/**
 * Specs that know nothing yet of each other: a reference is a number, which becomes a name when all
 * names are known. So each is drawn by itself, which is quick and shrinks well.
 */
final class Drafts {

  private Drafts() {}

  /** References to one kind of spec. */
  record Picks(List<Integer> numbers) {

    /** Returns the names that are meant, each once. */
    List<String> among(List<String> names) {
      return names.isEmpty()
          ? List.of()
          : numbers.stream().map(number -> names.get(number % names.size())).distinct().toList();
    }
  }

  /** What an app refers to. */
  record Needs(Picks apps, Picks services, Picks libs) {

    Depends among(List<String> appNames, List<String> serviceNames, List<String> libNames) {
      return new Depends(apps.among(appNames), services.among(serviceNames), libs.among(libNames));
    }
  }

  /** A repo, and the end of its mount. */
  record SourceDraft(Repo repo, String end) {

    Source below(String folder) {
      return new Source(repo, new ContainerPath(folder + end));
    }
  }

  record SuiteDraft(Suite suite, Picks services) {

    Suite among(List<String> serviceNames) {
      return new Suite(
          suite.name(),
          suite.description(),
          suite.command(),
          suite.defaultArgs(),
          services.among(serviceNames),
          suite.compose());
    }
  }

  record TestDraft(Origin origin, List<String> once, List<SuiteDraft> suites) {

    TestSpec among(List<String> serviceNames, boolean hasRepo) {
      return new TestSpec(
          Optional.of(fitting(origin, hasRepo)),
          once,
          suites.stream().map(suite -> suite.among(serviceNames)).toList());
    }
  }

  /** What an app runs and holds. */
  record Content(
      Commands commands, List<Script> scripts, List<Asset> assets, Value.Entries compose) {}

  record AppDraft(
      Optional<SourceDraft> source,
      Origin origin,
      Needs depends,
      Needs conditional,
      List<HostForwarding> rules,
      Content content,
      Optional<TestDraft> test) {

    /** Returns the app with the rules that nobody else has claimed, and needs only before it. */
    AppSpec build(SetNames names, int index, Claims claims) {
      List<String> earlier = names.apps().subList(0, index);
      boolean hasRepo = source.isPresent();
      return new AppSpec(
          names.apps().get(index),
          source.map(draft -> draft.below("/apps/" + index)),
          fitting(origin, hasRepo),
          depends.among(earlier, names.services(), names.libs()),
          conditional.among(earlier, names.services(), List.of()),
          rules.stream().filter(claims::grant).toList(),
          content.commands(),
          content.scripts(),
          content.assets(),
          content.compose(),
          test.map(draft -> draft.among(names.services(), hasRepo)).orElse(TestSpec.NONE));
    }
  }

  record LibDraft(
      SourceDraft source,
      List<String> install,
      Picks libs,
      List<Asset> assets,
      Optional<TestDraft> test) {

    LibSpec build(SetNames names, int index) {
      return new LibSpec(
          names.libs().get(index),
          source.below("/libs/" + index),
          install,
          libs.among(names.libs().subList(0, index)),
          assets,
          test.map(draft -> draft.among(names.services(), true)).orElse(TestSpec.NONE));
    }
  }

  record BundleDraft(String description, Picks apps, Picks services) {

    BundleSpec build(SetNames names, int index) {
      return new BundleSpec(
          names.bundles().get(index),
          description,
          apps.among(names.apps()),
          services.among(names.services()));
    }
  }

  /** All names of a set. */
  record SetNames(
      List<String> apps, List<String> libs, List<String> services, List<String> bundles) {

    /** Makes sure that no app and service, which are both containers, share a name. */
    static SetNames of(
        List<String> apps, List<String> libs, List<String> services, List<String> bundles) {
      // No app has a capital letter in its name.
      List<String> others =
          services.stream().map(name -> apps.contains(name) ? name + "-OWN" : name).toList();
      return new SetNames(apps, libs, others, bundles);
    }
  }

  /** A folder that is relative to a repo makes sense only where there is one. */
  private static Origin fitting(Origin origin, boolean hasRepo) {
    return origin instanceof Origin.Build build && build.isInRepo() && !hasRepo
        ? new Origin.Build("/srv/" + build.folder())
        : origin;
  }
}
