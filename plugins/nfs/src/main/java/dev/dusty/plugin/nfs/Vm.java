package dev.dusty.plugin.nfs;

import dev.dusty.api.UserError;
import dev.dusty.api.machine.Machine;
import dev.dusty.api.run.MachineContext;
import dev.dusty.api.step.Command;
import dev.dusty.api.step.Command.Identity;
import dev.dusty.api.step.ProcessRunner;
import dev.dusty.api.text.ResourceText;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The machine, asked by one script for each task, as each command there may take a while.
 *
 * @param context where to run it
 * @param base the folder of the machine that shows the repos
 */
record Vm(MachineContext context, String base) {

  private static final String SCRIPT = ResourceText.of(Vm.class, "mounts.sh");
  private static final int LOOK_SECONDS = 5;
  private static final Duration LOOKING = Duration.ofMinutes(2);
  private static final Duration MOUNTING = Duration.ofMinutes(5);

  /** Returns whether repos are shared by NFS here: where the machine is another computer. */
  static boolean isOne(MachineContext context) {
    return context.machine().local("/").isEmpty();
  }

  /** A mount point, its former mounts, and what to mount; an empty string for nothing. */
  record Step(String path, int times, String source) {}

  /**
   * A mount that did not come about.
   *
   * @param message what mount said
   * @param canHeal whether another try may succeed, as far as the machine is concerned
   */
  record Failure(String path, String message, boolean canHeal) {}

  /** What became of mounting a folder for a moment; see {@link #probe}. */
  record Probe(Optional<String> failure, String read, Optional<String> unwritable) {}

  /** Returns what is mounted, and whether it answers at some mount points. */
  Mounts look(Collection<String> paths) throws IOException {
    return Mounts.read(run(LOOKING, lines(paths), "look", String.valueOf(LOOK_SECONDS)), base);
  }

  /** Returns what is mounted once nobody is changing it. */
  Mounts settled() throws IOException {
    return Mounts.read(run(MOUNTING, "", "settled", String.valueOf(LOOK_SECONDS)), base);
  }

  /**
   * Changes mounts in an order.
   *
   * @param patience how long a server that does not answer is tried again
   * @return those that could not be mounted
   */
  List<Failure> change(Collection<Step> steps, Duration patience) throws IOException {
    if (steps.isEmpty()) {
      return List.of();
    }
    context.reporter().progress("mounting repos");
    String output =
        run(
            MOUNTING,
            lines(
                steps.stream()
                    .map(step -> step.times() + "\t" + step.path() + "\t" + step.source())
                    .toList()),
            "change",
            options(),
            String.valueOf(patience.toSeconds()));
    List<Failure> failures = new ArrayList<>();
    for (String line : output.lines().toList()) {
      String[] fields = line.split("\t", 3);
      boolean canHeal = fields[0].equals("failed");
      if (fields.length == 3 && (canHeal || fields[0].equals("impossible"))) {
        failures.add(new Failure(fields[1], fields[2], canHeal));
      }
    }
    return failures;
  }

  /**
   * Mounts a folder elsewhere for a moment.
   *
   * @param file a file in it, which is read and copied to one with {@code .answer} at the end;
   *     empty for none
   */
  Probe probe(String source, String file) throws IOException {
    Optional<String> failure = Optional.empty();
    Optional<String> unwritable = Optional.empty();
    String read = "";
    for (String line : run(LOOKING, "", "probe", options(), source, file).lines().toList()) {
      String[] fields = line.split("\t", 3);
      switch (fields[0]) {
        case "failed" -> failure = Optional.of(fields[fields.length - 1]);
        case "read" -> read = fields[1];
        case "unwritable" -> unwritable = Optional.of(fields[1]);
        default -> {
          // Nothing more to know.
        }
      }
    }
    return new Probe(failure, read, unwritable);
  }

  private String options() {
    return context.settings().get(NfsKeys.OPTIONS);
  }

  private String run(Duration limit, String input, String... arguments) throws IOException {
    List<String> argv = new ArrayList<>(List.of("sh", "-c", SCRIPT, "dusty-nfs"));
    argv.addAll(List.of(arguments));
    Machine machine = context.machine();
    ProcessRunner.Result result =
        machine.run(
            context, Command.of(Identity.ROOT, limit, argv.toArray(new String[0])).reading(input));
    if (!result.succeeded()) {
      String said = result.errors().lines().findFirst().orElse("it gave no reason");
      throw new UserError(
          "nfs-machine",
          "machine '%s' could not see to its mounts: %s".formatted(machine.name(), said),
          "see 'dusty doctor', and try again");
    }
    return result.output();
  }

  private static String lines(Collection<String> texts) {
    StringBuilder lines = new StringBuilder();
    texts.forEach(text -> lines.append(text).append('\n'));
    return lines.toString();
  }
}
