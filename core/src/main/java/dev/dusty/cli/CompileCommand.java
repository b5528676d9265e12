package dev.dusty.cli;

import dev.dusty.api.Settings;
import dev.dusty.api.UserError;
import dev.dusty.api.compile.ActiveSpecs;
import dev.dusty.api.compile.Artifact;
import dev.dusty.api.compile.Owner;
import dev.dusty.api.compile.PortPlan;
import dev.dusty.api.compile.Site;
import dev.dusty.assembly.PortAssignments;
import dev.dusty.assembly.PortPlanner;
import dev.dusty.command.Console;
import dev.dusty.command.ExitCode;
import dev.dusty.compile.ArtifactFolder;
import dev.dusty.compile.CompilePipeline;
import dev.dusty.spec.Specs;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code dusty compile}: what {@code dusty up} would put in place. */
@Command(
    name = "compile",
    description =
        "Compile specs to a hosts section, an nginx config, a Compose file and command files."
            + " Needs no daemon, no root and no Docker.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  dusty compile                              see all files",
      "  dusty compile --bundles shop --output out  write those of a bundle"
    })
final class CompileCommand implements Callable<Integer>, RunsAlone {

  private final Console console;

  @Mixin SpecsOption specsOption = new SpecsOption();

  @Option(
      names = "--vm-ip",
      paramLabel = "IP",
      defaultValue = "127.0.0.1",
      converter = Address.class,
      description = "The address at which you reach the Docker host (default: ${DEFAULT-VALUE}).")
  String vmIp = "127.0.0.1";

  @Option(
      names = "--bridge-ip",
      paramLabel = "IP",
      defaultValue = "172.17.0.1",
      converter = Address.class,
      description =
          "The address at which a container reaches the Docker host (default: ${DEFAULT-VALUE}).")
  String bridgeIp = "172.17.0.1";

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "Write files into this folder; by default all goes to standard output.")
  @Nullable Path output;

  @Mixin FormatOption format = new FormatOption();

  CompileCommand(Console console) {
    this.console = console;
  }

  /** Takes IPv4 and IPv6 addresses only. */
  static final class Address implements ITypeConverter<String> {
    @Override
    public String convert(String value) {
      if (!Site.isAddress(value)) {
        throw new TypeConversionException("'" + value + "' is not an IP address");
      }
      return value;
    }
  }

  @Override
  public Integer call() {
    CompilePipeline pipeline = new CompilePipeline(Installation.plugins(console).compileSteps());
    if (pipeline.targets().isEmpty()) {
      throw new UserError(
          "no-targets",
          "no compile target is installed",
          "see 'dusty plugins list', and put Dusty's plugin jars back");
    }
    Specs specs = specsOption.read(console);
    ActiveSpecs active = specsOption.activeIn(specs);
    PortPlan ports = PortPlanner.plan(specs, active, PortAssignments.NONE).plan();
    List<Artifact> artifacts =
        pipeline.compile(
            pipeline.input(
                active, ports, Site.at(vmIp, bridgeIp), Settings.DEFAULTS, Owner.ROOT, Map.of()));
    if (output != null) {
      Path folder = console.resolve(output);
      ArtifactFolder.write(folder, artifacts);
    }
    if (format.isJson()) {
      console.json(document(active, artifacts));
    } else if (output == null) {
      artifacts.forEach(this::show);
    }
    return ExitCode.DONE;
  }

  /** Files one after the other with headers as {@code head} and {@code tail} write them. */
  private void show(Artifact artifact) {
    console.out().println("==> " + artifact.path() + " <==");
    console.out().print(artifact.content());
    console.out().println();
  }

  private static Map<String, Object> document(ActiveSpecs active, List<Artifact> artifacts) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("bundles", active.bundles());
    document.put("files", artifacts.stream().map(CompileCommand::file).toList());
    return document;
  }

  private static Map<String, Object> file(Artifact artifact) {
    Map<String, Object> file = new LinkedHashMap<>();
    file.put("path", artifact.path());
    file.put("content", artifact.content());
    return file;
  }
}
