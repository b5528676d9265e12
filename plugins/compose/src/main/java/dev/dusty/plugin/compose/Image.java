package dev.dusty.plugin.compose;

import dev.dusty.api.UserError;
import dev.dusty.api.compile.ActiveApp;
import dev.dusty.api.compile.Site;
import dev.dusty.api.spec.Origin;
import dev.dusty.api.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The {@code image} or {@code build} of an app's container. */
record Image(ActiveApp app, Site site) {

  /**
   * Puts the key.
   *
   * @param written the app's own {@code build} under {@code compose}, whose further keys, such as
   *     {@code args}, are kept where Dusty builds too
   */
  void put(Map<String, Value> keys, Optional<Value> written) {
    switch (app.spec().origin()) {
      case Origin.Image image -> keys.put("image", Interpolation.literal(image.reference()));
      case Origin.Build build -> keys.put("build", build(build, written));
    }
  }

  private Value build(Origin.Build build, Optional<Value> written) {
    Map<String, Value> parts = new LinkedHashMap<>();
    parts.put("context", Interpolation.literal(context(build)));
    if (written.isPresent() && written.get() instanceof Value.Entries entries) {
      entries.entries().forEach(parts::putIfAbsent);
    }
    return new Value.Entries(parts);
  }

  private String context(Origin.Build build) {
    if (!build.isInRepo()) {
      return build.folder();
    }
    String repo =
        app.spec()
            .source()
            .map(source -> source.repo().path())
            .orElseThrow(
                () ->
                    new UserError(
                        "build-without-repo",
                        "apps/"
                            + app.name()
                            + ": its 'build' is a folder in a repo, but it has none",
                        build.folder(),
                        "an absolute folder",
                        "give the app a 'repo' and a 'mount', or write an absolute folder"));
    String root = site.repos() + "/" + repo;
    return build.folder().equals(".") ? root : root + "/" + build.folder();
  }
}
