package dev.dusty.plugin.compose;

import dev.dusty.api.ConfigKey;
import dev.dusty.api.compile.CompileInput;
import dev.dusty.api.compile.Owner;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which apps run as the owner of the repos, so that the files that they make in them are not
 * root's.
 *
 * @param apps their names, or {@code *} for all; names of no app mean nothing
 * @param owner whose the repos are
 */
record RunAsOwner(Set<String> apps, Owner owner) {

  /** The configuration key that lists the apps. */
  static final ConfigKey KEY =
      new ConfigKey(
          "run_as_owner",
          ConfigKey.Type.APPS,
          "",
          "Apps that run as the owner of the repos instead of root: names with commas, or * for all");

  /** Returns what the user configured. */
  static RunAsOwner of(CompileInput input) {
    Set<String> names = new TreeSet<>();
    Arrays.stream(input.settings().get(KEY).split(",", -1)).map(String::strip).forEach(names::add);
    return new RunAsOwner(names, input.owner());
  }

  /** Returns the value of an app's {@code user}. */
  String user(String app) {
    return applies(app) ? owner.uid() + ":" + owner.gid() : "root";
  }

  /** Returns where Dusty's own things are in an app's container. */
  ContainerLayout layout(String app) {
    return applies(app) ? ContainerLayout.OF_OWNER : ContainerLayout.STANDARD;
  }

  private boolean applies(String app) {
    return apps.contains("*") || apps.contains(app);
  }
}
