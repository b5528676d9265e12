package dev.dusty.run;

import dev.dusty.api.run.Change;
import dev.dusty.api.run.MachineContext;
import dev.dusty.api.run.RunContext;
import dev.dusty.api.run.RunStep;
import dev.dusty.api.run.Undo;
import dev.dusty.plugin.LoadedStep;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A step that notes what it is asked to do, and does more where a test says so. */
class NotingStep implements RunStep {

  private final String name;
  private final List<String> notes;
  private Set<String> after = Set.of();
  private Set<String> before = Set.of();
  private Doing applying = context -> {};
  private Doing undoing = context -> {};

  /** What a test adds. */
  interface Doing {
    void with(MachineContext context) throws IOException;
  }

  NotingStep(String name, List<String> notes) {
    this.name = name;
    this.notes = notes;
  }

  NotingStep(String name) {
    this(name, new ArrayList<>());
  }

  NotingStep after(String... names) {
    after = Set.of(names);
    return this;
  }

  NotingStep before(String... names) {
    before = Set.of(names);
    return this;
  }

  /** What it does once it has changed something and has written that down. */
  NotingStep applying(Doing doing) {
    applying = doing;
    return this;
  }

  NotingStep undoing(Doing doing) {
    undoing = doing;
    return this;
  }

  LoadedStep<RunStep> loaded() {
    return new LoadedStep<>("plugin-of-" + name, this);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Set<String> after() {
    return after;
  }

  @Override
  public Set<String> before() {
    return before;
  }

  @Override
  public List<Change> plan(RunContext context) {
    return List.of(Change.of(Change.Action.UPDATE, "thing", name, ""));
  }

  @Override
  public Undo apply(RunContext context) throws IOException {
    Undo undo = new Undo(Map.of("was", "former " + name));
    context.journal(undo);
    notes.add("apply " + name);
    applying.with(context);
    return undo;
  }

  @Override
  public void undo(MachineContext context, Undo undo) throws IOException {
    undoing.with(context);
    notes.add("undo " + name + " to " + undo.facts().get("was"));
  }
}
