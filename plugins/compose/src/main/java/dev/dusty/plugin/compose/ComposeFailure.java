package dev.dusty.plugin.compose;

import dev.dusty.api.UserError;
import dev.dusty.api.step.ProcessRunner;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in Dusty's words why Compose failed. */
final class ComposeFailure {

  private static final int LINES = 8;
  private static final int BUILD_LINES = 15;

  private static final Pattern DISK =
      Pattern.compile("no space left on device|disk quota exceeded");
  private static final Pattern PORT =
      Pattern.compile(
          "(?:Bind for |listen tcp4? |bind host port for )\\[?([0-9a-f.:]+?)\\]?:(\\d+).*"
              + "(?:port is already allocated|address already in use)");
  private static final Pattern NAME =
      Pattern.compile("Conflict\\. The container name \"/?([^\"]+)\"");
  private static final Pattern BUILD =
      Pattern.compile(
          "failed to solve|failed to build|returned a non-zero code|failed to read dockerfile|"
              + "unable to prepare context|Cannot locate specified Dockerfile|Dockerfile parse error",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern IMAGE =
      Pattern.compile(
          "pull access denied|manifest (?:for \\S+ )?(?:not found|unknown)|repository \\S+ not found|"
              + "No such image|requested access to the resource is denied|unauthorized|"
              + "failed to resolve reference|/v2/|registry",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern NOISE =
      Pattern.compile(
          " (?:Container|Network|Volume) .*|\\S+ \\S+ \\.\\.\\. (?:done)?|Creating network .*|"
              + " \\S+ (?:Pulling|Interrupted) *|Encountered errors while bringing up the project\\.|\\s*");

  private ComposeFailure() {}

  /** Returns why Compose failed, from what it wrote. */
  static UserError of(ProcessRunner.Result result, Collection<Definition> definitions) {
    List<String> lines = new ArrayList<>();
    result.output().lines().forEach(lines::add);
    result.errors().lines().forEach(lines::add);
    lines.removeIf(line -> NOISE.matcher(line).matches());
    String text = String.join("\n", lines);

    if (DISK.matcher(text).find()) {
      return new UserError(
          "disk-full",
          "the Docker host's disk is full",
          "make room ('docker system df' shows what takes it, 'docker system prune' removes what"
              + " nothing uses)");
    }
    Matcher port = PORT.matcher(text);
    if (port.find()) {
      Endpoint endpoint = new Endpoint(port.group(1), Integer.parseInt(port.group(2)));
      return new UserError(
          "port-taken",
          "port " + endpoint + " was taken by something else meanwhile",
          endpoint.toString(),
          null,
          "stop what listens there, or give the app another port");
    }
    Matcher name = NAME.matcher(text);
    if (name.find()) {
      return new UserError(
          "name-taken",
          "there is a container " + name.group(1) + " already",
          name.group(1),
          null,
          "rename or remove it ('docker rm -f " + name.group(1) + "')");
    }
    if (BUILD.matcher(text).find()) {
      return buildFailed(lines, definitions);
    }
    Optional<Definition> pulled =
        IMAGE.matcher(text).find() ? culprit(lines, definitions) : Optional.empty();
    if (pulled.isPresent()) {
      String image = pulled.get().image().orElse("");
      return new UserError(
          "image-missing",
          "the image '"
              + image
              + "' of "
              + place(pulled.get())
              + " could not be pulled:\n"
              + last(withoutRepeats(lines), 2),
          image,
          null,
          "see that it is written right, that it exists, and that 'docker pull "
              + image
              + "' works (a private one needs 'docker login')");
    }
    return new UserError(
        "compose-failed",
        "Docker Compose failed with exit code " + result.exitCode() + ":\n" + last(lines, LINES),
        "mend what it says and try again");
  }

  private static UserError buildFailed(List<String> lines, Collection<Definition> definitions) {
    List<Definition> built = definitions.stream().filter(Definition::isBuilt).toList();
    Optional<Definition> whose =
        built.size() == 1 ? Optional.of(built.getFirst()) : building(lines, built);
    return new UserError(
        "build-failed",
        whose.map(definition -> "the image of " + place(definition)).orElse("an image")
            + " could not be built:\n"
            + last(lines, BUILD_LINES),
        "mend "
            + whose.flatMap(Definition::dockerfile).orElse("the Dockerfile")
            + " and try again");
  }

  /** Finds whose image was built last: "#5 [web 2/2] RUN ..." or "Building web". */
  private static Optional<Definition> building(List<String> lines, List<Definition> built) {
    Optional<Definition> found = Optional.empty();
    for (String line : lines) {
      for (Definition definition : built) {
        String name = definition.name();
        if (line.contains("[" + name + " ") || line.equals("Building " + name)) {
          found = Optional.of(definition);
        }
      }
    }
    return found;
  }

  /** Leaves out what Compose says of a service and then again as its reason to end. */
  private static List<String> withoutRepeats(List<String> lines) {
    List<String> different = new ArrayList<>();
    for (String line : lines) {
      different.removeIf(earlier -> earlier.endsWith(reason(line)));
      different.add(line);
    }
    return different;
  }

  private static String reason(String line) {
    return line.replaceFirst("^Error response from daemon: ", "");
  }

  /** Finds whose image it was: the one that is named, last lines first. */
  private static Optional<Definition> culprit(
      List<String> lines, Collection<Definition> definitions) {
    Optional<Definition> found = Optional.empty();
    for (String line : lines) {
      for (Definition definition : definitions) {
        Optional<String> image = definition.image();
        boolean named =
            image.isPresent()
                && (line.contains(image.get())
                    || line.contains(repository(image.get()) + ",")
                    || line.contains(repository(image.get()) + ":")
                    || line.matches(" ?" + Pattern.quote(definition.name()) + " Error.*"));
        if (named && !definition.isBuilt()) {
          found = Optional.of(definition);
        }
      }
    }
    return found;
  }

  private static String repository(String image) {
    int colon = image.lastIndexOf(':');
    return colon > image.lastIndexOf('/') ? image.substring(0, colon) : image;
  }

  private static String place(Definition definition) {
    return switch (definition.container().kind()) {
      case APP -> "apps/" + definition.name() + ".yml";
      case SERVICE -> "services/" + definition.name() + ".yml";
      case NGINX -> "Dusty's nginx (config key nginx_image)";
    };
  }

  private static String last(List<String> lines, int count) {
    List<String> last = lines.subList(Math.max(0, lines.size() - count), lines.size());
    return last.isEmpty() ? "  it wrote nothing" : "  " + String.join("\n  ", last);
  }
}
