package dev.dusty.api.spec;

import java.util.List;

/**
 * What an app needs: always, or, as conditional links, only where it is active anyway.
 *
 * @param apps names of apps
 * @param services names of services
 * @param libs names of libs; always empty for conditional links
 * @since 1.0
 */
public record Depends(List<String> apps, List<String> services, List<String> libs) {

  /** Nothing. */
  public static final Depends NOTHING = new Depends(List.of(), List.of(), List.of());

  /** Copies the lists. */
  public Depends {
    apps = List.copyOf(apps);
    services = List.copyOf(services);
    libs = List.copyOf(libs);
  }
}
