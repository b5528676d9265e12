package dev.dusty.distribution.bed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_CLASS)
class VirtualMachineIT {

  private static final Duration SOON = Duration.ofMinutes(1);

  private final Path folder = Folders.make("dusty-vm-");
  private VirtualMachine vm;

  @BeforeAll
  void make() {
    vm = VirtualMachine.prepare(VmManager.DOCKER_MACHINE, folder.resolve("vm"));
    vm.command("docker-machine", "create", "--virtualbox-memory", VirtualMachine.MEMORY, "dusty")
        .orFail();
  }

  @AfterAll
  void end() {
    vm.close();
    Folders.delete(folder);
  }

  /** What this computer has of the VM: network namespaces and processes. */
  private static String traces(Path folder, VirtualMachine vm) {
    String script = "ls \"$1\"; grep -l -s -F \"$PWD/\" /proc/[0-9]*/cmdline";
    return Shell.run(folder, "sh", "-c", script, "traces", vm.namespace().toString()).out();
  }

  @Test
  void itsContainersAnswerAtItsAddress() {
    vm.engine()
        .docker("run", "-d", "-p", "8080:80", "nginx:stable", "nginx", "-g", "daemon off;")
        .orFail();
    Web web = new Web(vm.address(), 8080, vm.network());
    assertThat(web.await("any", "/", 200, SOON).body()).isEqualTo("nginx works\n");
  }

  @Test
  void aFolderThatIsExportedIsMounted() throws IOException {
    Path shared = Files.createDirectories(folder.resolve("sha red"));
    Files.writeString(shared.resolve("file"), "hello\n");
    Path exports = folder.resolve("exports");
    Files.writeString(
        exports,
        "%s %s(rw,all_squash,anonuid=33,anongid=0)%n"
            .formatted(shared.toString().replace(" ", "\\040"), vm.address()));
    Shell.run(folder, vm.reload(exports).split(" ", -1)).orFail();
    Shell.run(folder, "chmod", "777", shared.toString()).orFail();
    assertThat(
            vm.inside(
                "mkdir /there; mount -t nfs -o nfsvers=3,tcp '192.168.99.1:%s' /there; cat /there/file; touch /there/made"
                    .formatted(shared)))
        .isEqualTo("hello\n");
    assertThat(Files.getAttribute(shared.resolve("made"), "unix:uid")).isEqualTo(33);
  }

  @Test
  void nothingIsLeftOfOneThatEnds() {
    Path other = folder.resolve("other");
    VirtualMachine another = VirtualMachine.prepare(VmManager.DOCKER_MACHINE, other);
    assertThat(traces(other, another)).contains("/run/netns/", "/proc/");
    another.close();
    assertThat(traces(other, another)).isEmpty();
  }
}
