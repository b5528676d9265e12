package dev.dusty.spec.model;

import dev.dusty.api.spec.ContainerPath;
import dev.dusty.api.spec.Origin;
import dev.dusty.api.spec.Repo;
import dev.dusty.api.spec.Source;
import dev.dusty.spec.model.ObjectType.Fields;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Values that are made of several keys, with the rules that hold among them. */
final class Parts {

  private Parts() {}

  /** Exactly one of image and build; null, and reported, where it is not so. */
  static @Nullable Origin origin(
      Fields f, SpecKey<String> imageKey, SpecKey<String> buildKey, SpecKey<Boolean> loginKey) {
    String image = f.find(imageKey);
    String build = f.find(buildKey);
    if (f.has(imageKey) && f.has(buildKey)) {
      f.refuse(f.position(buildKey), "'image' and 'build' exclude each other; remove one");
      return null;
    }
    if (image != null) {
      return new Origin.Image(image, f.get(loginKey));
    }
    if (build != null) {
      if (f.get(loginKey)) {
        f.problems()
            .warning(f.position(loginKey), "'image_requires_login' has no effect with 'build'");
      }
      try {
        return new Origin.Build(build);
      } catch (IllegalArgumentException e) {
        f.refuse(f.position(buildKey), "'build': " + e.getMessage());
        return null;
      }
    }
    if (f.has(imageKey) || f.has(buildKey)) {
      return null; // reported where it was read
    }
    f.refuse(f.node().position(), "one of 'image' and 'build' is needed");
    return null;
  }

  /** Repo and mount, which come together or not at all. */
  static Optional<Source> source(Fields f, SpecKey<Repo> repoKey, SpecKey<ContainerPath> mountKey) {
    if (f.has(repoKey) != f.has(mountKey)) {
      SpecKey<?> there = f.has(repoKey) ? repoKey : mountKey;
      SpecKey<?> missing = f.has(repoKey) ? mountKey : repoKey;
      f.refuse(
          f.position(there),
          "'%s' needs '%s': they come together or not at all"
              .formatted(there.name(), missing.name()));
      return Optional.empty();
    }
    Repo repo = f.find(repoKey);
    ContainerPath mount = f.find(mountKey);
    if (repo == null || mount == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Source(repo, mount));
    } catch (IllegalArgumentException e) {
      f.refuse(f.position(mountKey), "'mount': " + e.getMessage());
      return Optional.empty();
    }
  }

  /** A relative build folder lies in the repo, so there has to be one. */
  static void checkBuildFolder(
      Fields f, SpecKey<String> buildKey, SpecKey<Repo> repoKey, Origin origin) {
    if (origin instanceof Origin.Build build && build.isInRepo() && !f.has(repoKey)) {
      f.refuse(
          f.position(buildKey),
          "'build' is relative to the repo, and there is no 'repo'; add one or write an absolute"
              + " folder");
    }
  }

  /** The items of a list, after reporting those whose name an earlier one has. */
  static <T> List<T> uniquelyNamed(
      Fields f, SpecKey<List<T>> key, String what, Function<T, String> name) {
    List<T> items = f.get(key);
    Map<String, Integer> seen = new HashMap<>();
    for (int i = 0; i < items.size(); i++) {
      String itemName = name.apply(items.get(i));
      if (seen.putIfAbsent(itemName, i) != null) {
        f.refuse(
            f.node().find(key.name(), i, "name"),
            "a second %s '%s'; names are used once".formatted(what, itemName));
      }
    }
    return items;
  }
}
