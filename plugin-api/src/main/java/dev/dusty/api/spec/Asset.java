package dev.dusty.api.spec;

/**
 * A file that lives in no repo, set by the user, and copied into a container at its start.
 *
 * @param name the key under which the user sets it, shared by all apps and libs that name it
 * @param path where it appears in the container
 * @param required whether {@code up} refuses while it is unset
 * @since 1.0
 */
public record Asset(String name, ContainerPath path, boolean required) {

  /** Returns the name of its file in the folder of assets. */
  public String fileName() {
    return Names.toFileName(name);
  }
}
