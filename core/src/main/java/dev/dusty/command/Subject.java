package dev.dusty.command;

import dev.dusty.api.UserError;
import dev.dusty.api.compile.ActiveLib;
import dev.dusty.api.compile.ActiveSpecs;
import dev.dusty.api.spec.Suite;
import dev.dusty.api.test.Tested;
import dev.dusty.assembly.Assembler;
import dev.dusty.spec.Specs;
import dev.dusty.spec.model.Suggestions;
import java.util.List;
import java.util.Set;

/**
 * Whose suites are meant, and what they need.
 *
 * @param tested the app or lib
 * @param needs it, its libs and the services of its suites
 */
record Subject(Tested tested, ActiveSpecs needs) {

  /**
   * Finds it.
   *
   * @param typed the name of an app, or else of a lib; or {@code lib:NAME}
   * @throws UserError if there is none of that name
   */
  static Subject named(Specs specs, String typed) {
    if (!LibNames.isOfLib(typed) && specs.apps().containsKey(typed)) {
      ActiveSpecs needs = Assembler.testsOfApp(specs, typed);
      return new Subject(new Tested.App(needs.apps().getFirst()), needs);
    }
    String lib = LibNames.lib(typed);
    if (!specs.libs().containsKey(lib)) {
      throw unknown(specs, typed);
    }
    ActiveSpecs needs = Assembler.testsOfLib(specs, lib);
    ActiveLib itself =
        needs.libs().stream().filter(l -> l.spec().name().equals(lib)).findFirst().orElseThrow();
    return new Subject(new Tested.Lib(itself), needs);
  }

  /** Returns the suites that somebody means. */
  List<Suite> suites(String typed) {
    List<Suite> all = tested.test().suites();
    if (all.isEmpty()) {
      throw new UserError(
          "no-suites",
          tested.place() + " has no test suites",
          "add some under 'test' in %s.yml".formatted(tested.place()));
    }
    if (isAll(typed)) {
      return all;
    }
    List<Suite> meant = all.stream().filter(suite -> suite.name().equals(typed)).toList();
    if (meant.isEmpty()) {
      List<String> names = all.stream().map(Suite::name).toList();
      throw new UserError(
          "unknown-suite",
          "%s has no test suite '%s'%s"
              .formatted(tested.place(), typed, Suggestions.didYouMean(typed, names)),
          "suites: " + String.join(", ", names) + "; or all");
    }
    return meant;
  }

  /** Returns whether somebody means all suites: no suite has such a name. */
  static boolean isAll(String typed) {
    return typed.equalsIgnoreCase("all");
  }

  private static UserError unknown(Specs specs, String typed) {
    if (specs.services().containsKey(typed)) {
      return new UserError(
          "service-has-no-tests",
          "'" + typed + "' is a service, which has no tests",
          "name an app or a lib");
    }
    Set<String> names = LibNames.all(specs);
    return new UserError(
        "unknown-app-or-lib",
        "there is no app or lib '" + typed + "'" + Suggestions.didYouMean(typed, names),
        "apps and libs: " + String.join(", ", names));
  }
}
