package dev.dusty.plugin.compose;

import dev.dusty.api.UserError;
import dev.dusty.api.run.Container;
import dev.dusty.api.run.ContainerCopy;
import dev.dusty.api.step.StepContext;
import dev.dusty.plugin.compose.ContainerFiles.Content;
import dev.dusty.plugin.compose.ContainerFiles.Stat;
import dev.dusty.plugin.compose.EngineHttp.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Copies between containers: one's archive is the other's, as it is read.
 *
 * @param context whether to go on
 * @param files the containers' files
 */
record ContainerCopier(StepContext context, ContainerFiles files) {

  private static final long POLL_MILLIS = 50;

  void copy(ContainerCopy copy) throws IOException {
    try {
      CopyPlan.Source source = source(copy);
      try (Content content = files.read(copy.from().dockerName(), source.path())) {
        // What is there may be another thing by its stat: a path that ends in '/' follows a link.
        boolean isFolder = content.stat().isFolder();
        boolean isSame = copy.from().dockerName().equals(copy.to().dockerName());
        if (isFolder && isSame && CopyPlan.isWithin(copy.destination(), source.path())) {
          throw intoItself(copy);
        }
        unpack(
            copy, plan(copy, new CopyPlan.Source(source.path(), isFolder, source.name())), content);
      }
    } catch (Refused e) {
      throw new UserError(
          "copy-refused",
          "the Docker Engine refuses to copy from '%s' to '%s': %s"
              .formatted(copy.from().name(), copy.to().name(), withNames(copy, e.reason())),
          "see that the folder of the destination is there, and is one that can be written");
    }
  }

  private CopyPlan.Source source(ContainerCopy copy) throws IOException, Refused {
    Stat stat = stat(copy.from(), copy.source());
    if (!copy.followLink() || stat.linkTarget().isEmpty()) {
      return new CopyPlan.Source(copy.source(), stat.isFolder(), Optional.empty());
    }
    CopyPlan.Source target = CopyPlan.followed(copy.source(), stat.linkTarget().get(), false);
    return new CopyPlan.Source(
        target.path(), stat(copy.from(), target.path()).isFolder(), target.name());
  }

  private Stat stat(Container container, String path) throws IOException, Refused {
    return files.stat(container.dockerName(), path).orElseThrow(() -> missing(container, path));
  }

  private CopyPlan plan(ContainerCopy copy, CopyPlan.Source source) throws IOException, Refused {
    String path = copy.destination();
    Optional<Stat> stat = files.stat(copy.to().dockerName(), path);
    if (stat.isPresent() && stat.get().linkTarget().isPresent()) {
      path = CopyPlan.followed(path, stat.get().linkTarget().get());
      stat = files.stat(copy.to().dockerName(), path);
    }
    CopyPlan plan = CopyPlan.of(source, path, stat.map(Stat::isFolder));
    if (stat.isEmpty() && files.stat(copy.to().dockerName(), plan.folder()).isEmpty()) {
      throw new UserError(
          "no-such-folder",
          "there is no folder '%s' in the container '%s'"
              .formatted(plan.folder(), copy.to().name()),
          "make it first: dusty shell " + copy.to().name());
    }
    return plan;
  }

  /** Unpacks on a thread of its own, so that the command can be cancelled meanwhile. */
  private void unpack(ContainerCopy copy, CopyPlan plan, Content content)
      throws IOException, Refused {
    FutureTask<Boolean> task =
        new FutureTask<>(
            () -> {
              try (InputStream archive =
                  plan.name().isPresent()
                      ? new RenamedArchive(content.archive(), plan.name().get())
                      : content.archive()) {
                files.write(copy.to().dockerName(), plan.folder(), archive);
              }
              return true;
            });
    Thread.ofPlatform().daemon().name("copy").start(task);
    while (true) {
      try {
        task.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
        return;
      } catch (TimeoutException e) {
        if (context.cancellation().isCancelled()) {
          content.close();
          task.cancel(true);
          context.cancellation().check();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted while copying", e);
      } catch (ExecutionException e) {
        switch (e.getCause()) {
          case Refused refused -> throw refused;
          case IOException io -> throw io;
          case null, default -> throw files.http().calls().failure(e.getCause());
        }
      }
    }
  }

  /** Returns what the engine says with the names that the user knows. */
  private static String withNames(ContainerCopy copy, String reason) {
    return reason
        .replace(copy.from().dockerName(), copy.from().name())
        .replace(copy.to().dockerName(), copy.to().name());
  }

  private static UserError missing(Container container, String path) {
    return new UserError(
        "no-such-path",
        "there is no '%s' in the container '%s'".formatted(path, container.name()),
        "see what is there: dusty shell " + container.name());
  }

  private static UserError intoItself(ContainerCopy copy) {
    return new UserError(
        "copy-into-itself",
        "the folder '%s' of '%s' cannot be copied into itself"
            .formatted(copy.source(), copy.from().name()),
        "copy it to somewhere else");
  }
}
