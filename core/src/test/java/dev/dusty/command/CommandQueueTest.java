package dev.dusty.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dusty.api.step.HostUser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CommandQueueTest {

  private final CommandQueue queue = new CommandQueue();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch mayEnd = new CountDownLatch(1);
  private final TestCaller ann = caller("ann");
  private final TestCaller ben = caller("ben");

  private static TestCaller caller(String name) {
    return TestCaller.of(new HostUser(name, 1, 1, Path.of("/")), Path.of("/"));
  }

  @AfterEach
  void end() {
    mayEnd.countDown();
    threads.close();
  }

  private Future<String> annIsAtWork() throws InterruptedException {
    Future<String> work =
        threads.submit(
            () ->
                queue.run(
                    ann,
                    "up",
                    () -> {
                      begun.countDown();
                      try {
                        mayEnd.await();
                      } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                      }
                      return "ann's";
                    }));
    begun.await();
    return work;
  }

  @Test
  void whoWaitsIsToldOnceForWhomInWhatCommandAndSinceWhen() throws Exception {
    Future<String> first = annIsAtWork();
    Future<String> second = threads.submit(() -> queue.run(ben, "stop", () -> "ben's"));
    StringBuilder told = new StringBuilder();
    while (told.isEmpty()) {
      told.append(ben.err());
      Thread.sleep(10);
    }
    Thread.sleep(250);
    mayEnd.countDown();
    assertThat(second.get()).isEqualTo("ben's");
    assertThat(first.get()).isEqualTo("ann's");
    assertThat(told.append(ben.err()).toString())
        .matches("waiting for 'dusty up' of ann, which has run since \\d\\d:\\d\\d:\\d\\d\n");
    assertThat(ann.err()).isEmpty();
  }

  @Test
  void whoGoesAwayWaitsNoLonger() throws Exception {
    Future<String> _ = annIsAtWork();
    AtomicInteger ran = new AtomicInteger();
    Future<Integer> second = threads.submit(() -> queue.run(ben, "stop", ran::incrementAndGet));
    ben.cancel();
    assertThatThrownBy(second::get)
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(CancellationException.class);
    assertThat(ran.get()).isZero();
  }

  @Test
  void whoHasGoneAlreadyBeginsNothing() {
    ben.cancel();
    AtomicInteger ran = new AtomicInteger();
    assertThatThrownBy(() -> queue.run(ben, "stop", ran::incrementAndGet))
        .isInstanceOf(CancellationException.class);
    assertThat(ran.get()).isZero();
  }

  @Test
  void aCommandThatFailsLetsTheNextOneIn() throws Exception {
    assertThatThrownBy(
            () ->
                queue.run(
                    ann,
                    "up",
                    () -> {
                      throw new IllegalStateException("oops");
                    }))
        .hasMessage("oops");
    assertThat(queue.run(ben, "stop", () -> "ben's")).isEqualTo("ben's");
  }

  @Test
  void whoCameFirstIsServedFirst() throws Exception {
    Future<String> _ = annIsAtWork();
    List<Integer> served = Collections.synchronizedList(new ArrayList<>());
    List<Future<Boolean>> all = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      int number = i;
      TestCaller caller = caller("ben");
      all.add(threads.submit(() -> queue.run(caller, "up", () -> served.add(number))));
      while (caller.err().isEmpty()) {
        Thread.sleep(5);
      }
    }
    mayEnd.countDown();
    for (Future<Boolean> one : all) {
      one.get();
    }
    assertThat(served).containsExactly(0, 1, 2, 3, 4, 5, 6);
  }

  @Test
  void whoWaitsForACommandThatWasInterruptedIsToldSo() throws Exception {
    Future<String> _ = annIsAtWork();
    assertThat(queue.interrupted()).isEmpty();
    ann.cancel();
    Future<String> _ = threads.submit(() -> queue.run(ben, "stop", () -> "ben's"));
    StringBuilder told = new StringBuilder();
    while (told.isEmpty()) {
      told.append(ben.err());
      Thread.sleep(10);
    }
    assertThat(told.toString()).endsWith(", was interrupted, and puts back what it did\n");
    assertThat(queue.interrupted()).isPresent();
  }

  @Test
  void noTwoCommandsRunAtOnce() throws Exception {
    AtomicInteger inside = new AtomicInteger();
    List<Future<Integer>> most = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      most.add(
          threads.submit(
              () ->
                  queue.run(
                      caller("ann"),
                      "up",
                      () -> {
                        int now = inside.incrementAndGet();
                        LockSupport.parkNanos(100_000);
                        inside.decrementAndGet();
                        return now;
                      })));
    }
    for (Future<Integer> one : most) {
      assertThat(one.get()).isEqualTo(1);
    }
  }
}
