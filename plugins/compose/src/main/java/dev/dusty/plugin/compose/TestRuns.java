package dev.dusty.plugin.compose;

import com.github.dockerjava.api.exception.ConflictException;
import dev.dusty.api.step.Cancellation;
import dev.dusty.api.step.Pause;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The runs that go on in this process, and the removal of what a run made, whatever became of it.
 * Each run has a Compose project of its own, and a file that is there until nothing of it is left:
 * that is how the next process knows of a run that was cut off.
 */
final class TestRuns {

  private static final int LONGEST_PART = 30;
  private static final int ROUNDS = 5;
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final Set<String> active = ConcurrentHashMap.newKeySet();

  /** What a run does. */
  interface Body<T> {
    T run(String project) throws IOException;
  }

  /**
   * Runs something as a project of its own, and removes what it made.
   *
   * @param name what it is for, in any words
   */
  <T> T run(Engine engine, StateFiles files, Cancellation cancellation, String name, Body<T> body)
      throws IOException {
    String project =
        StateFiles.TEST + plain(name) + "-" + UUID.randomUUID().toString().substring(0, 8);
    active.add(project);
    try {
      files.writeTest(project, "");
      T result = body.run(project);
      clear(engine, files, project, false);
      return result;
    } catch (IOException | RuntimeException | Error e) {
      try {
        clear(engine, files, project, cancellation.isCancelled());
      } catch (IOException | RuntimeException inner) {
        // The next sweep tries again.
        e.addSuppressed(inner);
      }
      throw e;
    } finally {
      active.remove(project);
    }
  }

  /** Returns the projects of runs that were cut off. */
  List<String> cutOff(StateFiles files) throws IOException {
    return files.tests().stream().filter(project -> !active.contains(project)).toList();
  }

  /**
   * Removes all that a run made.
   *
   * @param late whether a container may still be on its way: Compose was ended in the middle
   */
  void clear(Engine engine, StateFiles files, String project, boolean late) throws IOException {
    for (int round = 0; round < ROUNDS; round++) {
      List<Present> left =
          engine.containers().stream().filter(container -> isOf(container, project)).toList();
      left.forEach(container -> remove(engine, container));
      if (left.isEmpty() && (!late || round > 0)) {
        break;
      }
      if (late) {
        Pause.of(PAUSE);
      }
    }
    new EngineChanges(engine).removeVolumes(project);
    engine.removeNetworks(project);
    Files.deleteIfExists(files.test(project));
  }

  private static void remove(Engine engine, Present container) {
    try {
      engine.remove(container.id(), true);
    } catch (ConflictException e) {
      // It is being removed already; the next round looks again.
    }
  }

  private static boolean isOf(Present container, String project) {
    return container.label(Present.PROJECT).equals(project)
        || container.dockerName().equals(project);
  }

  /** Returns a name as Compose wants that of a project, for people: it need not be unique. */
  private static String plain(String name) {
    String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    return plain.substring(0, Math.min(plain.length(), 2 * LONGEST_PART));
  }
}
