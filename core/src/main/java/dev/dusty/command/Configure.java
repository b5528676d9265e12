package dev.dusty.command;

import dev.dusty.api.ConfigKey;
import dev.dusty.config.Config;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code dusty config}: what can be configured, and what is. */
public final class Configure {

  private final Dusty dusty;
  private final Caller caller;

  /** Creates the commands. */
  public Configure(Dusty dusty, Caller caller) {
    this.dusty = dusty;
    this.caller = caller;
  }

  /** Lists the keys with what they mean. */
  public int list(boolean json) throws IOException {
    Config config = dusty.configFile().read();
    List<Map<String, Object>> rows = new ArrayList<>();
    Table table = new Table("KEY", "DESCRIPTION", "VALUE");
    for (ConfigKey key : dusty.keys().keys().values()) {
      String value = config.value(key.name()).orElse(key.defaultValue());
      table.row(key.name(), key.description(), value);
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("key", key.name());
      row.put("description", key.description());
      row.put("default", key.defaultValue());
      row.put("value", value);
      rows.add(row);
    }
    if (json) {
      caller.console().json(rows);
    } else {
      caller.console().out().print(table);
    }
    return ExitCode.DONE;
  }

  /** Lists the values that are set, as {@code key: value}. */
  public int values() throws IOException {
    Config config = dusty.configFile().read();
    config.values().forEach((key, value) -> caller.console().out().println(key + ": " + value));
    caller.console().out().println("bundles: " + String.join(", ", config.bundles()));
    config
        .overrides()
        .forEach(
            (repo, folder) -> caller.console().out().println("override " + repo + ": " + folder));
    return ExitCode.DONE;
  }

  /** Sets a value. */
  public int set(String key, String value) throws IOException {
    return dusty
        .queue()
        .run(
            caller,
            "config set",
            () -> {
              Work work = Work.of(dusty, caller);
              String checked = check(key, value);
              dusty.configFile().write(work.config().with(key, checked));
              caller.console().out().println(key + ": " + checked);
              return ExitCode.DONE;
            });
  }

  /** What setup would refuse is refused here too. */
  private String check(String key, String value) throws IOException {
    String checked = dusty.keys().check(key, value);
    switch (key) {
      case Config.USERNAME -> Setup.checkUser(dusty, caller, checked);
      case Config.SPECS_REPO -> {
        return Setup.checkRepo(checked);
      }
      case Config.RELEASE_SOURCE, Config.RELEASE_KEY ->
          Upgrade.checkSetting(dusty, caller, key, checked);
      default -> {
        // Of a plugin, or free text.
      }
    }
    return checked;
  }
}
