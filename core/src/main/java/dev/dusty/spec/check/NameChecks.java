package dev.dusty.spec.check;

import dev.dusty.api.spec.Names;
import dev.dusty.spec.Kind;
import dev.dusty.spec.SpecFile;
import dev.dusty.spec.Specs;
import dev.dusty.spec.yaml.Position;
import dev.dusty.spec.yaml.Problems;
import org.jspecify.annotations.Nullable;

/** Checks the names that specs have by their files. */
final class NameChecks {

  private NameChecks() {}

  static void check(Specs specs, Problems problems) {
    for (Kind kind : Kind.values()) {
      for (SpecFile<?> file : specs.of(kind).values()) {
        checkForm(kind, file, problems);
      }
    }
    for (SpecFile<?> app : specs.apps().values()) {
      SpecFile<?> service = specs.services().get(app.name());
      if (service != null) {
        problems.error(
            Position.of(app.file()),
            "the name '%s' is also that of %s; both are containers, so rename one"
                .formatted(app.name(), service.file()));
      }
    }
    for (SpecFile<?> lib : specs.libs().values()) {
      warnOfSharedName(Kind.APP, specs.apps().get(lib.name()), lib, problems);
      warnOfSharedName(Kind.SERVICE, specs.services().get(lib.name()), lib, problems);
    }
  }

  private static void checkForm(Kind kind, SpecFile<?> file, Problems problems) {
    boolean isSource = kind == Kind.APP || kind == Kind.LIB;
    boolean fits = isSource ? Names.isSourceName(file.name()) : Names.isPlainName(file.name());
    if (file.name().equals(Names.NGINX)) {
      problems.error(
          Position.of(file.file()),
          "the name '%s' is reserved for Dusty's own nginx; rename the file"
              .formatted(Names.NGINX));
    } else if (!fits) {
      problems.error(
          Position.of(file.file()),
          "'%s' is not a name for %s: it takes %s; rename the file"
              .formatted(
                  file.name().replaceAll("\\p{Cntrl}", "?"),
                  kind.withArticle(),
                  isSource ? Names.SOURCE_NAME_RULE : Names.PLAIN_NAME_RULE));
    }
  }

  private static void warnOfSharedName(
      Kind kind, @Nullable SpecFile<?> container, SpecFile<?> lib, Problems problems) {
    if (container != null) {
      problems.warning(
          Position.of(container.file()),
          "the name '%s' is also that of %s; where a command takes either, this %s is meant, and"
                  .formatted(container.name(), lib.file(), kind.word())
              + " 'lib:%s' says the lib".formatted(lib.name()));
    }
  }
}
