package dev.dusty.distribution.bed;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dusty.distribution.bed.People.Person;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The surroundings of a real VM with a Docker Engine: a network of its own, an NFS server, and the
 * commands {@code VBoxManage}, {@code docker-machine} and {@code limactl}, which make and run it.
 * There is none before somebody makes it. Closing this ends all of it.
 */
public final class VirtualMachine implements AutoCloseable {

  /** The name that Dusty's configuration has for such a machine. */
  public static final String NAME = "boot2docker";

  /** The name for one that Lima makes and runs. */
  public static final String LIMA = "lima";

  /** With this much memory, a VM that is made goes on from a booted one's. */
  static final String MEMORY = "1024";

  private static final String TOOL =
      Path.of("..", "tools", "vm").toAbsolutePath().normalize().toString();
  private static final String FIRST = "192.168.99.100";

  private final VmManager manager;
  private final Path folder;
  private final Path home;
  private final NetworkNamespace network;
  private String address = FIRST;

  private VirtualMachine(VmManager manager, Path folder, Path home) {
    this.manager = manager;
    this.folder = folder;
    this.home = home;
    network = new NetworkNamespace(Path.of(tool("namespace").out().strip()));
  }

  /**
   * Makes them in a folder, for root with another home. Skips the calling test, with the reason,
   * where there can be none, or where a part is missing; fails it in the second case where all
   * parts are required.
   *
   * @param manager by what the VM will be made
   * @param folder which is made
   */
  static VirtualMachine prepare(VmManager manager, Path folder) {
    return prepare(manager, folder, folder.resolve("home"), List.of());
  }

  /**
   * Makes them for somebody, as above.
   *
   * @param home the home of that person, which is there
   */
  static VirtualMachine prepareFor(Person owner, Path home, VmManager manager, Path folder) {
    return prepare(manager, folder, home, List.of(Integer.toString(owner.uid()), home.toString()));
  }

  private static VirtualMachine prepare(
      VmManager manager, Path folder, Path home, List<String> owner) {
    Shell possible = Shell.run(Path.of("."), TOOL, "possible");
    assumeTrue(possible.exitCode() == 0, possible.err().strip());
    Parts.requireCommand("sh", "-c", "PATH=$PATH:/usr/sbin; command -v ip qemu-system-x86_64");
    Parts.requireCommand("sh", "-c", "PATH=$PATH:/usr/sbin; command -v ganesha.nfsd rpcbind");
    Parts.requireCommand("docker", "compose", "version");
    Parts.requireCommand(TOOL, "ready");
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Engine.addCompose(home.resolve(".docker"));
    List<String> start = new ArrayList<>(List.of(TOOL, "start", folder.toString()));
    start.addAll(owner);
    Shell.run(folder, Map.of(), start).orFail();
    return new VirtualMachine(manager, folder, home);
  }

  /** Returns the name that Dusty's configuration has for the machine. */
  String machine() {
    return manager.machine();
  }

  /** Returns the home of the user to whom the VM belongs. */
  public Path home() {
    return home;
  }

  /** Returns the VM's address in its network. */
  public String address() {
    return address;
  }

  /** Has the VM get another address when it starts again. */
  public void giveOtherAddress() {
    address = address.equals(FIRST) ? "192.168.99.101" : FIRST;
    tool("address", address);
  }

  /** Returns the network in which the VM is reached. */
  Network network() {
    return network;
  }

  /** Returns the file that stands for that network. */
  Path namespace() {
    return network.file();
  }

  /** Returns the beginning of the argument vector of a program that runs in that network. */
  List<String> starter() {
    return List.of(TOOL, "run", folder.toString());
  }

  /** Returns the command that has the NFS server read its exports. */
  String reload(Path exports) {
    return folder.resolve("bin/exports") + " " + exports;
  }

  /** Returns the variables with which the VM's user runs programs. */
  Map<String, String> environment() {
    return Map.of(
        "HOME", home.toString(),
        "DOCKER_HOST", "",
        "DOCKER_CONTEXT", "",
        "DOCKER_CONFIG", "");
  }

  /** Returns the engine in the VM, whether or not it answers now. */
  Engine engine() {
    Map<String, String> variables = new HashMap<>(environment());
    variables.putAll(manager.engine(home, address));
    return Engine.elsewhere(folder, starter(), variables);
  }

  /** Runs one of the commands {@code VBoxManage}, {@code docker-machine} and {@code limactl}. */
  public Shell command(String name, String... arguments) {
    List<String> argv = new ArrayList<>(starter());
    argv.add(program(name));
    argv.addAll(List.of(arguments));
    return Shell.run(folder, environment(), argv);
  }

  private String program(String name) {
    return home.resolve(".docker/bin").resolve(name).toString();
  }

  /** Runs a script as root in the VM; returns its output. */
  public String inside(String script) {
    List<String> argv = new ArrayList<>(starter());
    argv.addAll(inVm(script));
    return Shell.run(folder, environment(), argv).orFail().out();
  }

  private List<String> inVm(String script) {
    List<String> argv = new ArrayList<>(manager.inside(quoted(script)));
    argv.set(0, program(argv.get(0)));
    return argv;
  }

  /** Has the VM boot again; one of docker-machine's is still on its way when this returns. */
  public void reboot() {
    switch (manager) {
      case DOCKER_MACHINE -> {
        inside("busybox reboot");
        // It goes down while it still answers.
        Wait.until("the VM goes down", Duration.ofMinutes(1), () -> !answers());
      }
      // What Lima does to a VM when it starts it, it does at no other time.
      case LIMA -> {
        command("limactl", "stop", "dusty").orFail();
        command("limactl", "start", "--tty=false", "dusty").orFail();
      }
    }
  }

  /** A connection to what went down in the meantime would never end. */
  private boolean answers() {
    List<String> argv = new ArrayList<>(starter());
    argv.addAll(List.of("timeout", "20"));
    argv.addAll(inVm("true"));
    return Shell.run(folder, environment(), argv).exitCode() == 0;
  }

  /** Returns whether the VM's process is there, and not only still to be reaped. */
  public boolean runs() {
    Path commandLine = Path.of("/proc", process(), "cmdline");
    try {
      return !Files.readString(commandLine).isEmpty();
    } catch (IOException e) {
      return false;
    }
  }

  private String process() {
    try {
      return Files.readString(home.resolve("VirtualBox VMs/dusty/pid")).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the VM's process, as if the power had gone. */
  public void kill() {
    Shell.run(folder, "kill", "-9", process()).orFail();
    Wait.until("an end of the VM", Duration.ofSeconds(10), () -> !runs());
  }

  /** Returns how often others than the commands here have logged in to the VM since it booted. */
  public long logins() {
    long all =
        inside("cat /var/log/sshd.log")
            .lines()
            .filter(line -> line.startsWith("Accepted publickey "))
            .count();
    try (Stream<String> ours = Files.lines(home.resolve("VirtualBox VMs/dusty/logins"))) {
      return all - ours.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    tool("stop");
  }

  private Shell tool(String verb, String... arguments) {
    List<String> argv = new ArrayList<>(List.of(TOOL, verb, folder.toString()));
    argv.addAll(List.of(arguments));
    return Shell.run(folder, Map.of(), argv).orFail();
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
