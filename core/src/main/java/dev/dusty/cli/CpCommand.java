package dev.dusty.cli;

import dev.dusty.command.CopyPlace;
import dev.dusty.command.Cp;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dusty cp}. */
@Command(
    name = "cp",
    description = {
      "Copy files between containers, or between a container and this computer, as 'docker cp'"
          + " does.",
      "What is in a container is written as NAME:PATH. A folder that exists gets what is copied;"
          + " a path that does not exist is the copy's new name. PATH/. is what is in a folder. On"
          + " this computer, '-' is a tar archive on standard input or output."
    })
final class CpCommand implements Callable<Integer> {

  private final Asked asked;

  @Spec CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"-a", "--archive"},
      description = "As 'docker cp --archive'; between containers, owners always stay.")
  boolean archive;

  @Option(
      names = {"-L", "--follow-link"},
      description = "If SRC is a symbolic link, copy what it leads to.")
  boolean followLink;

  @Parameters(
      index = "0",
      paramLabel = "SRC",
      description = "A file or folder.",
      completionCandidates = Names.CopyEnds.class)
  String source = "";

  @Parameters(
      index = "1",
      paramLabel = "DST",
      description = "Where it goes.",
      completionCandidates = Names.CopyEnds.class)
  String destination = "";

  CpCommand(Asked asked) {
    this.asked = asked;
  }

  @Override
  public Integer call() throws IOException {
    CopyPlace from = CopyPlace.of(source);
    CopyPlace to = CopyPlace.of(destination);
    if (from.isLocal() && to.isLocal()) {
      throw new ParameterException(
          spec.commandLine(),
          "neither '%s' nor '%s' is in a container; write what is in one as NAME:PATH"
              .formatted(source, destination));
    }
    for (CopyPlace place : new CopyPlace[] {from, to}) {
      if (place.path().isEmpty()) {
        throw new ParameterException(
            spec.commandLine(), "'" + place.typed() + "' names no path; the root is '/'");
      }
    }
    return new Cp(asked.dusty(), asked.caller(), new Cp.Options(archive, followLink)).run(from, to);
  }
}
