package dev.dusty.distribution;

import dev.dusty.api.Settings;
import dev.dusty.api.compile.ActiveSpecs;
import dev.dusty.api.compile.Artifact;
import dev.dusty.api.compile.Owner;
import dev.dusty.api.compile.Site;
import dev.dusty.assembly.Assembler;
import dev.dusty.assembly.PortAssignments;
import dev.dusty.assembly.PortPlanner;
import dev.dusty.assembly.PortPlanner.Planned;
import dev.dusty.compile.CompilePipeline;
import dev.dusty.plugin.PluginCatalog;
import dev.dusty.plugin.PluginFolders;
import dev.dusty.spec.read.SpecReader;
import dev.dusty.spec.read.SpecReading;
import dev.dusty.testkit.SpecSet;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A set of specs that went all the way: written to files, read, checked, assembled, and compiled by
 * the plugin jars of the distribution.
 *
 * @param active what was active
 * @param planned the ports
 * @param files the content of each artifact, by path
 */
record Environment(ActiveSpecs active, Planned planned, Map<String, String> files) {

  static final Site SITE = Site.at("192.168.99.100", "172.17.0.1");
  static final Path INSTALL = Path.of(System.getProperty("dusty.install", "target/dusty"));

  private static final CompilePipeline PIPELINE =
      new CompilePipeline(
          PluginCatalog.load(new PluginFolders(INSTALL.resolve("plugins"), List.of()), "1.0.0")
              .compileSteps());

  static Environment of(SpecSet specs, Collection<String> bundles, PortAssignments before) {
    return of(specs, bundles, before, new Random(0));
  }

  /** Takes the same way, with files and keys written in an order by chance. */
  static Environment of(
      SpecSet specs, Collection<String> bundles, PortAssignments before, Random order) {
    SpecReading reading = read(specs, order);
    if (!reading.isValid()) {
      throw new AssertionError("valid specs are refused: " + reading.problems());
    }
    ActiveSpecs active = Assembler.assemble(reading.specs(), bundles);
    Planned planned = PortPlanner.plan(reading.specs(), active, before);
    Map<String, String> files = new TreeMap<>();
    for (Artifact artifact :
        PIPELINE.compile(
            PIPELINE.input(
                active, planned.plan(), SITE, Settings.DEFAULTS, Owner.ROOT, Map.of()))) {
      files.put(artifact.path(), artifact.content());
    }
    return new Environment(active, planned, files);
  }

  static SpecReading read(SpecSet specs, Random order) {
    try (SpecSetFiles files = SpecSetFiles.write(specs, order)) {
      return SpecReader.read(files.folder());
    }
  }

  /** All bundles, nothing kept from before. */
  static Environment of(SpecSet specs) {
    return of(specs, specs.bundles().stream().map(b -> b.name()).toList(), PortAssignments.NONE);
  }

  String file(String path) {
    String content = files.get(path);
    if (content == null) {
      throw new AssertionError("no file " + path + " among " + files.keySet());
    }
    return content;
  }

  String hosts() {
    return file("hosts");
  }

  NginxConfig nginx() {
    return NginxConfig.parse(file("nginx/dustyNginx.conf"));
  }

  ComposeFile compose() {
    return ComposeFile.parse(file("compose/docker-compose.yml"));
  }
}
