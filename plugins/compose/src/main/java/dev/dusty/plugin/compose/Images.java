package dev.dusty.plugin.compose;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The images that an engine has.
 *
 * @param ids their ids by tag and by digest, as the engine writes them: {@code busybox:latest},
 *     {@code example.com:5000/web@sha256:…}
 */
record Images(Map<String, String> ids) {

  private static final List<String> DOCKER_HUB =
      List.of("docker.io/library/", "index.docker.io/library/", "docker.io/", "index.docker.io/");

  Images {
    ids = new TreeMap<>(ids);
  }

  /** Returns the id of the image that a reference means now. */
  Optional<String> id(String reference) {
    return Optional.ofNullable(ids.get(name(reference)));
  }

  /** Returns a reference as the engine writes it, with its tag or digest. */
  static String name(String reference) {
    String name = reference;
    for (String prefix : DOCKER_HUB) {
      if (name.startsWith(prefix)) {
        name = name.substring(prefix.length());
        break;
      }
    }
    int at = name.indexOf('@');
    int colon = name.indexOf(':', name.lastIndexOf('/') + 1);
    if (at >= 0) {
      // A tag beside a digest has no say.
      name =
          (colon >= 0 && colon < at ? name.substring(0, colon) : name.substring(0, at))
              + name.substring(at);
    } else if (colon < 0) {
      name += ":latest";
    }
    return name;
  }

  /** Returns what is before the tag or digest of a name. */
  static String repository(String name) {
    int at = name.indexOf('@');
    int colon = name.indexOf(':', name.lastIndexOf('/') + 1);
    return at >= 0 ? name.substring(0, at) : colon >= 0 ? name.substring(0, colon) : name;
  }

  /** Returns the images of a repository, each by its tag. */
  List<String> ofRepository(String repository) {
    return ids.keySet().stream().filter(name -> name.startsWith(repository + ":")).toList();
  }

  /** Returns the ids of the images that Compose, of either generation, built for a container. */
  List<String> built(String project, String name) {
    return List.of(project + "-" + name, project + "_" + name).stream()
        .flatMap(reference -> id(reference).stream())
        .toList();
  }
}
