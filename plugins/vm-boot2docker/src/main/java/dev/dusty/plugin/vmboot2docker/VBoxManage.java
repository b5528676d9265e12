package dev.dusty.plugin.vmboot2docker;

import dev.dusty.api.UserError;
import dev.dusty.api.machine.Machine.State;
import dev.dusty.api.step.StepContext;
import java.time.Duration;

/** VirtualBox's command line, which answers faster than docker-machine. */
record VBoxManage(Tool tool, String vm) {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  VBoxManage(StepContext context, String vm) {
    this(
        new Tool(
            context,
            "VBoxManage",
            "install VirtualBox, or name another driver with 'dusty config set machine_driver'"),
        vm);
  }

  /**
   * Returns the VM's state.
   *
   * @throws UserError if VirtualBox does not tell
   */
  State state() {
    if (isListed(tool.output(LIMIT, "list", "runningvms"))) {
      return State.RUNNING;
    }
    return isListed(tool.output(LIMIT, "list", "vms")) ? State.STOPPED : State.ABSENT;
  }

  /** Returns whether a VM of the name is in a list of lines {@code "name" {uuid}}. */
  private boolean isListed(String list) {
    return list.lines().anyMatch(line -> line.startsWith("\"" + vm + "\" {"));
  }

  /** Returns all there is to know of the VM, which is there. */
  VmInfo info() {
    return VmInfo.parse(tool.output(LIMIT, "showvminfo", vm, "--machinereadable"));
  }

  /** Changes the VM, which is off. */
  void modify(String... change) {
    String[] arguments = new String[change.length + 2];
    arguments[0] = "modifyvm";
    arguments[1] = vm;
    System.arraycopy(change, 0, arguments, 2, change.length);
    var _ = tool.output(LIMIT, arguments);
  }

  /** Has the running VM do something, such as {@code resume}. */
  void control(String what) {
    var _ = tool.output(LIMIT, "controlvm", vm, what);
  }

  /** Removes an interface of this computer; the next start makes one. */
  void removeInterface(String name) {
    var _ = tool.output(LIMIT, "hostonlyif", "remove", name);
  }
}
