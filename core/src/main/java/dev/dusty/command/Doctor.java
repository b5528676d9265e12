package dev.dusty.command;

import dev.dusty.api.UserError;
import dev.dusty.api.step.Finding;
import dev.dusty.compile.PluginFailure;
import dev.dusty.run.StepCall;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * {@code dusty doctor}: what is wrong, why that matters, and what mends it. It works in whatever
 * state Dusty is.
 */
public final class Doctor {

  private final Dusty dusty;
  private final Caller caller;
  private final boolean daemon;

  /**
   * Creates the command.
   *
   * @param daemon whether the daemon runs it; where none answers, Dusty looks alone
   */
  public Doctor(Dusty dusty, Caller caller, boolean daemon) {
    this.dusty = dusty;
    this.caller = caller;
    this.daemon = daemon;
  }

  /** What became of a finding that was to be mended; the failure is empty if it was. */
  private record Mended(Found found, String failure) {}

  /**
   * Runs the command.
   *
   * @param fix whether what can be mended is mended
   * @return {@link ExitCode#FAILED} if something is broken, in the end
   */
  public int run(boolean fix, boolean json) throws IOException {
    if (fix) {
      return dusty.queue().run(caller, "doctor --fix", () -> fix(json));
    }
    try (Progress progress = new PlainProgress(caller.console())) {
      return report(examine(progress), List.of(), json);
    }
  }

  private int fix(boolean json) throws IOException {
    try (Progress progress = new PlainProgress(caller.console())) {
      List<Mended> mended = new ArrayList<>();
      for (Found found : examine(progress)) {
        if (found.canBeMended()) {
          caller.cancellation().check();
          mended.add(mend(found));
        }
      }
      // What was mended may have hidden something else, or not be mended after all.
      return report(examine(progress), mended, json);
    }
  }

  private List<Found> examine(Progress progress) throws IOException {
    return new Examination(Work.asFarAsKnown(dusty, caller), progress, daemon).all();
  }

  private static Mended mend(Found found) {
    try {
      found.mend().run();
      return new Mended(found, "");
    } catch (UserError e) {
      return new Mended(found, e.problem() + "; " + e.remedy());
    } catch (PluginFailure e) {
      return new Mended(found, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return new Mended(found, StepCall.reason(e));
    }
  }

  private int report(List<Found> findings, List<Mended> mended, boolean json) {
    Console console = caller.console();
    if (json) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("healthy", findings.stream().noneMatch(Found::isBroken));
      document.put("findings", findings.stream().map(Doctor::fields).toList());
      document.put("mended", mended.stream().map(Doctor::fields).toList());
      console.json(document);
    } else {
      for (Mended one : mended) {
        String what = one.found().by() + ": " + one.found().finding().what();
        console
            .out()
            .println(
                one.failure().isEmpty()
                    ? "mended      " + what
                    : "not mended  " + what + "\n            " + one.failure());
      }
      if (!mended.isEmpty()) {
        console.out().println();
      }
      console.out().print(new FindingsText(findings, console).all());
    }
    return findings.stream().anyMatch(Found::isBroken) ? ExitCode.FAILED : ExitCode.DONE;
  }

  private static Map<String, Object> fields(Mended mended) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("by", mended.found().by());
    fields.put("code", mended.found().finding().code());
    fields.put("what", mended.found().finding().what());
    fields.put("mended", mended.failure().isEmpty());
    fields.put("failure", mended.failure());
    return fields;
  }

  private static Map<String, Object> fields(Found found) {
    Finding finding = found.finding();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("by", found.by());
    fields.put("code", finding.code());
    fields.put("severity", finding.severity().name().toLowerCase(Locale.ROOT));
    fields.put("what", finding.what());
    fields.put("why", finding.why());
    fields.put("remedy", finding.remedy());
    fields.put("fixable", found.canBeMended());
    return fields;
  }
}
