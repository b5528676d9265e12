package dev.dusty.testkit;

import dev.dusty.api.UserError;
import dev.dusty.api.step.Command;
import dev.dusty.api.step.ProcessRunner;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * A runner of processes that keeps what it was asked to run.
 *
 * @since 1.0
 */
public final class Processes implements ProcessRunner {

  private final List<Command> commands = new CopyOnWriteArrayList<>();
  private final Answer answer;

  /** What becomes of a command. */
  private interface Answer {
    Result to(Command command, Listener listener) throws IOException;
  }

  private Processes(Answer answer) {
    this.answer = answer;
  }

  /** Returns a runner that starts nothing and gives the answers of a function. */
  public static Processes answering(Function<Command, Result> answers) {
    return new Processes(
        (command, listener) -> {
          Result result = answers.apply(command);
          result.output().lines().forEach(line -> listener.line(line, false));
          result.errors().lines().forEach(line -> listener.line(line, true));
          return result;
        });
  }

  /** Returns a runner that starts nothing; everything succeeds and says nothing. */
  public static Processes succeeding() {
    return answering(command -> new Result(0, "", ""));
  }

  /** Returns a runner that really starts processes, all as the user of this process. */
  public static Processes real() {
    return new Processes(Processes::start);
  }

  /** Returns what was asked for so far. */
  public List<Command> commands() {
    return List.copyOf(commands);
  }

  /** Returns the argument vectors of what was asked for so far. */
  public List<List<String>> argumentVectors() {
    return commands.stream().map(Command::argv).toList();
  }

  @Override
  public Result run(Command command, Listener listener) throws IOException {
    commands.add(command);
    return answer.to(command, listener);
  }

  private static Result start(Command command, Listener listener) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command.argv());
    builder.environment().putAll(command.environment());
    builder.directory(command.folder().orElse(Path.of("/")).toFile());
    Process process = builder.start();
    try (OutputStream input = process.getOutputStream()) {
      input.write(command.input().orElse("").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // A process need not read what it is given.
    }
    List<String> output = new ArrayList<>();
    List<String> errors = new ArrayList<>();
    Thread outputReader = reader(process.getInputStream(), output, listener, false);
    Thread errorReader = reader(process.getErrorStream(), errors, listener, true);
    try {
      if (!process.waitFor(command.limit().toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        throw new UserError(
            "time-limit", "'" + command.argv().get(0) + "' took too long", "try again");
      }
      outputReader.join();
      errorReader.join();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    return new Result(process.exitValue(), text(output), text(errors));
  }

  private static Thread reader(
      InputStream in, List<String> lines, Listener listener, boolean error) {
    Thread thread =
        new Thread(
            () -> {
              try (BufferedReader reader =
                  new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                  lines.add(line);
                  listener.line(line, error);
                }
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static String text(List<String> lines) {
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }
}
