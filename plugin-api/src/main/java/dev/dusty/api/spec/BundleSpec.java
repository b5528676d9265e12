package dev.dusty.api.spec;

import java.util.List;

/**
 * What a user switches on.
 *
 * @param name the name of its file
 * @param description one line for the table of bundles; may be empty
 * @param apps names of apps
 * @param services names of services
 * @since 1.0
 */
public record BundleSpec(
    String name, String description, List<String> apps, List<String> services) {
  /** Copies the lists. */
  public BundleSpec {
    apps = List.copyOf(apps);
    services = List.copyOf(services);
  }
}
