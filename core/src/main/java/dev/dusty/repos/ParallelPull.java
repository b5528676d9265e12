package dev.dusty.repos;

import dev.dusty.api.UserError;
import dev.dusty.api.spec.Repo;
import dev.dusty.api.step.Cancellation;
import dev.dusty.api.step.Reporter;
import dev.dusty.repos.CopyUpdate.Outcome;
import dev.dusty.repos.Git.Failed;
import dev.dusty.repos.GitFailures.Explained;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Pulls repos, some at once, and gathers what became of each. */
final class ParallelPull {

  /** More would only wait for the same network, and servers refuse too many connections at once. */
  private static final int AT_ONCE = 4;

  /** Pulls one repo. */
  @FunctionalInterface
  interface Task {
    Outcome pull(Repo repo, Voice voice) throws Failed;
  }

  /** What a task says of its repo. */
  final class Voice {
    private final String label;

    private Voice(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }

    void progress(String state) {
      say(() -> reporter.item(label, state, false));
    }

    void warning(String text) {
      say(() -> reporter.warning(text));
    }

    private void done(String state) {
      say(() -> reporter.item(label, state, true));
    }

    private void failed() {
      say(() -> reporter.failed(label, "failed"));
    }
  }

  private sealed interface Ending {}

  private record Done(Pulled pulled) implements Ending {}

  private record Broken(String label, Explained explained) implements Ending {}

  private final Collection<Repo> repos;
  private final Cancellation cancellation;
  private final Reporter reporter;
  private final ReentrantLock reporting = new ReentrantLock();
  private final Task task;
  private final BiFunction<Repo, Failed, Explained> explain;

  ParallelPull(
      Collection<Repo> repos,
      Cancellation cancellation,
      Reporter reporter,
      Task task,
      BiFunction<Repo, Failed, Explained> explain) {
    this.repos = repos;
    this.cancellation = cancellation;
    this.reporter = reporter;
    this.task = task;
    this.explain = explain;
  }

  /** Pulls them all; see {@link ManagedRepos#pull}. */
  List<Pulled> run() {
    List<Ending> endings = new ArrayList<>();
    @Nullable RuntimeException first = null;
    try (ExecutorService threads =
        Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().name("pull ", 0).factory())) {
      List<Future<Ending>> running =
          repos.stream().map(repo -> threads.submit(() -> one(repo))).toList();
      for (Future<Ending> future : running) {
        try {
          endings.add(future.get());
        } catch (ExecutionException e) {
          // Those that wait are ended by the same cause, or find it in turn.
          first = first == null ? unchecked(e.getCause()) : first;
        } catch (InterruptedException e) {
          threads.shutdownNow();
          Thread.currentThread().interrupt();
          throw cancelled(e);
        }
      }
    }
    if (first != null) {
      throw first;
    }
    fail(endings.stream().filter(Broken.class::isInstance).map(Broken.class::cast).toList());
    return endings.stream().map(ending -> ((Done) ending).pulled()).toList();
  }

  private Ending one(Repo repo) {
    cancellation.check();
    Voice voice = new Voice(RepoNames.label(repo, repos));
    try {
      Outcome outcome = task.pull(repo, voice);
      voice.done(outcome.words());
      return new Done(outcome.pulled());
    } catch (Failed failed) {
      Explained explained = explain.apply(repo, failed);
      voice.failed();
      return new Broken(voice.label(), explained);
    } catch (UserError e) {
      if (e.code().equals("git-not-started")) {
        // The same for each repo, and said once.
        throw e;
      }
      voice.failed();
      return new Broken(voice.label(), new Explained(e.problem(), e.remedy()));
    }
  }

  private void say(Runnable what) {
    reporting.lock();
    try {
      what.run();
    } finally {
      reporting.unlock();
    }
  }

  private static void fail(List<Broken> broken) {
    if (broken.isEmpty()) {
      return;
    }
    String problem =
        broken.stream()
            .map(b -> b.label() + ": " + b.explained().line())
            .collect(Collectors.joining("\n  "));
    String remedy =
        broken.size() == 1
            ? broken.get(0).explained().remedy()
            : broken.stream()
                .collect(
                    Collectors.groupingBy(
                        b -> b.explained().remedy(),
                        LinkedHashMap::new,
                        Collectors.mapping(Broken::label, Collectors.joining(", "))))
                .entrySet()
                .stream()
                .map(entry -> entry.getValue() + ": " + entry.getKey())
                .collect(Collectors.joining("\n  "));
    String count = broken.size() == 1 ? "a repo" : broken.size() + " repos";
    throw new UserError(
        "pull-failed",
        count + " could not be pulled:\n  " + problem,
        broken.size() == 1 ? remedy : "\n  " + remedy);
  }

  private static CancellationException cancelled(InterruptedException cause) {
    CancellationException cancelled = new CancellationException("interrupted");
    cancelled.initCause(cause);
    return cancelled;
  }

  private static RuntimeException unchecked(@Nullable Throwable cause) {
    return switch (cause) {
      case RuntimeException e -> e;
      case Error e -> throw e;
      case null, default -> new IllegalStateException(cause);
    };
  }
}
