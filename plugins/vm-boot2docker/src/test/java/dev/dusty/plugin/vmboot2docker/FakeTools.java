package dev.dusty.plugin.vmboot2docker;

import dev.dusty.api.step.Command;
import dev.dusty.api.step.ProcessRunner.Result;
import dev.dusty.testkit.Processes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Answers of the user's tools and of the VM, by the begin of the command line; all else succeeds
 * and says nothing. Of ssh, what counts is what the VM is told.
 */
final class FakeTools {

  private final Map<String, Deque<Result>> answers = new TreeMap<>();
  final Processes processes = Processes.answering(this::answer);

  /** Returns those of a VM of VirtualBox that runs. */
  static FakeTools running() {
    return new FakeTools()
        .answers("VBoxManage list runningvms", Samples.read("list-runningvms.txt"))
        .answers("VBoxManage list vms", Samples.read("list-vms.txt"))
        .answers("VBoxManage showvminfo", Samples.read("showvminfo-running.txt"))
        .answers("docker-machine --version", "docker-machine version 0.16.2, build bd45ab13\n")
        .answers("docker-machine env", Samples.read("env.txt"))
        .answers("vm: exec sudo -n -- sh -c", "rsync\n")
        .answers(
            "vm: exec cat /proc/mounts",
            "tmpfs / tmpfs rw,relatime,size=1835132k 0 0\n"
                + "/dev/sda1 /mnt/sda1 ext4 rw,relatime,data=ordered 0 0\n")
        .answers("vm: exec ip addr", Samples.read("ip-addr.txt"))
        .answers(
            "vm: exec df",
            "Filesystem 1024-blocks Used Available Capacity Mounted on\n"
                + "/dev/sda1 19195136 503972 17673504 3% /mnt/sda1\n");
  }

  /** Sets one answer after the other; the last one stays. */
  FakeTools answers(String begin, String... outputs) {
    Deque<Result> all = new ArrayDeque<>();
    for (String output : outputs) {
      all.add(new Result(0, output, ""));
    }
    answers.put(begin, all);
    return this;
  }

  /** Has the next such call fail; after it, earlier answers hold. */
  FakeTools failsOnce(String begin, int code, String errors) {
    answers
        .computeIfAbsent(begin, key -> new ArrayDeque<>(List.of(new Result(0, "", ""))))
        .addFirst(new Result(code, "", errors));
    return this;
  }

  /** Has all such calls fail. */
  FakeTools fails(String begin, int code, String errors) {
    answers.put(begin, new ArrayDeque<>(List.of(new Result(code, "", errors))));
    return this;
  }

  /** Returns the command lines so far, those for the VM as {@code vm: ...}. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    processes.commands().forEach(command -> lines.add(line(command)));
    return lines;
  }

  private static String line(Command command) {
    List<String> argv = command.argv();
    boolean isForVm = argv.get(0).equals("ssh") && !argv.contains("-O");
    return isForVm ? "vm: " + argv.get(argv.size() - 1) : String.join(" ", argv);
  }

  private Result answer(Command command) {
    String line = line(command);
    for (Map.Entry<String, Deque<Result>> known : answers.entrySet()) {
      if (line.startsWith(known.getKey())) {
        Deque<Result> all = known.getValue();
        return all.size() > 1 ? all.remove() : all.element();
      }
    }
    return new Result(0, "", "");
  }
}
