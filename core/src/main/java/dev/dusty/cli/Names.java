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
  private final BiFunction<KnownNames, Typed, List<Name>> question;

  private Names(Asked asked, BiFunction<KnownNames, Typed, List<Name>> question) {
    this.asked = asked;
    this.question = question;
  }

  /**
   * What was typed so far.
   *
   * @param before the arguments before the one that is to be completed
   * @param word the beginning of that one
   */
  record Typed(List<String> before, String word) {

    Typed {
      before = List.copyOf(before);
    }

    private String first() {
      return before.isEmpty() ? "" : before.getFirst();
    }
  }

  /** Returns them; not all of them begin with what was typed. */
  final List<Name> after(Typed typed) {
    return asked
        .inDaemon()
        .map(both -> question.apply(new KnownNames(both.dusty(), both.caller()), typed))
        .orElse(List.of());
  }

  @Override
  public final Iterator<String> iterator() {
    return after(new Typed(List.of(), "")).stream().map(Name::name).iterator();
  }

  /** Bundles. */
  static final class Bundles extends Names {
    Bundles(Asked asked) {
      super(asked, (known, typed) -> known.bundles());
    }
  }

  /** Active bundles. */
  static final class ActiveBundles extends Names {
    ActiveBundles(Asked asked) {
      super(asked, (known, typed) -> known.activeBundles());
    }
  }

  /** Containers: of active apps and services. */
  static final class Containers extends Names {
    Containers(Asked asked) {
      super(asked, (known, typed) -> known.containers());
    }
  }

  /** Containers before a path in them, beside files of this computer. */
  static final class CopyEnds extends Names {
    CopyEnds(Asked asked) {
      super(
          asked,
          (known, typed) ->
              known.containers().stream()
                  .map(name -> new Name(name.name() + ":", name.description()))
                  .toList());
    }
  }

  /** Active apps. */
  static final class Apps extends Names {
    Apps(Asked asked) {
      super(asked, (known, typed) -> known.apps());
    }
  }

  /** Apps and services, active or not. */
  static final class AppsAndServices extends Names {
    AppsAndServices(Asked asked) {
      super(asked, (known, typed) -> known.appsAndServices());
    }
  }

  /** Apps and libs, active or not. */
  static final class AppsAndLibs extends Names {
    AppsAndLibs(Asked asked) {
      super(asked, (known, typed) -> known.appsAndLibs(typed.word()));
    }
  }

  /** An app, and then one of its scripts. */
  static final class AppAndScript extends Names {
    AppAndScript(Asked asked) {
      super(
          asked,
          (known, typed) ->
              switch (typed.before().size()) {
                case 0 -> known.apps();
                case 1 -> known.scripts(typed.first());
                default -> List.of();
              });
    }
  }

  /** An app or a lib, and then one of its test suites. */
  static final class TestedAndSuite extends Names {
    TestedAndSuite(Asked asked) {
      super(
          asked,
          (known, typed) ->
              switch (typed.before().size()) {
                case 0 -> known.appsAndLibs(typed.word());
                case 1 -> known.suites(typed.first());
                default -> List.of();
              });
    }
  }

  /** Repos. */
  static final class Repos extends Names {
    Repos(Asked asked) {
      super(asked, (known, typed) -> known.repos());
    }
  }

  /** Keys of assets. */
  static final class Assets extends Names {
    Assets(Asked asked) {
      super(asked, (known, typed) -> known.assets());
    }
  }

  /** Overridden variables of the container that the first argument names. */
  static final class Variables extends Names {
    Variables(Asked asked) {
      super(asked, (known, typed) -> known.variables(typed.first()));
    }
  }

  /** Configuration keys. */
  static final class Keys extends Names {
    Keys(Asked asked) {
      super(asked, (known, typed) -> known.keys());
    }
  }
}
