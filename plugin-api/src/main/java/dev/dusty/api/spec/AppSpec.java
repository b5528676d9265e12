package dev.dusty.api.spec;

import dev.dusty.api.value.Value;
import java.util.List;
import java.util.Optional;

/**
 * A running container built on source that the user develops.
 *
 * @param name the name of its file
 * @param source the repo and where it appears; empty for an app that is all image
 * @param origin the image or Dockerfile
 * @param depends apps and services that are started first and linked, libs that are mounted and
 *     installed
 * @param conditionalLinks apps and services that are linked only if something else makes them
 *     active
 * @param hostForwarding rules in written order
 * @param commands what the container runs
 * @param scripts scripts in written order, names unique
 * @param assets assets in written order, names unique
 * @param compose Compose service keys, passed on
 * @param test how it is tested
 * @since 1.0
 */
public record AppSpec(
    String name,
    Optional<Source> source,
    Origin origin,
    Depends depends,
    Depends conditionalLinks,
    List<HostForwarding> hostForwarding,
    Commands commands,
    List<Script> scripts,
    List<Asset> assets,
    Value.Entries compose,
    TestSpec test) {
  /** Copies the lists. */
  public AppSpec {
    hostForwarding = List.copyOf(hostForwarding);
    scripts = List.copyOf(scripts);
    assets = List.copyOf(assets);
  }
}
