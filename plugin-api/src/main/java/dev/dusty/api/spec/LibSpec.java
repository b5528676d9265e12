package dev.dusty.api.spec;

import java.util.List;

/**
 * Source that is mounted into the apps that depend on it.
 *
 * @param name the name of its file
 * @param source the repo and where it appears in every such app
 * @param install lines for a POSIX shell, run in the app's container in the lib's mount
 * @param libs names of the libs that it depends on
 * @param assets assets in written order, names unique
 * @param test how it is tested
 * @since 1.0
 */
public record LibSpec(
    String name,
    Source source,
    List<String> install,
    List<String> libs,
    List<Asset> assets,
    TestSpec test) {
  /** Copies the lists. */
  public LibSpec {
    install = List.copyOf(install);
    libs = List.copyOf(libs);
    assets = List.copyOf(assets);
  }
}
