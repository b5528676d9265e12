package dev.dusty.plugin.hosts;

import dev.dusty.api.compile.Artifact;
import dev.dusty.api.compile.Artifact.Place;
import dev.dusty.api.compile.CompileInput;
import dev.dusty.api.compile.CompileStep;
import dev.dusty.api.text.MarkedSection;
import java.util.List;

/** Makes the lines that lead each host name to the Docker host, in the form of hosts(5). */
public final class HostsCompileStep implements CompileStep {

  @Override
  public String name() {
    return "hosts";
  }

  @Override
  public List<Artifact> compile(CompileInput input) {
    List<String> lines =
        input.ports().hostNames().stream().map(name -> input.site().vmIp() + " " + name).toList();
    return List.of(new Artifact("hosts", new Place.HostsSection(), MarkedSection.of(lines)));
  }
}
