package dev.dusty.command;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * A registry of images.
 *
 * @param host its host, with a port where one was given
 */
record Registry(String host) implements Comparable<Registry> {

  /** What Docker Hub was and is called in images and in Docker's configuration. */
  private static final List<String> NAMES_OF_HUB =
      List.of("docker.io", "index.docker.io", "registry-1.docker.io");

  /** The one that an image is in which names none. */
  static final Registry DOCKER_HUB = new Registry("docker.io");

  /** The key under which Docker keeps the login to Docker Hub. */
  private static final String KEY_OF_HUB = "https://index.docker.io/v1/";

  Registry {
    host = NAMES_OF_HUB.contains(host) ? "docker.io" : host;
  }

  /**
   * Returns the registry of an image. The first part of a reference is a registry if it could be a
   * host: {@code localhost}, or with a dot or a port; {@code org/web} is in Docker Hub.
   *
   * @param reference such as {@code localhost:5000/web:1.2}
   * @return empty if the registry is not written out, but is a variable's business
   */
  static Optional<Registry> of(String reference) {
    int slash = reference.indexOf('/');
    String first = slash < 0 ? "" : reference.substring(0, slash);
    if (first.indexOf('$') >= 0 || (slash < 0 && reference.startsWith("$"))) {
      return Optional.empty();
    }
    boolean isHost =
        first.equals("localhost") || first.indexOf('.') >= 0 || first.indexOf(':') >= 0;
    return Optional.of(isHost ? new Registry(first) : DOCKER_HUB);
  }

  /** Returns whether a key of Docker's configuration means this registry. */
  boolean isMeantBy(String key) {
    return new Registry(hostOf(key)).equals(this);
  }

  /** Older versions of Docker wrote URLs. */
  private static String hostOf(String key) {
    if (!key.contains("://")) {
      int slash = key.indexOf('/');
      return slash < 0 ? key : key.substring(0, slash);
    }
    try {
      return Optional.ofNullable(URI.create(key).getRawAuthority()).orElse(key);
    } catch (IllegalArgumentException e) {
      return key;
    }
  }

  /** Returns the key by which Docker and its credential helpers know this registry. */
  String key() {
    return equals(DOCKER_HUB) ? KEY_OF_HUB : host;
  }

  /** Returns the command that logs in; it asks for name and password. */
  List<String> login() {
    return equals(DOCKER_HUB) ? List.of("docker", "login") : List.of("docker", "login", host);
  }

  @Override
  public int compareTo(Registry other) {
    return host.compareTo(other.host);
  }

  @Override
  public String toString() {
    return equals(DOCKER_HUB) ? "Docker Hub" : host;
  }
}
