package dev.dusty.command;

import dev.dusty.api.UserError;
import dev.dusty.api.spec.AppSpec;
import dev.dusty.api.spec.Script;
import dev.dusty.spec.SpecFile;
import dev.dusty.spec.Specs;
import dev.dusty.spec.model.Suggestions;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code dusty scripts APP}: which scripts there are. */
public final class Scripts {

  private final Dusty dusty;
  private final Caller caller;

  /** Creates the command. */
  public Scripts(Dusty dusty, Caller caller) {
    this.dusty = dusty;
    this.caller = caller;
  }

  /** Runs the command and returns its exit code. */
  public int list(String name, boolean json) throws IOException {
    AppSpec app = app(Work.of(dusty, caller).specs(), name);
    Console console = caller.console();
    if (json) {
      console.json(app.scripts().stream().map(Scripts::fields).toList());
    } else if (app.scripts().isEmpty()) {
      console.out().println("apps/%s has no scripts.".formatted(name));
    } else {
      Table table = new Table("NAME", "DESCRIPTION");
      app.scripts()
          .forEach(script -> table.row(script.name(), TerminalText.oneLine(script.description())));
      table.print(console);
    }
    return ExitCode.DONE;
  }

  private static Map<String, Object> fields(Script script) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", script.name());
    fields.put("description", script.description());
    return fields;
  }

  /**
   * Returns an app.
   *
   * @throws UserError if there is none of that name
   */
  static AppSpec app(Specs specs, String name) {
    SpecFile<AppSpec> file = specs.apps().get(name);
    if (file != null && file.spec().isPresent()) {
      return file.spec().get();
    }
    if (specs.services().containsKey(name) || specs.libs().containsKey(name)) {
      throw new UserError(
          "only-apps-have-scripts",
          "'%s' is a %s; only apps have scripts"
              .formatted(name, specs.services().containsKey(name) ? "service" : "lib"),
          "name an app");
    }
    throw new UserError(
        "unknown-app",
        "there is no app '" + name + "'" + Suggestions.didYouMean(name, specs.apps().keySet()),
        "apps: " + String.join(", ", specs.apps().keySet()));
  }

  /**
   * Returns a script of an app.
   *
   * @throws UserError if there is none of that name
   */
  static Script named(AppSpec app, String name) {
    List<String> names = app.scripts().stream().map(Script::name).toList();
    return app.scripts().stream()
        .filter(script -> script.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new UserError(
                    "unknown-script",
                    "apps/%s has no script '%s'%s"
                        .formatted(app.name(), name, Suggestions.didYouMean(name, names)),
                    names.isEmpty()
                        ? "add it under 'scripts' in apps/%s.yml".formatted(app.name())
                        : "scripts: " + String.join(", ", names)));
  }
}
