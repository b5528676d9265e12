package dev.dusty.host;

import dev.dusty.api.step.Cancellation;
import dev.dusty.api.step.Command;
import dev.dusty.api.step.ProcessRunner.Result;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.LongConsumer;

/**
 * Two processes, of which one reads what the other one writes: any bytes, any number of them.
 *
 * @param cancellation ends them
 * @param progress is told from time to time how many bytes have passed
 */
public record Pipe(Cancellation cancellation, LongConsumer progress) {

  private static final int BUFFER = 1 << 17;
  private static final int KEPT = 64 * 1024;
  private static final long POLL_MILLIS = 20;

  /**
   * One of the two.
   *
   * @param processes as whom it runs
   * @param command what it is; its input and its time limit have no say
   */
  public record End(HostProcesses processes, Command command) {}

  /**
   * What became of them.
   *
   * @param source how the writing one ended; without its output
   * @param sink how the reading one ended
   * @param bytes how many bytes passed
   * @param sha256 their SHA-256, in hexadecimal
   */
  public record Outcome(Result source, Result sink, long bytes, String sha256) {

    /** Returns whether both succeeded. */
    public boolean succeeded() {
      return source.succeeded() && sink.succeeded();
    }
  }

  /**
   * Runs two processes to their ends. Where the reading one ends early, the writing one is told by
   * its pipe, as in a shell.
   *
   * @throws IOException if one of them cannot be started
   * @throws CancellationException if the command was cancelled; both are ended then
   */
  public Outcome run(End from, End to) throws IOException {
    cancellation.check();
    try (Child sink = to.processes().start(to.command(), ProcessBuilder.Redirect.PIPE);
        Child source = from.processes().start(from.command(), HostProcesses.NO_INPUT)) {
      Tail sourceErrors = new Tail(KEPT);
      Tail sinkErrors = new Tail(KEPT);
      Tail sinkOutput = new Tail(KEPT);
      Pump pump = new Pump(source.process(), sink.process(), progress);
      List<Thread> threads =
          List.of(
              thread("pipe", pump),
              thread("errors", () -> keep(source.process().getErrorStream(), sourceErrors)),
              thread("errors", () -> keep(sink.process().getErrorStream(), sinkErrors)),
              thread("output", () -> keep(sink.process().getInputStream(), sinkOutput)));
      threads.forEach(Thread::start);
      for (Thread thread : threads) {
        while (thread.isAlive()) {
          cancellation.check();
          boolean _ = thread.join(Duration.ofMillis(POLL_MILLIS));
        }
      }
      return new Outcome(
          new Result(source.process().waitFor(), "", sourceErrors.text()),
          new Result(sink.process().waitFor(), sinkOutput.text(), sinkErrors.text()),
          pump.bytes,
          HexFormat.of().formatHex(pump.digest.digest()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      CancellationException cancelled = new CancellationException("interrupted");
      cancelled.initCause(e);
      throw cancelled;
    }
  }

  /** A thread of the system, as reading from a pipe blocks in native code. */
  private static Thread thread(String name, Runnable task) {
    return Thread.ofPlatform().daemon().name("process " + name).unstarted(task);
  }

  private static void keep(InputStream stream, Tail tail) {
    byte[] buffer = new byte[8192];
    try {
      for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
        tail.add(buffer, count);
      }
    } catch (IOException e) {
      // Closed: the process is gone, or was ended.
    }
  }

  /** Carries the bytes, and counts them. */
  private static final class Pump implements Runnable {
    private final Process source;
    private final Process sink;
    private final LongConsumer progress;
    private final MessageDigest digest;
    private long bytes;

    Pump(Process source, Process sink, LongConsumer progress) {
      this.source = source;
      this.sink = sink;
      this.progress = progress;
      try {
        this.digest = MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every JDK has it", e);
      }
    }

    @Override
    public void run() {
      byte[] buffer = new byte[BUFFER];
      try (InputStream in = source.getInputStream();
          OutputStream out = sink.getOutputStream()) {
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
          digest.update(buffer, 0, count);
          bytes += count;
          out.write(buffer, 0, count);
          out.flush();
          progress.accept(bytes);
        }
      } catch (IOException e) {
        // One of them is gone, and says why by its exit code.
      }
    }
  }
}
