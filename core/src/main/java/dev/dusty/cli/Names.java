package dev.dusty.cli;

import dev.dusty.command.KnownNames;
import dev.dusty.command.KnownNames.Name;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiFunction;

/**
 * What can stand for an argument, as the daemon knows it: a command names one of these as the
 * {@code completionCandidates} of a parameter or option. Where no daemon is asked there are none.
 */
abstract class Names implements Iterable<String> {

  private final Asked asked;
  private final BiFunction<KnownNames, List<String>, List<Name>> question;

  private Names(Asked asked, BiFunction<KnownNames, List<String>, List<Name>> question) {
    this.asked = asked;
    this.question = question;
  }

  /**
   * Returns them.
   *
   * @param before the arguments that were typed before this one
   */
  final List<Name> after(List<String> before) {
    return asked
        .inDaemon()
        .map(both -> question.apply(new KnownNames(both.dusty(), both.caller()), before))
        .orElse(List.of());
  }

  @Override
  public final Iterator<String> iterator() {
    return after(List.of()).stream().map(Name::name).iterator();
  }

  private static String first(List<String> before) {
    return before.isEmpty() ? "" : before.getFirst();
  }

  /** Bundles. */
  static final class Bundles extends Names {
    Bundles(Asked asked) {
      super(asked, (known, before) -> known.bundles());
    }
  }

  /** Active bundles. */
  static final class ActiveBundles extends Names {
    ActiveBundles(Asked asked) {
      super(asked, (known, before) -> known.activeBundles());
    }
  }

  /** Containers: of active apps and services. */
  static final class Containers extends Names {
    Containers(Asked asked) {
      super(asked, (known, before) -> known.containers());
    }
  }

  /** Containers before a path in them, beside files of this computer. */
  static final class CopyEnds extends Names {
    CopyEnds(Asked asked) {
      super(
          asked,
          (known, before) ->
              known.containers().stream()
                  .map(name -> new Name(name.name() + ":", name.description()))
                  .toList());
    }
  }

  /** Active apps. */
  static final class Apps extends Names {
    Apps(Asked asked) {
      super(asked, (known, before) -> known.apps());
    }
  }

  /** Apps and services, active or not. */
  static final class AppsAndServices extends Names {
    AppsAndServices(Asked asked) {
      super(asked, (known, before) -> known.appsAndServices());
    }
  }

  /** Apps and libs, active or not. */
  static final class AppsAndLibs extends Names {
    AppsAndLibs(Asked asked) {
      super(asked, (known, before) -> known.appsAndLibs());
    }
  }

  /** An app, and then one of its scripts. */
  static final class AppAndScript extends Names {
    AppAndScript(Asked asked) {
      super(
          asked,
          (known, before) ->
              switch (before.size()) {
                case 0 -> known.apps();
                case 1 -> known.scripts(first(before));
                default -> List.of();
              });
    }
  }

  /** An app or a lib, and then one of its test suites. */
  static final class TestedAndSuite extends Names {
    TestedAndSuite(Asked asked) {
      super(
          asked,
          (known, before) ->
              switch (before.size()) {
                case 0 -> known.appsAndLibs();
                case 1 -> known.suites(first(before));
                default -> List.of();
              });
    }
  }

  /** Repos. */
  static final class Repos extends Names {
    Repos(Asked asked) {
      super(asked, (known, before) -> known.repos());
    }
  }

  /** Keys of assets. */
  static final class Assets extends Names {
    Assets(Asked asked) {
      super(asked, (known, before) -> known.assets());
    }
  }

  /** Overridden variables of the container that the first argument names. */
  static final class Variables extends Names {
    Variables(Asked asked) {
      super(asked, (known, before) -> known.variables(first(before)));
    }
  }

  /** Configuration keys. */
  static final class Keys extends Names {
    Keys(Asked asked) {
      super(asked, (known, before) -> known.keys());
    }
  }
}
