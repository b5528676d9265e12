package dev.dusty.plugin.compose;

import dev.dusty.api.run.SpecImages;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which images are those of specs, and so may be removed where nobody uses them.
 *
 * @param pulled what is pulled, as the engine writes it
 * @param built repositories of what is built, whatever its tag is
 */
record OwnImages(Set<String> pulled, Set<String> built) {

  /** What the engine writes for an image that has lost its tags; a newer one writes nothing. */
  private static final String NONE = "<none>";

  /** Returns those of specs, and that of Dusty's nginx. */
  static OwnImages of(SpecImages images, String nginx) {
    Set<String> pulled = new TreeSet<>();
    images.references().forEach(reference -> pulled.add(Images.name(reference)));
    pulled.add(Images.name(nginx));
    Set<String> built = new TreeSet<>();
    for (String name : images.names()) {
      // By Compose, of either generation, and for the tests of an app or a lib.
      built.add(ComposeCli.PROJECT + "-" + name);
      built.add(ComposeCli.PROJECT + "_" + name);
      built.add("dusty-test/app/" + name);
      built.add("dusty-test/lib/" + name);
    }
    return new OwnImages(pulled, built);
  }

  /** Returns whether a tag is one of theirs. */
  boolean hasTag(String tag) {
    return pulled.contains(tag) || built.contains(Images.repository(tag));
  }

  /**
   * Returns what an image without tags was, if it is a former version of one of theirs.
   *
   * @param labels its labels, which an image has of what it was made from, too
   * @param ofParent the labels of the image that it was built on, as far as the engine knows it
   */
  Optional<String> former(
      Set<String> digests, Map<String, String> labels, Map<String, String> ofParent) {
    if (isDustys(labels)) {
      // Somebody has committed a container, or built on an image of Dusty.
      boolean isInherited = labels.containsKey(Present.NUMBER) || isDustys(ofParent);
      String service = labels.getOrDefault(Present.SERVICE, "");
      return Optional.of(service.isEmpty() ? ComposeCli.PROJECT : service)
          .filter(name -> !isInherited);
    }
    return digests.stream()
        .map(Images::repository)
        .filter(repository -> !repository.equals(NONE))
        .filter(repository -> pulled.stream().map(Images::repository).anyMatch(repository::equals))
        .findFirst();
  }

  private static boolean isDustys(Map<String, String> labels) {
    return labels.getOrDefault(Present.PROJECT, "").equals(ComposeCli.PROJECT);
  }

  /** Returns whether this is a tag, and not what stands for none. */
  static boolean isTag(String tag) {
    return !tag.startsWith(NONE) && !tag.endsWith(NONE);
  }
}
