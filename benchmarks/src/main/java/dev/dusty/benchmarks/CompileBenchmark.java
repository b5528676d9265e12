package dev.dusty.benchmarks;

import dev.dusty.api.Settings;
import dev.dusty.api.compile.ActiveSpecs;
import dev.dusty.api.compile.Artifact;
import dev.dusty.api.compile.CompileStep;
import dev.dusty.api.compile.Owner;
import dev.dusty.api.compile.PortPlan;
import dev.dusty.api.compile.Site;
import dev.dusty.assembly.Assembler;
import dev.dusty.assembly.PortAssignments;
import dev.dusty.assembly.PortPlanner;
import dev.dusty.compile.CompilePipeline;
import dev.dusty.plugin.LoadedStep;
import dev.dusty.plugin.compose.ComposeCompileStep;
import dev.dusty.plugin.hosts.HostsCompileStep;
import dev.dusty.plugin.nginx.NginxCompileStep;
import dev.dusty.spec.read.SpecReader;
import dev.dusty.spec.read.SpecReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * From a folder of specs to all artifacts in memory: read, checked, assembled, ports planned,
 * compiled.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgs = "-Xmx600m")
@Warmup(iterations = 3, time = 5)
@Measurement(iterations = 5, time = 5)
public class CompileBenchmark {

  /** The number of apps. */
  @Param({"1000", "10000"})
  public int apps = 1000;

  private Path folder = Path.of("");
  private final CompilePipeline pipeline =
      new CompilePipeline(
          List.of(
              step(new HostsCompileStep()),
              step(new NginxCompileStep()),
              step(new ComposeCompileStep())));

  private static LoadedStep<CompileStep> step(CompileStep step) {
    return new LoadedStep<>(step.name(), step);
  }

  /** Writes the specs. */
  @Setup
  public void write() throws IOException {
    folder = Files.createTempDirectory("dusty-benchmark");
    SyntheticSpecs.write(folder, apps);
  }

  /** Removes the specs. */
  @TearDown
  public void remove() throws IOException {
    try (var paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  /** The whole compile half. */
  @Benchmark
  public List<Artifact> compile() {
    SpecReading reading = SpecReader.read(folder);
    if (!reading.isValid()) {
      throw new IllegalStateException(reading.problems().toString());
    }
    ActiveSpecs active = Assembler.assemble(reading.specs(), reading.specs().bundles().keySet());
    PortPlan ports = PortPlanner.plan(reading.specs(), active, PortAssignments.NONE).plan();
    return pipeline.compile(
        pipeline.input(
            active,
            ports,
            Site.at("127.0.0.1", "172.17.0.1"),
            Settings.DEFAULTS,
            Owner.ROOT,
            Map.of()));
  }

  /** Reading and checking alone. */
  @Benchmark
  public SpecReading read() {
    return SpecReader.read(folder);
  }
}
