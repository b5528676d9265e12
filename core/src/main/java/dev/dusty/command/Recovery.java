package dev.dusty.command;

import dev.dusty.api.UserError;
import dev.dusty.api.step.Cancellation;
import dev.dusty.api.step.HostUser;
import dev.dusty.compile.PluginFailure;
import dev.dusty.protocol.Terminal;
import dev.dusty.run.Runner;
import dev.dusty.run.StepCall;
import dev.dusty.run.Uncancelled;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;

/** What the daemon does first: takes back what a run that was killed has left half done. */
public final class Recovery {

  private final Dusty dusty;

  /** Creates it. */
  public Recovery(Dusty dusty) {
    this.dusty = dusty;
  }

  /**
   * Takes it back, as far as that is possible now; what is not is tried again by the next {@code
   * up}.
   *
   * @return what there is to say about it; empty if there was nothing to take back
   */
  public List<String> run() {
    StringWriter said = new StringWriter();
    try (PrintWriter writer = new PrintWriter(said)) {
      Runner runner = new Runner(dusty.catalog().runSteps(), dusty.paths().state());
      if (!runner.isUnfinished()) {
        return List.of();
      }
      writer.println("the last 'dusty up' was cut off");
      Console console =
          new Console(writer, writer, Path.of("/"), Map.of("NO_COLOR", "1"), Terminal.NONE);
      Work work = Work.of(dusty, new Nobody(console));
      try (Progress progress = new PlainProgress(console)) {
        runner.undo(work.surroundings(progress));
      }
    } catch (UserError e) {
      return List.of(
          "the last 'dusty up' was cut off, and cannot be put back now: " + e.problem(),
          "the next 'dusty up' tries again; " + e.remedy());
    } catch (PluginFailure e) {
      return List.of(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return List.of(
          "whether the last 'dusty up' was cut off cannot be found out now: " + StepCall.reason(e));
    }
    return said.toString().lines().toList();
  }

  /** The daemon itself, which answers no questions. */
  private record Nobody(Console console) implements Caller {

    @Override
    public HostUser user() {
      return new HostUser("root", 0, 0, Path.of("/"));
    }

    @Override
    public Cancellation cancellation() {
      return Uncancelled.FOREVER;
    }

    @Override
    public String ask(String question) {
      throw new CancellationException("nobody answers the daemon");
    }

    @Override
    public GivenFile read(String written) {
      throw new IllegalStateException("the daemon is given no files");
    }

    @Override
    public OutputStream output() {
      throw new IllegalStateException("the daemon has no standard output");
    }

    @Override
    public void repeatAfter(List<String> argv, Map<String, String> environment) {
      continueWith(argv, environment);
    }

    @Override
    public void continueWith(List<String> argv, Map<String, String> environment) {
      throw new IllegalStateException("the daemon has no terminal");
    }
  }
}
