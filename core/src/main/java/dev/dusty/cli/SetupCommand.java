package dev.dusty.cli;

import dev.dusty.command.Setup;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code dusty setup}. */
@Command(
    name = "setup",
    description = "Configure Dusty for the first time; asks for what is not given.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  dusty setup  asks for what is missing",
      "  dusty setup --default-specs-repo github.com/my-org/specs"
    })
final class SetupCommand extends DaemonCommand implements Callable<Integer> {

  @Option(
      names = {"--username", "--mac_username"},
      paramLabel = "USER",
      description = "Whose repos, git and Docker are used; by default yours.")
  @Nullable String username;

  @Option(
      names = {"--default-specs-repo", "--default_specs_repo"},
      paramLabel = "REPO",
      description = "The repo of specs.")
  @Nullable String specsRepo;

  @Option(
      names = {"--vm-memory", "--vm_memory"},
      paramLabel = "MB",
      description = "Memory of the virtual machine, where there is one.")
  @Nullable String memory;

  @Option(names = "--no-update", description = "Do not pull the specs now.")
  boolean noUpdate;

  @Override
  public Integer call() throws IOException {
    Setup.Options options =
        new Setup.Options(
            Optional.ofNullable(username),
            Optional.ofNullable(specsRepo),
            Optional.ofNullable(memory),
            !noUpdate);
    return new Setup(dusty(), caller(), options).run();
  }
}
