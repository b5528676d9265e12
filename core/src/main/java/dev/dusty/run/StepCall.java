package dev.dusty.run;

import dev.dusty.api.Extension;
import dev.dusty.api.UserError;
import dev.dusty.compile.PluginFailure;
import dev.dusty.config.FullDisk;
import dev.dusty.plugin.LoadedStep;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CancellationException;

/** The one place where run steps and machines are called. */
public final class StepCall {

  private StepCall() {}

  /** What is asked of a step. */
  @FunctionalInterface
  public interface Question<T> {
    /** Asks it. */
    T ask() throws IOException;
  }

  /** What a step is told to do. */
  @FunctionalInterface
  public interface Order {
    /** Does it. */
    void give() throws IOException;
  }

  /**
   * Asks a step something.
   *
   * @throws UserError if the step says so, or something cannot be read or written
   * @throws CancellationException if the command was cancelled
   * @throws PluginFailure if the step throws anything else
   */
  public static <T> T of(LoadedStep<? extends Extension> loaded, Question<T> question) {
    try {
      T answer = question.ask();
      if (answer == null) {
        throw new PluginFailure(loaded.plugin(), name(loaded), "returned null");
      }
      return answer;
    } catch (UserError | CancellationException | PluginFailure e) {
      throw e;
    } catch (IOException e) {
      throw io(loaded, e);
    } catch (UncheckedIOException e) {
      throw io(loaded, Objects.requireNonNull(e.getCause()));
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      throw new PluginFailure(loaded.plugin(), name(loaded), e);
    }
  }

  /** Tells a step to do something; see {@link #of}. */
  public static void order(LoadedStep<? extends Extension> loaded, Order order) {
    of(
        loaded,
        () -> {
          order.give();
          return true;
        });
  }

  /** Returns what an exception says, or what it is where it says nothing. */
  public static String reason(IOException e) {
    String message = String.valueOf(e.getMessage());
    // Java's own exceptions of files have nothing but the file's name for a message.
    return e instanceof FileSystemException of && of.getReason() == null
        ? words(e.getClass().getSimpleName()) + ": " + message
        : message;
  }

  /** Returns {@code no such file} for {@code NoSuchFileException}. */
  private static String words(String exception) {
    return exception
        .replaceAll("Exception$", "")
        .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
        .toLowerCase(Locale.ROOT);
  }

  private static UserError io(LoadedStep<? extends Extension> loaded, IOException e) {
    String step = "step '%s'".formatted(name(loaded));
    return FullDisk.of(e, step)
        .orElseGet(
            () ->
                new UserError(
                    "step-io", step + " failed: " + reason(e), "mend that and try again"));
  }

  private static String name(LoadedStep<? extends Extension> loaded) {
    return loaded.step().name();
  }
}
