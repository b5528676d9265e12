package dev.dusty.plugin.compose;

import dev.dusty.api.ConfigKey;
import dev.dusty.api.run.Change;
import dev.dusty.api.run.ContainerCopy;
import dev.dusty.api.run.ContainerStep;
import dev.dusty.api.run.DiskItem;
import dev.dusty.api.run.FileKind;
import dev.dusty.api.run.Leftover;
import dev.dusty.api.run.MachineContext;
import dev.dusty.api.run.RunContext;
import dev.dusty.api.run.SpecImages;
import dev.dusty.api.run.Status;
import dev.dusty.api.run.Undo;
import dev.dusty.api.step.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The run step {@code compose}: containers, brought up by Docker Compose of either generation.
 *
 * <p>Which ones are made, replaced, started and kept is Dusty's decision; see {@link Decision}.
 */
public final class ComposeRunStep implements ContainerStep {

  private final Clients clients = new Clients();

  @Override
  public String name() {
    return "compose";
  }

  @Override
  public List<ConfigKey> configKeys() {
    return List.of(ComposeCli.COMMAND);
  }

  @Override
  public Set<String> after() {
    return Set.of("files", "hosts", "local-sharing", "nfs");
  }

  @Override
  public List<Change> plan(RunContext context) throws IOException {
    return Survey.of(context, engine(context), StateFiles.of(context)).decision().changes();
  }

  @Override
  public Undo apply(RunContext context) throws IOException {
    StateFiles files = StateFiles.of(context);
    Survey survey = Survey.of(context, engine(context), files);
    if (survey.decision().isNothing()) {
      return Undo.NOTHING;
    }
    return new BringUp(context, survey, files, cli(context)).run();
  }

  @Override
  public void undo(MachineContext context, Undo undo) throws IOException {
    if (!undo.isOn(context.machine())) {
      Rollback.forget(StateFiles.of(context), undo);
    } else if (!undo.facts().isEmpty()) {
      new Rollback(context, engine(context), StateFiles.of(context)).run(cli(context), undo);
    }
  }

  @Override
  public void stop(MachineContext context, List<String> containers) throws IOException {
    Running running = Running.of(context, engine(context), StateFiles.of(context), containers);
    running.compose(cli(context), List.of("stop"), running.up());
  }

  @Override
  public void remove(MachineContext context, List<String> containers) throws IOException {
    Running running = Running.of(context, engine(context), StateFiles.of(context), containers);
    if (containers.isEmpty()) {
      running.down(cli(context));
    } else {
      running.compose(cli(context), List.of("rm", "-s", "-f"), running.all());
    }
  }

  @Override
  public void restart(RunContext context, List<String> containers) throws IOException {
    StateFiles files = StateFiles.of(context);
    Engine engine = engine(context);
    Map<String, Definition> definitions = Definition.all(context.input());
    Running running = Running.of(context, engine, files, containers).withGuests(definitions);
    for (Running group : running.hostsFirst(definitions)) {
      group.compose(cli(context), List.of("restart"), group.up());
      group.compose(cli(context), List.of("start"), group.stopped());
    }
    Set<String> fresh = new TreeSet<>(running.all());
    Survey survey = Survey.of(context, engine, files);
    files.writeDeployed(
        new Teaching(context, survey, files).run(survey.deployed(), Set.of(), fresh));
  }

  @Override
  public List<dev.dusty.api.run.Container> containers(MachineContext context) throws IOException {
    return Survey.ours(engine(context), StateFiles.of(context)).stream()
        .map(
            container ->
                new dev.dusty.api.run.Container(
                    container.name(), container.dockerName(), container.isUp()))
        .toList();
  }

  @Override
  public List<DiskItem> diskItems(MachineContext context) throws IOException {
    return new EngineDisk(engine(context)).items();
  }

  @Override
  public List<Leftover> leftoverContainers(MachineContext context) throws IOException {
    return new EngineDisk(engine(context)).stopped(StateFiles.of(context).compose());
  }

  @Override
  public List<Leftover> leftoverImages(MachineContext context, SpecImages images)
      throws IOException {
    return new EngineDisk(engine(context))
        .unused(OwnImages.of(images, context.settings().get(ComposeCompileStep.NGINX_IMAGE)));
  }

  @Override
  public void removeLeftover(MachineContext context, Leftover leftover) throws IOException {
    new EngineDisk(engine(context)).remove(leftover);
  }

  @Override
  public FileKind fileAt(MachineContext context, dev.dusty.api.run.Container container, String path)
      throws IOException {
    return new ContainerFiles(engine(context).http()).kind(container.dockerName(), path);
  }

  @Override
  public void copy(MachineContext context, ContainerCopy copy) throws IOException {
    new ContainerCopier(context, new ContainerFiles(engine(context).http())).copy(copy);
  }

  @Override
  public List<Status> status(RunContext context) throws IOException {
    return StatusRows.of(
        context.input(), Survey.byName(Survey.ours(engine(context), StateFiles.of(context))));
  }

  @Override
  public List<Finding> diagnose(MachineContext context) throws IOException {
    return checks(context).all();
  }

  @Override
  public void fix(MachineContext context, Finding finding) throws IOException {
    checks(context).fix(finding);
  }

  private ComposeChecks checks(MachineContext context) throws IOException {
    return new ComposeChecks(
        context,
        StateFiles.of(context),
        () -> {
          try {
            return engine(context);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private Engine engine(MachineContext context) throws IOException {
    return clients.engine(context);
  }

  private ComposeCli cli(MachineContext context) throws IOException {
    return clients.cli(context);
  }
}
