package dev.dusty.plugin.compose;

import com.github.dockerjava.api.command.InspectVolumeResponse;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.HostConfig;
import java.util.List;
import java.util.Objects;

/**
 * What tests need of the engine beside Compose: images that are made and kept, and volumes that go.
 */
record EngineChanges(Engine engine) {

  /**
   * Makes a container that runs as root; it is not started.
   *
   * @param binds folders and files of the Docker host, as {@code source:target}
   * @return its id
   */
  String create(String name, String image, List<String> command, List<String> binds) {
    return engine.ask(
        () ->
            engine
                .client()
                .createContainerCmd(image)
                .withName(name)
                .withUser("root")
                // What docker itself sends for an image's entrypoint that is not wanted.
                .withEntrypoint("")
                .withCmd(command)
                .withHostConfig(
                    HostConfig.newHostConfig()
                        .withBinds(binds.stream().map(Bind::parse).toArray(Bind[]::new)))
                .exec()
                .getId());
  }

  /** Makes an image of what a container that has ended left. */
  void commit(String id, String repository, String tag) {
    String _ =
        engine.patiently(
            () ->
                engine
                    .client()
                    .commitCmd(id)
                    .withRepository(repository)
                    .withTag(tag)
                    .withCmd("sh")
                    .exec());
  }

  /** Gives an image one more name. */
  void tag(String image, String repository, String tag) {
    Object _ = engine.ask(() -> engine.client().tagImageCmd(image, repository, tag).exec());
  }

  /** Takes a name from an image, which goes with its last one; one in use stays. */
  void removeImage(String name) {
    try {
      Object _ = engine.patiently(() -> engine.client().removeImageCmd(name).exec());
    } catch (NotFoundException | ConflictException e) {
      // It is gone, or goes another time.
    }
  }

  /** Removes the named volumes of a Compose project. */
  void removeVolumes(String project) {
    var volumes =
        engine.ask(
            () ->
                engine
                    .client()
                    .listVolumesCmd()
                    .withFilter("label", List.of(Present.PROJECT + "=" + project))
                    .exec());
    for (InspectVolumeResponse volume :
        Objects.requireNonNullElse(volumes.getVolumes(), List.<InspectVolumeResponse>of())) {
      try {
        Object _ = engine.ask(() -> engine.client().removeVolumeCmd(volume.getName()).exec());
      } catch (NotFoundException | ConflictException e) {
        // It is gone, or somebody else's container uses it.
      }
    }
  }
}
