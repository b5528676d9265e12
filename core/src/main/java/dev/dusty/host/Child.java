package dev.dusty.host;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * A process that was started here, written down until it has ended.
 *
 * @param process the process
 * @param records where it is written down
 */
record Child(Process process, ChildRecords records) implements AutoCloseable {

  private static final Duration GRACE = Duration.ofSeconds(5);

  /** Starts one. */
  static Child start(ProcessBuilder builder, ChildRecords records, String program)
      throws IOException {
    Child child = new Child(builder.start(), records);
    records.add(child.process.toHandle(), program);
    return child;
  }

  /** After a failure something may still run, and is ended; nothing does otherwise. */
  @Override
  public void close() throws IOException {
    if (process.isAlive()) {
      ProcessTree.end(List.of(process.toHandle()), GRACE);
    }
    records.remove(process.toHandle());
  }
}
