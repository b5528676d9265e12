package dev.dusty.plugin.compose;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dusty.api.UserError;
import dev.dusty.api.run.DiskItem;
import dev.dusty.api.run.Leftover;
import dev.dusty.plugin.compose.EngineHttp.Refused;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;

/**
 * What an engine keeps on its disk.
 *
 * @param engine the engine
 */
record EngineDisk(Engine engine) {

  /** It adds up all files of all volumes. */
  private static final Duration COUNTING = Duration.ofMinutes(2);

  private static final Duration REMOVING = Duration.ofMinutes(2);

  /** Returns what each kind of thing takes. */
  List<DiskItem> items() {
    JsonNode all = engine.http().get("/system/df", COUNTING);
    return List.of(
        new DiskItem("images", all.path("Images").size(), all.path("LayersSize").asLong()),
        item("containers", all.path("Containers"), "/SizeRw"),
        item("volumes", all.path("Volumes"), "/UsageData/Size"),
        item("build cache", all.path("BuildCache"), "/Size"));
  }

  private static DiskItem item(String what, JsonNode things, String size) {
    long bytes = 0;
    for (JsonNode thing : things) {
      // It says -1 where it does not know.
      bytes += Math.max(0, thing.at(size).asLong());
    }
    return new DiskItem(what, things.size(), bytes);
  }

  /** Returns the containers made from a Compose file that do not run. */
  List<Leftover> stopped(Path composeFile) {
    String query =
        EngineHttp.withQuery(
            "/containers/json",
            Map.of(
                "all",
                "true",
                "size",
                "true",
                "filters",
                "{\"label\":[\"%s=%s\"]}".formatted(Present.PROJECT, ComposeCli.PROJECT)));
    List<Leftover> stopped = new ArrayList<>();
    for (JsonNode container : engine.http().get(query, COUNTING)) {
      String state = container.path("State").asText();
      boolean isOurs =
          labels(container).getOrDefault(Present.CONFIG_FILES, "").equals(composeFile.toString());
      if (isOurs && Set.of("created", "exited", "dead").contains(state)) {
        String name = container.path("Names").path(0).asText();
        stopped.add(
            new Leftover(
                Leftover.Kind.CONTAINER,
                container.path("Id").asText(),
                name.startsWith("/") ? name.substring(1) : name,
                container.path("Status").asText(),
                container.path("SizeRw").asLong()));
      }
    }
    stopped.sort((a, b) -> a.name().compareTo(b.name()));
    return stopped;
  }

  /** Returns the images of specs that no container uses. */
  List<Leftover> unused(OwnImages own) {
    Set<String> used = new HashSet<>();
    engine
        .http()
        .get("/containers/json?all=true", COUNTING)
        .forEach(container -> used.add(container.path("ImageID").asText()));
    Map<String, Map<String, String>> labels = new TreeMap<>();
    engine
        .http()
        .get("/images/json?all=true", COUNTING)
        .forEach(image -> labels.put(image.path("Id").asText(), labels(image)));
    List<Leftover> unused = new ArrayList<>();
    for (JsonNode image : engine.http().get("/images/json", COUNTING)) {
      if (!used.contains(image.path("Id").asText())) {
        Map<String, String> ofParent =
            labels.getOrDefault(image.path("ParentId").asText(), Map.of());
        unused.addAll(leftovers(image, ofParent, own));
      }
    }
    unused.sort((a, b) -> a.name().compareTo(b.name()));
    return unused;
  }

  private static List<Leftover> leftovers(
      JsonNode image, Map<String, String> ofParent, OwnImages own) {
    String id = image.path("Id").asText();
    long size = image.path("Size").asLong();
    Set<String> tags = texts(image.path("RepoTags"));
    tags.removeIf(tag -> !OwnImages.isTag(tag));
    if (tags.isEmpty()) {
      return own.former(texts(image.path("RepoDigests")), labels(image), ofParent).stream()
          .map(name -> new Leftover(Leftover.Kind.IMAGE, id, name, "untagged", size))
          .toList();
    }
    boolean all = tags.stream().allMatch(own::hasTag);
    List<Leftover> leftovers = new ArrayList<>();
    for (String tag : tags) {
      if (own.hasTag(tag)) {
        // As long as somebody else's tag is on it, nothing is gained; and it takes its space once.
        long gained = all && leftovers.isEmpty() ? size : 0;
        leftovers.add(new Leftover(Leftover.Kind.IMAGE, tag, tag, "", gained));
      }
    }
    return leftovers;
  }

  /** Removes a leftover, if it is still one. */
  void remove(Leftover leftover) throws IOException {
    String path =
        switch (leftover.kind()) {
          case CONTAINER -> "/containers/" + leftover.id();
          case IMAGE -> "/images/" + leftover.id();
        };
    Callable<Boolean> request =
        () -> {
          try {
            engine.http().send("DELETE", path, null).close();
          } catch (Refused e) {
            if (!e.isNotFound()) {
              throw new UserError(
                  "not-removed",
                  "'%s' cannot be removed: %s".formatted(leftover.name(), e.reason()),
                  "it is left as it is; see who uses it: docker ps -a");
            }
          }
          return true;
        };
    boolean _ = engine.calls().ask(request, REMOVING);
  }

  private static Set<String> texts(JsonNode array) {
    Set<String> texts = new TreeSet<>();
    // There is a null where there are none.
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static Map<String, String> labels(JsonNode thing) {
    Map<String, String> labels = new TreeMap<>();
    thing
        .path("Labels")
        .properties()
        .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
    return labels;
  }
}
