package dev.dusty.distribution.bed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * A network namespace of Linux, in which this JVM connects: a socket belongs to the namespace of
 * the thread that made it. Needs root.
 *
 * @param file what stands for the namespace, as {@code ip netns} makes it
 */
record NetworkNamespace(Path file) implements Network {

  private static final int READ_ONLY = 0;

  /** CLONE_NEWNET of setns(2). */
  private static final int OF_NETWORK = 0x40000000;

  @Override
  public Socket connect(InetSocketAddress address, int limitMillis) {
    FutureTask<Socket> task =
        new FutureTask<>(
            () -> {
              enter();
              return Network.HERE.connect(address, limitMillis);
            });
    // One of its own, which ends: no other task is to find itself in that namespace.
    Thread.ofPlatform().start(task);
    try {
      return task.get();
    } catch (ExecutionException e) {
      throw new UncheckedIOException(new IOException(e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void enter() {
    try (Arena arena = Arena.ofConfined()) {
      int descriptor =
          (int)
              function("open", ValueLayout.ADDRESS, ValueLayout.JAVA_INT)
                  .invokeExact(arena.allocateFrom(file.toString()), READ_ONLY);
      int result =
          (int)
              function("setns", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT)
                  .invokeExact(descriptor, OF_NETWORK);
      int closed = (int) function("close", ValueLayout.JAVA_INT).invokeExact(descriptor);
      if (descriptor < 0 || result != 0 || closed != 0) {
        throw new IllegalStateException("this thread cannot enter " + file);
      }
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** The two functions take and return numbers and are the system's own. */
  @SuppressWarnings("restricted")
  private static MethodHandle function(String name, MemoryLayout... arguments) {
    Linker linker = Linker.nativeLinker();
    MemorySegment address = linker.defaultLookup().findOrThrow(name);
    return linker.downcallHandle(address, FunctionDescriptor.of(ValueLayout.JAVA_INT, arguments));
  }
}
