package dev.dusty.command;

import dev.dusty.api.UserError;
import dev.dusty.api.step.Finding;
import dev.dusty.repos.LocalChanges;
import dev.dusty.spec.Specs;
import dev.dusty.spec.model.Suggestions;
import dev.dusty.spec.read.SpecReading;
import dev.dusty.spec.yaml.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether the specs are there and sound, and the active bundles in them. */
record SpecsChecks(Work work, Progress progress) {

  List<Found> all() throws IOException {
    Path folder;
    try {
      folder = work.specsFolder();
    } catch (UserError e) {
      // Before the setup, that is all there is to say.
      return e.code().equals("no-specs-repo") && work.config().values().isEmpty()
          ? List.of()
          : List.of(Found.own(Finding.broken(e, "nothing is known of what to bring up")));
    } catch (IllegalArgumentException e) {
      return List.of(
          Found.own(
              Finding.broken(
                  "no-repo",
                  "the configured specs_repo is no repo: " + e.getMessage(),
                  "nothing is known of what to bring up",
                  "set it: dusty config set specs_repo REPO")));
    }
    Optional<SpecReading> there = work.reading(folder);
    if (there.isEmpty()) {
      return List.of(absent(folder));
    }
    SpecReading reading = there.get();
    List<Problem> errors = reading.problems().stream().filter(Problem::isError).toList();
    if (!errors.isEmpty()) {
      return List.of(
          Found.own(
              Finding.broken(
                  "invalid-specs",
                  "the specs in '%s' have %d error%s, such as %s"
                      .formatted(
                          folder, errors.size(), errors.size() == 1 ? "" : "s", errors.getFirst()),
                  "nothing is brought up before they are mended",
                  "dusty validate " + folder)));
    }
    return bundles(folder, reading.specs());
  }

  /** The user's own folder is found missing with the configuration. */
  private Found absent(Path folder) {
    String what = "there are no specs at '" + folder + "'";
    String why = "they say what there is to bring up";
    if (work.config().overrides().containsKey(work.specsRepo().path())) {
      return Found.own(Finding.broken("no-specs", what, why, "see 'dusty repos list'"));
    }
    return Found.own(
        Finding.broken("no-specs", what, why, "dusty repos update"),
        () -> work.pull(List.of(work.specsRepo()), LocalChanges.KEEP_AND_WARN, progress));
  }

  private List<Found> bundles(Path folder, Specs specs) {
    List<Found> found = new ArrayList<>();
    List<String> active = work.config().bundles();
    if (active.isEmpty()) {
      found.add(
          Found.own(
              Finding.warning(
                  "no-bundle",
                  "no bundle is active",
                  "so there is nothing to bring up",
                  "see 'dusty bundles list', and switch some on: dusty bundles activate NAME")));
    }
    for (String bundle : active) {
      if (!specs.bundles().containsKey(bundle)) {
        found.add(
            Found.own(
                Finding.broken(
                    "unknown-bundle",
                    "the active bundle '%s' is not in the specs%s"
                        .formatted(
                            bundle, Suggestions.didYouMean(bundle, specs.bundles().keySet())),
                    "nothing is brought up before all active bundles are known",
                    "dusty bundles deactivate " + bundle)));
      }
    }
    for (UserError unknown :
        new AppSettings(work.dusty().keys(), specs).objections(work.config().values())) {
      found.add(
          Found.own(
              Finding.warning(
                  unknown.code(),
                  unknown.problem(),
                  "the setting means nobody there",
                  "correct it with 'dusty config set'; " + unknown.remedy())));
    }
    if (found.isEmpty()) {
      found.add(
          Found.own(
              Finding.fine(
                  "specs",
                  "the specs in '%s' are valid; active: %s"
                      .formatted(folder, String.join(", ", active)))));
    }
    return found;
  }
}
