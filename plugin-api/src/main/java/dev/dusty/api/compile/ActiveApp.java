package dev.dusty.api.compile;

import dev.dusty.api.spec.AppSpec;
import dev.dusty.api.spec.LibSpec;
import java.util.List;

/**
 * An active app with what its spec's names turned out to mean.
 *
 * @param spec the app
 * @param libs every lib it depends on, through others too, each after the libs that it depends on
 *     itself
 * @param links containers that it is linked to: its services, then its apps, then the conditional
 *     links that are active, services first; each once
 * @since 1.0
 */
public record ActiveApp(AppSpec spec, List<LibSpec> libs, List<String> links) {
  /** Copies the lists. */
  public ActiveApp {
    libs = List.copyOf(libs);
    links = List.copyOf(links);
  }

  /** Returns the app's name. */
  public String name() {
    return spec.name();
  }
}
