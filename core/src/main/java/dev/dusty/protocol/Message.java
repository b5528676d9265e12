package dev.dusty.protocol;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What client and daemon say to each other. */
public sealed interface Message {

  /**
   * The client's first message: what was typed, and where.
   *
   * @param argv the arguments behind {@code dusty}
   * @param folder the working folder, absolute
   * @param environment the variables that the daemon needs
   * @param terminal what the client's standard streams are
   */
  record Request(
      List<String> argv, String folder, Map<String, String> environment, Terminal terminal)
      implements Message {
    /** Copies the lists. */
    public Request {
      argv = List.copyOf(argv);
      environment = Collections.unmodifiableMap(new TreeMap<>(environment));
    }
  }

  /**
   * The client's answer to a question.
   *
   * @param line what was typed, without line end
   */
  record Answer(String line) implements Message {}

  /**
   * The client's answer to {@link Wanted}: the next piece of the file.
   *
   * @param mode the file's mode, as {@code rw-r--r--}; empty where it is no regular file
   * @param bytes the piece; empty behind the last one
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody, and copied by nobody
  record Piece(String mode, byte[] bytes) implements Message {}

  /**
   * The client's answer to {@link Wanted} where the file cannot be read.
   *
   * @param reason why, as the system says it
   */
  record Unreadable(String reason) implements Message {}

  /** The client's word that nobody waits any more: Ctrl-C. */
  record Cancel() implements Message {}

  /**
   * Something to show.
   *
   * @param error whether it belongs on standard error
   * @param bytes what to write there
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody, and copied by nobody
  record Output(boolean error, byte[] bytes) implements Message {}

  /**
   * A question; the client answers with {@link Answer}.
   *
   * @param text what to show before the answer
   */
  record Question(String text) implements Message {}

  /**
   * The daemon's request for the next piece of a file, which the client opens at the first one: so
   * it is read with the rights, and in the folder, of whoever typed its name. The client answers
   * with {@link Piece} or {@link Unreadable}.
   *
   * @param file as it was typed; {@code -} is standard input
   */
  record Wanted(String file) implements Message {}

  /**
   * The daemon's last message, if the client has to go on: it runs a process with its own streams,
   * and ends as that does.
   *
   * @param argv the program and its arguments
   * @param environment variables on top of the client's own
   */
  record Run(List<String> argv, Map<String, String> environment) implements Message {
    /** Copies the lists. */
    public Run {
      argv = List.copyOf(argv);
      environment = Collections.unmodifiableMap(new TreeMap<>(environment));
    }
  }

  /**
   * The daemon's last message, if the client has to do something first: it runs a process as for
   * {@link Run}, and where that succeeds, it makes its request once more.
   *
   * @param argv the program and its arguments
   * @param environment variables on top of the client's own
   */
  record RunFirst(List<String> argv, Map<String, String> environment) implements Message {
    /** Copies the lists. */
    public RunFirst {
      argv = List.copyOf(argv);
      environment = Collections.unmodifiableMap(new TreeMap<>(environment));
    }
  }

  /**
   * The daemon's last message: the command is done.
   *
   * @param code the exit code
   */
  record Exit(int code) implements Message {}
}
