package dev.dusty.distribution.bed;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the engine says of a trial's containers, which are named as their specs are.
 *
 * @param trial whose they are
 */
public record Containers(Trial trial) {

  /**
   * Returns for each its id and since when it runs: what neither replacing nor restarting keeps.
   */
  public Map<String, String> incarnations() {
    Map<String, String> all = new TreeMap<>();
    String template = "{{.Id}} {{.State.StartedAt}}";
    trial.containers().keySet().forEach(name -> all.put(name, inspect(name, template)));
    return all;
  }

  /** Returns what a Go template makes of what {@code docker inspect} knows of a container. */
  public String inspect(String name, String template) {
    return trial.engine().docker("inspect", "--format", template, id(name)).orFail().out().strip();
  }

  /** Runs a program in a container until it ends. */
  public Shell run(String name, String... argv) {
    List<String> arguments = new ArrayList<>(List.of("exec", id(name)));
    arguments.addAll(List.of(argv));
    return trial.engine().docker(arguments.toArray(String[]::new));
  }

  /** Gets a page from inside of a container; returns its text. */
  public String get(String name, String url) {
    return run(name, "wget", "-q", "-O", "-", url).orFail().out();
  }

  private String id(String name) {
    String id = trial.containers().get(name);
    if (id == null) {
      throw new AssertionError("there is no container '" + name + "'");
    }
    return id;
  }
}
