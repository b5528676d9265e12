package dev.dusty.plugin.compose;

import dev.dusty.api.step.ProcessRunner;
import dev.dusty.api.step.Reporter;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Shows the output of Compose, of either generation, as it comes. */
final class ComposeOutput implements ProcessRunner.Listener {

  // " Container dusty_web_1  Starting", " Network dusty_default  Created", " web Pulling"
  private static final Pattern SECOND =
      Pattern.compile(" (Container|Network|Volume|Image)? ?(\\S+) +(\\S.*?) *");
  // "Creating dusty_web_1 ... done"
  private static final Pattern FIRST =
      Pattern.compile("([A-Z][a-z]+ing) (?:\\w+_)??(dusty_\\S+_1) *\\.\\.\\. *(\\S*) *");
  // "Pulling web (nginx:stable)..."
  private static final Pattern FIRST_PULL = Pattern.compile("Pulling (\\S+) \\(.*\\)\\.\\.\\.");
  private static final Pattern CONTAINER = Pattern.compile("(?:[0-9a-f]{12}_)?dusty_(.+)_1");
  private static final Set<String> LAST =
      Set.of("Started", "Running", "Healthy", "Exited", "Stopped", "Removed", "Pulled", "Built");

  private final Reporter reporter;

  ComposeOutput(Reporter reporter) {
    this.reporter = reporter;
  }

  @Override
  public void line(String line, boolean error) {
    Matcher first = FIRST.matcher(line);
    if (first.matches()) {
      boolean done = first.group(3).equals("done");
      reporter.item(
          name(first.group(2)),
          first.group(1).toLowerCase(Locale.ROOT) + (done ? ": done" : ""),
          done);
      return;
    }
    Matcher pull = FIRST_PULL.matcher(line);
    if (pull.matches()) {
      reporter.item(pull.group(1), "pulling", false);
      return;
    }
    Matcher second = SECOND.matcher(line);
    if (second.matches() && "Container".equals(second.group(1))) {
      item(second, name(second.group(2)));
    } else if (second.matches() && isState(second.group(3))) {
      item(second, second.group(2));
    } else if (!line.isBlank()) {
      reporter.progress(line.strip());
    }
  }

  private void item(Matcher line, String name) {
    String state = line.group(3);
    // A container that was created is started next.
    boolean isMade = state.equals("Created") && !"Container".equals(line.group(1));
    reporter.item(name, state.toLowerCase(Locale.ROOT), isMade || LAST.contains(state));
  }

  private static boolean isState(String text) {
    return text.matches("[A-Z][a-z]+(ing|ed)");
  }

  private static String name(String dockerName) {
    Matcher matcher = CONTAINER.matcher(dockerName);
    return matcher.matches() ? matcher.group(1) : dockerName;
  }
}
