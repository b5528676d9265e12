package dev.dusty.plugin.compose;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import dev.dusty.api.UserError;
import dev.dusty.api.step.Cancellation;
import dev.dusty.api.step.ProcessRunner;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A container that runs to its end while somebody listens.
 *
 * @param id the container, which was made and not started
 */
record Job(Engine engine, String id) {

  private static final long POLL_MILLIS = 50;

  /** What the engine says went wrong, in the JSON that the client has for a message. */
  private static final Pattern MESSAGE = Pattern.compile("\"message\":\"((?:[^\"\\\\]|\\\\.)*)\"");

  /**
   * Runs it.
   *
   * @return its exit code
   * @throws CancellationException if the command was cancelled; the container may still run then
   */
  int run(Cancellation cancellation, ProcessRunner.Listener listener) {
    Output output = new Output(listener);
    try (output) {
      // Before it starts, or its first lines would be lost.
      engine.ask(
          () ->
              engine
                  .client()
                  .attachContainerCmd(id)
                  .withStdOut(true)
                  .withStdErr(true)
                  .withFollowStream(true)
                  .exec(output)
                  .awaitStarted());
      start();
      while (!output.hasEnded(POLL_MILLIS)) {
        cancellation.check();
      }
      if (output.failure().isPresent()) {
        throw engine.failure(output.failure().get());
      }
      output.end();
      return exitCode(cancellation);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    } catch (IOException e) {
      throw engine.failure(e);
    }
  }

  private void start() {
    try {
      engine.patiently(() -> engine.client().startContainerCmd(id).exec());
    } catch (DockerException e) {
      Matcher message = MESSAGE.matcher(String.valueOf(e.getMessage()));
      throw new UserError(
          "container-not-started",
          "a container for tests could not be started: "
              + (message.find() ? message.group(1).strip() : e.getMessage()),
          "see that the test image has a shell, and what the suite's 'compose' asks for");
    }
  }

  /** Its output may end a little before itself. */
  private int exitCode(Cancellation cancellation) throws InterruptedException {
    while (true) {
      ContainerState state =
          engine.ask(() -> engine.client().inspectContainerCmd(id).exec()).getState();
      if (!Boolean.TRUE.equals(state.getRunning())) {
        return Math.toIntExact(Objects.requireNonNullElse(state.getExitCodeLong(), 1L));
      }
      cancellation.check();
      Thread.sleep(POLL_MILLIS);
    }
  }

  /** What it writes; called by one thread of the client. */
  private static final class Output extends ResultCallback.Adapter<Frame> {
    private final OutputLines out;
    private final OutputLines err;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable Throwable failure;

    Output(ProcessRunner.Listener listener) {
      this.out = new OutputLines(line -> listener.line(line, false));
      this.err = new OutputLines(line -> listener.line(line, true));
    }

    @Override
    public void onNext(Frame frame) {
      (frame.getStreamType() == StreamType.STDERR ? err : out).add(frame.getPayload());
    }

    @Override
    public void onComplete() {
      super.onComplete();
      ended.countDown();
    }

    @Override
    public void onError(Throwable thrown) {
      super.onError(thrown);
      failure = thrown;
      ended.countDown();
    }

    /**
     * Returns whether all was told; waits a while for it. The callback's own way would close it.
     */
    boolean hasEnded(long millis) throws InterruptedException {
      return ended.await(millis, TimeUnit.MILLISECONDS);
    }

    /** Returns what broke the connection, if something did. */
    Optional<Throwable> failure() {
      return Optional.ofNullable(failure);
    }

    void end() {
      out.end();
      err.end();
    }
  }
}
