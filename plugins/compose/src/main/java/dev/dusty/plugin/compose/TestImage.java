package dev.dusty.plugin.compose;

import dev.dusty.api.UserError;
import dev.dusty.api.run.RepoCopy;
import dev.dusty.api.spec.Asset;
import dev.dusty.api.spec.LibSpec;
import dev.dusty.api.spec.Origin;
import dev.dusty.api.spec.Source;
import dev.dusty.api.test.TestContext;
import dev.dusty.api.test.Tested;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The image that the suites of an app or lib run in. What it is made from is in its tag, as a
 * fingerprint, so that the engine itself knows which one is still the right one.
 *
 * @param runs where its making counts as a run
 * @param kept the images that are not to be removed yet
 */
record TestImage(
    TestContext context,
    Engine engine,
    DockerCli docker,
    StateFiles files,
    TestRuns runs,
    KeptImages kept) {

  /** Returns the image, which is made where it is not there yet, or anew. */
  String get(boolean anew) throws IOException {
    Tested tested = context.tested();
    Origin origin =
        tested
            .test()
            .origin()
            .orElseThrow(() -> new IllegalStateException(tested.place() + " has no test image"));
    Set<String> before = ids();
    String base =
        switch (origin) {
          case Origin.Image image -> pulled(image.reference(), anew);
          case Origin.Build build -> built(build, anew);
        };
    String image = tested.test().once().isEmpty() ? base : layered(base, anew);
    kept.keep(image);
    removeOld(base, before);
    return image;
  }

  /**
   * Removes the images that this one takes the place of.
   *
   * @param before the ids of those that were there
   */
  private void removeOld(String base, Set<String> before) {
    engine.images().ofRepository(repository()).stream()
        .filter(old -> !old.equals(base) && !kept.isKept(old))
        .forEach(changes()::removeImage);
    // One that was made anew has lost its name to the new one.
    before.removeAll(ids());
    before.forEach(changes()::removeImage);
  }

  private Set<String> ids() {
    Images images = engine.images();
    Set<String> ids = new TreeSet<>();
    images.ofRepository(repository()).forEach(name -> images.id(name).ifPresent(ids::add));
    return ids;
  }

  private String repository() {
    return "dusty-test/"
        + (context.tested() instanceof Tested.App ? "app/" : "lib/")
        + context.tested().name();
  }

  private EngineChanges changes() {
    return new EngineChanges(engine);
  }

  private boolean isThere(String image) {
    return engine.images().id(image).isPresent();
  }

  /** Makes sure that an image is there; where it is to be made anew, the latest that there is. */
  private String pulled(String reference, boolean anew) throws IOException {
    boolean isThere = isThere(reference);
    if (anew || !isThere) {
      docker.pull(reference, context.tested().place(), isThere);
    }
    return reference;
  }

  private String built(Origin.Build build, boolean anew) throws IOException {
    Optional<RepoCopy> copy = build.isInRepo() ? Optional.of(ownCopy()) : Optional.empty();
    if (copy.isPresent() && !anew) {
      String image = builtName(build, copy.get());
      if (isThere(image)) {
        return image;
      }
    }
    // A folder that is in no repo has no commits to go by; Docker's own cache knows what changed.
    Path folder =
        copy.isEmpty()
            ? Path.of(build.folder())
            : context.committed(copy.get()).resolve(build.folder()).normalize();
    context.reporter().item("image", "building", false);
    if (anew) {
      for (String base : dockerfile(folder).bases()) {
        pulled(base, true);
      }
    }
    String unnamed = repository() + ":base";
    docker.build(folder, unnamed, anew, context.tested().place());
    context.reporter().item("image", "built", true);
    if (copy.isEmpty()) {
      return unnamed;
    }
    // Now that the images are there which its Dockerfile begins with.
    String image = builtName(build, copy.get());
    changes().tag(unnamed, repository(), image.substring(image.indexOf(':') + 1));
    return image;
  }

  private String builtName(Origin.Build build, RepoCopy copy) throws IOException {
    List<String> facts = new ArrayList<>(List.of(build.folder(), commit(copy)));
    Images images = engine.images();
    for (String base : dockerfile(copy.folder().resolve(build.folder())).bases()) {
      facts.add(images.id(base).orElse(""));
    }
    return repository() + ":base-" + SpecHash.of(String.join("\n", facts), "");
  }

  private static Dockerfile dockerfile(Path folder) throws IOException {
    Path file = folder.resolve("Dockerfile");
    return Dockerfile.of(Files.isRegularFile(file) ? Files.readString(file) : "");
  }

  private RepoCopy ownCopy() {
    Source source =
        context
            .tested()
            .source()
            .orElseThrow(
                () ->
                    new UserError(
                        "build-without-repo",
                        context.tested().place()
                            + ": the 'build' of its tests is a folder in a repo, but it has none",
                        "give it a 'repo' and a 'mount', or write an absolute folder"));
    return context.repos().stream()
        .filter(copy -> copy.repo().path().equals(source.repo().path()))
        .findFirst()
        .orElseThrow();
  }

  private String commit(RepoCopy copy) {
    return copy.repo().path() + " " + context.commit(copy).orElse("");
  }

  /** Returns an image with one layer on top of another one. */
  private String layered(String base, boolean anew) throws IOException {
    Tested tested = context.tested();
    String script =
        new CommandFiles(ContainerLayout.STANDARD)
            .testOnce(tested.libs(), tested.source(), tested.test().once());
    List<String> facts = new ArrayList<>();
    facts.add(engine.images().id(base).orElse(""));
    facts.add(script);
    Mounts.of(context).forEach(mount -> facts.add(mount.toString()));
    new TreeSet<>(context.repos().stream().map(this::commit).toList()).forEach(facts::add);
    String tag = SpecHash.of(String.join("\n", facts), "");
    String image = repository() + ":" + tag;
    if (anew || !isThere(image)) {
      runs.run(
          engine,
          files,
          context.cancellation(),
          tested.name() + " once",
          container -> make(container, base, script, tag));
    }
    return image;
  }

  private String make(String container, String base, String script, String tag) throws IOException {
    List<String> binds = new ArrayList<>();
    Mounts.of(context).forEach(mount -> binds.add(mount.source() + ":" + mount.target()));
    for (Asset asset : assets()) {
      String file = context.input().site().assets() + "/" + asset.fileName();
      // Docker would make a folder of one that is not there.
      if (context.machine().has(context, file) && asset.path().value().indexOf(':') < 0) {
        binds.add(file + ":" + asset.path().value() + ":ro");
      }
    }
    context
        .reporter()
        .line("running the 'once' commands of the tests of " + context.tested().place());
    String id = changes().create(container, base, List.of("sh", "-c", script, "once"), binds);
    int code =
        new Job(engine, id)
            .run(context.cancellation(), (line, error) -> context.reporter().line(line));
    if (code != 0) {
      throw new UserError(
          "once-failed",
          "a 'once' command of the tests of %s failed with exit code %d"
              .formatted(context.tested().place(), code),
          "what it wrote is above; mend it and try again");
    }
    changes().commit(id, repository(), tag);
    return id;
  }

  private List<Asset> assets() {
    List<Asset> assets = new ArrayList<>();
    for (LibSpec lib : context.tested().libs()) {
      assets.addAll(lib.assets());
    }
    assets.addAll(context.tested().assets());
    return assets;
  }
}
