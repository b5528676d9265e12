package dev.dusty.plugin.nginx;

import dev.dusty.api.run.Change;
import dev.dusty.api.run.MachineContext;
import dev.dusty.api.run.RunContext;
import dev.dusty.api.run.RunStep;
import dev.dusty.api.run.Undo;
import dev.dusty.api.spec.Names;
import dev.dusty.api.step.Finding;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tells a running nginx that its config changed. */
public final class NginxReloadStep implements RunStep {

  /** The hash of what was loaded before; an empty string where that was not known. */
  private static final String FORMER = "former";

  @Override
  public String name() {
    return "nginx";
  }

  @Override
  public Set<String> after() {
    return Set.of("files", "compose");
  }

  /** Where nothing was loaded yet, Compose makes the container, and says so. */
  @Override
  public List<Change> plan(RunContext context) throws IOException {
    Optional<String> wanted = DeployedConfig.compiled(context).map(LoadedHash::of);
    Optional<String> loaded = new LoadedHash(context.files().state()).read();
    return wanted.isEmpty() || loaded.isEmpty() || wanted.equals(loaded)
        ? List.of()
        : List.of(Change.of(Change.Action.UPDATE, "container", Names.NGINX, "config reloaded"));
  }

  @Override
  public Undo apply(RunContext context) throws IOException {
    LoadedHash remembered = new LoadedHash(context.files().state());
    Optional<String> wanted = DeployedConfig.compiled(context).map(LoadedHash::of);
    Optional<String> loaded = remembered.read();
    if (wanted.isEmpty() || wanted.equals(loaded)) {
      return Undo.NOTHING;
    }
    Undo undo = new Undo(Map.of(FORMER, loaded.orElse("")));
    context.journal(undo);
    NginxContainer nginx = new NginxContainer(context);
    if (nginx.isRunning()) {
      if (loaded.isPresent()) {
        nginx.reload();
      } else {
        // Compose has just started it, as far as is known, with the new config.
        nginx.signalReload();
      }
    }
    remembered.write(wanted);
    return undo;
  }

  /**
   * The former config is not back yet, as steps are undone in reverse order; {@link
   * NginxConfigStep} has nginx load it once it is.
   */
  @Override
  public void undo(MachineContext context, Undo undo) throws IOException {
    String former = undo.facts().get(FORMER);
    if (former != null) {
      new LoadedHash(context.files().state())
          .write(Optional.of(former).filter(hash -> !hash.isEmpty()));
    }
  }

  @Override
  public List<Finding> diagnose(MachineContext context) throws IOException {
    return new NginxChecks(context).all();
  }

  @Override
  public void fix(MachineContext context, Finding finding) throws IOException {
    new NginxChecks(context).fix(finding);
  }

  @Override
  public void restart(RunContext context, List<String> containers) throws IOException {
    Optional<String> deployed = DeployedConfig.deployed(context);
    if (deployed.isPresent() && (containers.isEmpty() || containers.contains(Names.NGINX))) {
      new LoadedHash(context.files().state()).write(deployed.map(LoadedHash::of));
    }
  }
}
