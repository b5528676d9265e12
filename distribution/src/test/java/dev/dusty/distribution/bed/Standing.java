package dev.dusty.distribution.bed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What stands at a moment, to be compared with what stands after a failure.
 *
 * @param files the texts of the files that an {@code up} makes, by path
 * @param containers the ids and states of all containers of the engine, by Docker's names
 * @param networks the names of the engine's networks
 */
public record Standing(Map<String, String> files, Map<String, String> containers, String networks) {

  private static final List<String> PLACES =
      List.of(
          "hosts",
          "exports",
          "persist",
          "command_files",
          "state/deployment.json",
          "state/files",
          "state/steps/compose/docker-compose.yml");

  /** Returns what stands now. */
  public static Standing of(Trial trial) {
    Map<String, String> containers = new TreeMap<>();
    trial
        .engine()
        .docker("ps", "-a", "--format", "{{.Names}} {{.ID}} {{.State}}")
        .orFail()
        .out()
        .lines()
        .forEach(line -> containers.put(line.split(" ", 2)[0], line.split(" ", 2)[1]));
    String networks =
        trial.engine().docker("network", "ls", "--format", "{{.Name}}").orFail().out();
    return new Standing(files(trial.home()), containers, networks);
  }

  private static Map<String, String> files(Path home) {
    Map<String, String> files = new TreeMap<>();
    for (String place : PLACES) {
      try (Stream<Path> found =
          Files.exists(home.resolve(place)) ? Files.walk(home.resolve(place)) : Stream.empty()) {
        for (Path file : found.filter(Files::isRegularFile).toList()) {
          files.put(home.relativize(file).toString(), Files.readString(file));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return files;
  }
}
