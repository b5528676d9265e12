package dev.dusty.plugin.compose;

import dev.dusty.api.run.RunContext;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Gives host names to containers that stayed, and writes down what all containers are like. */
record Teaching(RunContext context, Survey survey, StateFiles files) {

  /**
   * Does it.
   *
   * @param known what was known before
   * @param made the containers that are new
   * @param started those that were started: Docker has written their hosts files anew
   * @return what is known now
   */
  Deployed run(Deployed known, Set<String> made, Set<String> started) {
    Map<String, Present> present = Survey.byName(Survey.ours(survey.engine(), files));
    List<String> hostNames = context.input().ports().hostNames();
    HostNames writer = new HostNames(survey.engine(), context.input().site().bridgeIp());
    Map<String, Deployed.Entry> entries = new TreeMap<>();
    for (Definition definition : survey.definitions().values()) {
      Present container = present.get(definition.name());
      if (container == null) {
        continue;
      }
      Deployed.Entry before = known.of(container).orElse(null);
      boolean shared = definition.container().extraHosts().shared();
      Deployed.Entry entry;
      if (made.contains(definition.name()) || before == null) {
        // One that nothing is known of was made by somebody else's hand, or before a damage.
        boolean isNew = made.contains(definition.name());
        entry =
            new Deployed.Entry(
                container.id(),
                isNew || container.hash().equals(definition.hash()) ? definition.parts() : Map.of(),
                definition.container().commandFile(),
                survey.dockerfiles().getOrDefault(definition.name(), ""),
                !shared
                    ? List.of()
                    : isNew ? hostNames : survey.engine().extraHosts(container.id()),
                List.of());
      } else {
        entry = started.contains(definition.name()) ? before.withLearned(List.of()) : before;
      }
      entries.put(
          definition.name(),
          shared && container.isRunning() ? taught(writer, entry, hostNames) : entry);
    }
    return new Deployed(entries);
  }

  private Deployed.Entry taught(HostNames writer, Deployed.Entry entry, List<String> hostNames) {
    List<String> missing = hostNames.stream().filter(name -> !entry.born().contains(name)).toList();
    if (missing.equals(entry.learned())) {
      return entry;
    }
    if (!writer.write(entry.id(), missing)) {
      context
          .reporter()
          .warning(
              "a container could not be given the new host names, as its image has no shell; it"
                  + " gets them when it is recreated");
    }
    return entry.withLearned(missing);
  }
}
