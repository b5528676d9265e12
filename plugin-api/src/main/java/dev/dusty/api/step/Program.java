package dev.dusty.api.step;

import dev.dusty.api.UserError;
import java.io.IOException;
import java.util.function.Supplier;

/**
 * A program of the user's computer that may not be there, or may not answer; both are told apart
 * from what the program itself says.
 *
 * @param processes starts it
 * @param missing what it means that it is not installed
 * @param silent what it means that it did not end in time
 * @since 1.0
 */
public record Program(
    ProcessRunner processes, Supplier<UserError> missing, Supplier<UserError> silent) {

  /** The exit code of a shell, or of what changes users, that does not find a program. */
  private static final int NOT_FOUND = 127;

  /**
   * Runs it to its end, as {@link ProcessRunner#run} does.
   *
   * @throws UserError if it is missing, or silent
   */
  public ProcessRunner.Result run(Command command, ProcessRunner.Listener listener) {
    ProcessRunner.Result result;
    try {
      result = processes.run(command, listener);
    } catch (UserError e) {
      throw e.code().equals("time-limit") ? because(silent.get(), e) : e;
    } catch (IOException e) {
      throw because(missing.get(), e);
    }
    if (result.exitCode() == NOT_FOUND) {
      throw missing.get();
    }
    return result;
  }

  private static UserError because(UserError error, Throwable cause) {
    error.initCause(cause);
    return error;
  }
}
