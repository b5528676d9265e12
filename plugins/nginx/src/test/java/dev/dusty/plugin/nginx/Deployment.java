package dev.dusty.plugin.nginx;

import dev.dusty.api.compile.Artifact;
import dev.dusty.api.step.ProcessRunner.Result;
import dev.dusty.testkit.FakeContext;
import dev.dusty.testkit.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/** A config that is deployed in a folder, and another one that was compiled. */
final class Deployment {

  static final List<String> PS =
      List.of(
          "docker",
          "ps",
          "--quiet",
          "--filter",
          "name=^dusty_dustyInternalNginx_1$",
          "--filter",
          "status=running");
  static final List<String> TEST =
      List.of(
          "docker",
          "exec",
          "dusty_dustyInternalNginx_1",
          "nginx",
          "-t",
          "-c",
          "/etc/dustyNginx/candidate.conf");
  static final List<String> RELOAD =
      List.of("docker", "kill", "--signal", "HUP", "dusty_dustyInternalNginx_1");
  static final List<String> TOP =
      List.of("docker", "top", "dusty_dustyInternalNginx_1", "-eo", "pid,args");

  private Deployment() {}

  /** Returns a context with a compiled config and a deployed one. */
  static FakeContext context(TestMachine machine, String compiled, String deployed)
      throws IOException {
    FakeContext context = new FakeContext(machine.folder()).with(machine);
    Path nginx = Files.createDirectories(machine.folder().resolve("dustyNginx"));
    Files.writeString(nginx.resolve("dustyNginx.conf"), deployed);
    return context
        .with(FakeContext.empty(machine.site(context)))
        .withArtifacts(
            List.of(new Artifact("nginx/dustyNginx.conf", DeployedConfig.PLACE, compiled)));
  }

  /** Docker with a running nginx that judges a config in some way. */
  static Processes running(Supplier<Result> test) {
    return Processes.answering(
        command -> {
          if (command.argv().equals(PS)) {
            return new Result(0, "0a1b2c3d4e5f\n", "");
          }
          return command.argv().equals(TEST) ? test.get() : new Result(0, "", "");
        });
  }

  /** Docker with a running nginx that takes every config. */
  static Processes running() {
    return running(() -> new Result(0, "", "nginx: configuration file test is successful\n"));
  }

  static List<String> files(TestMachine machine) throws IOException {
    try (var files = Files.list(machine.folder().resolve("dustyNginx"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
