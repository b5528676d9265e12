package dev.dusty.cli;

import dev.dusty.command.InContainer;
import dev.dusty.command.Restart;
import dev.dusty.command.Shutdown;
import dev.dusty.command.Status;
import dev.dusty.command.Stop;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Commands for what runs. */
final class ContainerCommands {

  private ContainerCommands() {}

  /** {@code dusty status}. */
  @Command(
      name = "status",
      description = "Show what is active, and in what state.",
      footerHeading = "%nExamples:%n",
      footer = {"  dusty status --format json  for programs"})
  static final class StatusCommand extends DaemonCommand implements Callable<Integer> {

    @Mixin FormatOption format = new FormatOption();

    @Override
    public Integer call() throws IOException {
      return new Status(dusty(), caller()).run(format.isJson());
    }
  }

  /** {@code dusty stop}. */
  @Command(
      name = "stop",
      description = "Stop containers.",
      footerHeading = "%nExamples:%n",
      footer = {
        "  dusty stop           all containers; 'dusty up' starts them again",
        "  dusty stop --rm web  one, and its container goes"
      })
  static final class StopCommand extends DaemonCommand implements Callable<Integer> {

    @Option(names = "--rm", description = "Remove them too; what is in volumes stays.")
    boolean remove;

    @Parameters(
        paramLabel = "NAME",
        description = "Apps and services; by default all.",
        completionCandidates = Names.Containers.class)
    List<String> names = new ArrayList<>();

    @Override
    public Integer call() throws IOException {
      return new Stop(dusty(), caller(), remove).run(names);
    }
  }

  /** {@code dusty restart}. */
  @Command(
      name = "restart",
      description =
          "Restart containers, with the copies of repos that are chosen now; none is replaced.",
      footerHeading = "%nExamples:%n",
      footer = {
        "  dusty restart web          one app",
        "  dusty restart --repos web  those that use a repo, after a switch of its copy"
      })
  static final class RestartCommand extends DaemonCommand implements Callable<Integer> {

    @Spec CommandSpec spec = CommandSpec.create();

    @Option(
        names = "--repos",
        arity = "1..*",
        paramLabel = "REPO",
        description = "Restart the apps that use these repos.",
        completionCandidates = Names.Repos.class)
    List<String> repos = new ArrayList<>();

    @Parameters(
        paramLabel = "NAME",
        description = "Apps and services; by default all.",
        completionCandidates = Names.Containers.class)
    List<String> names = new ArrayList<>();

    @Override
    public Integer call() throws IOException {
      if (!repos.isEmpty() && !names.isEmpty()) {
        throw new ParameterException(spec.commandLine(), "give either names or --repos, not both");
      }
      return new Restart(dusty(), caller()).run(repos, names);
    }
  }

  /** {@code dusty shutdown}. */
  @Command(name = "shutdown", description = "Stop the virtual machine that Docker runs in.")
  static final class ShutdownCommand extends DaemonCommand implements Callable<Integer> {

    @Override
    public Integer call() throws IOException {
      return new Shutdown(dusty(), caller()).run();
    }
  }

  /** {@code dusty logs}. */
  @Command(
      name = "logs",
      description = "Show what a container wrote, as 'docker logs' does.",
      footerHeading = "%nExamples:%n",
      footer = {"  dusty logs -f --tail 20 web  the last 20 lines, and what comes"})
  static final class LogsCommand extends DaemonCommand implements Callable<Integer> {

    @Spec CommandSpec spec = CommandSpec.create();

    @Option(
        names = {"-f", "--follow"},
        description = "Go on with what it writes from now on.")
    boolean follow;

    @Option(
        names = {"-t", "--timestamps"},
        description = "Show when each line was written.")
    boolean timestamps;

    @Option(
        names = "--tail",
        paramLabel = "N",
        description = "Begin with the last N lines; 'all' for all.")
    @Nullable String tail;

    @Parameters(
        paramLabel = "NAME",
        description = "An app or a service.",
        completionCandidates = Names.Containers.class)
    String name = "";

    @Override
    public Integer call() throws IOException {
      List<String> options = new ArrayList<>();
      if (follow) {
        options.add("--follow");
      }
      if (timestamps) {
        options.add("--timestamps");
      }
      if (tail != null && !tail.matches("[0-9]{1,9}|all")) {
        throw new ParameterException(
            spec.commandLine(), "'" + tail + "' is no number of lines, and not 'all'");
      }
      if (tail != null) {
        options.addAll(List.of("--tail", tail));
      }
      return new InContainer(dusty(), caller()).logs(name, options);
    }
  }

  /** {@code dusty shell}. */
  @Command(
      name = "shell",
      description = "Open a shell in a container: bash, or else sh.",
      footerHeading = "%nExamples:%n",
      footer = {"  dusty shell web  look around in the container of web"})
  static final class ShellCommand extends DaemonCommand implements Callable<Integer> {

    @Parameters(
        paramLabel = "NAME",
        description = "An app or a service.",
        completionCandidates = Names.Containers.class)
    String name = "";

    @Override
    public Integer call() throws IOException {
      return new InContainer(dusty(), caller()).shell(name);
    }
  }
}
