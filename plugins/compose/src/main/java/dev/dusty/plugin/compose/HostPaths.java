package dev.dusty.plugin.compose;

import dev.dusty.api.compile.Site;
import dev.dusty.api.run.RepoCopy;
import dev.dusty.api.run.RunContext;
import dev.dusty.api.test.TestContext;
import dev.dusty.api.value.Value;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where Compose finds what it reads itself, such as the folder that an image is built from. It runs
 * on the user's computer, and a spec is compiled for the Docker host; where that is another
 * computer, the folder of a repo is here the copy in use.
 *
 * @param local where a path of the Docker host lies here, if its files are this computer's
 * @param site the folders of the Docker host
 * @param copies the copies in use
 */
record HostPaths(Function<String, Optional<Path>> local, Site site, List<RepoCopy> copies) {

  /** The keys of {@code build} that are paths; the others are none, whatever they look like. */
  private static final List<String> OF_BUILD =
      List.of("context", "dockerfile", "additional_contexts");

  /** The further keys whose files Compose reads. */
  private static final List<String> READ = List.of("env_file", "label_file", "extends");

  static HostPaths of(RunContext context) {
    return new HostPaths(
        path -> context.machine().local(path), context.input().site(), context.repos());
  }

  static HostPaths of(TestContext context) {
    return new HostPaths(
        path -> context.machine().local(path), context.input().site(), context.repos());
  }

  /** Returns where a file of the Docker host is that Compose reads, by its absolute path there. */
  Path of(String path) {
    return local
        .apply(path)
        .orElseGet(() -> Path.of(Interpolation.plain(written(Interpolation.escape(path)))));
  }

  /** Returns a container's Compose keys with the paths of this computer that Compose reads. */
  Map<String, Value> of(Map<String, Value> keys) {
    Map<String, Value> here = new LinkedHashMap<>(keys);
    here.computeIfPresent("build", (key, value) -> build(value));
    READ.forEach(name -> here.computeIfPresent(name, (key, value) -> files(value)));
    return here;
  }

  private Value build(Value value) {
    if (!(value instanceof Value.Entries entries)) {
      return files(value);
    }
    Map<String, Value> here = new LinkedHashMap<>(entries.entries());
    OF_BUILD.forEach(name -> here.computeIfPresent(name, (key, path) -> files(path)));
    return new Value.Entries(here);
  }

  private Value files(Value value) {
    if (value instanceof Value.Items items) {
      return new Value.Items(items.items().stream().map(this::files).toList());
    }
    if (value instanceof Value.Entries entries) {
      Map<String, Value> here = new LinkedHashMap<>();
      entries.entries().forEach((key, path) -> here.put(key, files(path)));
      return new Value.Entries(here);
    }
    return value instanceof Value.Text text ? Value.text(written(text.text())) : value;
  }

  /** Returns a path as it is written for Compose, be it behind a name and {@code =}. */
  private String written(String text) {
    int start = text.startsWith("/") ? 0 : text.indexOf("=/") + 1;
    String path = text.substring(start);
    for (RepoCopy copy : copies) {
      String folder = Interpolation.escape(site.repos() + "/" + copy.repo().path());
      boolean isInside = path.equals(folder) || path.startsWith(folder + "/");
      if (isInside && local.apply(site.repos()).isEmpty()) {
        return text.substring(0, start)
            + Interpolation.escape(copy.folder().toString())
            + path.substring(folder.length());
      }
    }
    return text;
  }
}
