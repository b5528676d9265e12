package dev.dusty.api.compile;

import dev.dusty.api.spec.ServiceSpec;
import java.util.List;

/**
 * What the active bundles need, and nothing else.
 *
 * @param bundles names of the active bundles, sorted
 * @param apps active apps, sorted by name
 * @param libs active libs, sorted by name
 * @param services active services, sorted by name
 * @param assets assets of the active apps and libs, sorted by name
 * @since 1.0
 */
public record ActiveSpecs(
    List<String> bundles,
    List<ActiveApp> apps,
    List<ActiveLib> libs,
    List<ServiceSpec> services,
    List<ActiveAsset> assets) {
  /** Copies the lists. */
  public ActiveSpecs {
    bundles = List.copyOf(bundles);
    apps = List.copyOf(apps);
    libs = List.copyOf(libs);
    services = List.copyOf(services);
    assets = List.copyOf(assets);
  }
}
