package dev.dusty.testkit;

import dev.dusty.api.spec.Asset;
import dev.dusty.api.spec.Commands;
import dev.dusty.api.spec.ContainerPath;
import dev.dusty.api.spec.Names;
import dev.dusty.api.spec.Origin;
import dev.dusty.api.spec.Repo;
import dev.dusty.api.spec.Script;
import dev.dusty.testkit.Drafts.SourceDraft;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Generators of the parts of specs that need to know nothing of other specs.
 *
 * @since 1.0
 */
public final class SpecParts {

  /** Names that are easily taken for each other once they are put together with others. */
  private static final List<String> CLOSE_NAMES =
      List.of(
          "a", "a-b", "a_b", "a.b", "ab", "a-1", "1", "web", "web-test", "web.sh", "lib", "all");

  private static final String LONG_LABEL = "x".repeat(63);

  private static final List<String> HOST_NAMES =
      List.of(
          "web.local",
          "api.local",
          "API.Example.com",
          "local.example-app.com",
          "a.b.c.d.e",
          "shop",
          "xn--bcher-kva.example",
          "1.a",
          "9",
          LONG_LABEL,
          String.join(".", LONG_LABEL, LONG_LABEL, LONG_LABEL, "x".repeat(61)));

  private SpecParts() {}

  /** Returns names of apps and libs. */
  public static Arbitrary<String> sourceNames() {
    Arbitrary<String> part =
        Arbitraries.strings().withChars("abz019").ofMinLength(1).ofMaxLength(3);
    Arbitrary<String> free =
        Combinators.combine(part, Arbitraries.of(".", "_", "-", ""), part)
            .as((first, joint, second) -> first + joint + second);
    return Arbitraries.oneOf(Arbitraries.of(CLOSE_NAMES), free);
  }

  /** Returns names of services and bundles. */
  public static Arbitrary<String> plainNames() {
    Arbitrary<String> free =
        Arbitraries.strings().withChars("aZ0._-").ofMinLength(1).ofMaxLength(6);
    return Arbitraries.oneOf(sourceNames(), free.filter(Names::isPlainName))
        .filter(name -> !name.equals(Names.NGINX));
  }

  /** Returns valid host names, as a user may write them: short, long, in any case. */
  public static Arbitrary<String> hostNames() {
    Arbitrary<String> known =
        Arbitraries.of(HOST_NAMES.stream().filter(Names::isHostName).toList());
    return Arbitraries.oneOf(known, sourceNames().map(name -> name.replace('_', '-') + ".local"));
  }

  /** Returns repos in every form that specs know, on various branches. */
  public static Arbitrary<Repo> repos() {
    Arbitrary<String> plain =
        Combinators.combine(sourceNames(), sourceNames())
            .as((first, second) -> first + "/" + second);
    Arbitrary<String> odd =
        OddTexts.pathPart().map(part -> part.replace("#", "")).filter(part -> !part.isBlank());
    Arbitrary<String> forms =
        Arbitraries.oneOf(
            plain.map(path -> "github.com/" + path),
            plain.map(path -> "https://git.example.com/" + path + ".git"),
            plain.map(path -> "https://user@git.example.com:8443/" + path),
            plain.map(path -> "ssh://git@git.example.com:2222/" + path),
            plain.map(path -> "git@git.example.com:" + path + ".git"),
            odd.map(part -> "file:///srv/repos/" + part),
            odd.map(part -> "/srv/repos/" + part),
            odd.map(part -> "https://git.example.com/org/" + part));
    Arbitrary<String> branches =
        Arbitraries.of("", "", "", "#main", "#feature/log-in", "#it's", "#1.x", "#$HOME;");
    return Combinators.combine(forms, branches)
        .as((form, branch) -> form + branch)
        .filter(SpecParts::isRepo)
        .map(Repo::parse);
  }

  private static boolean isRepo(String text) {
    try {
      Repo.parse(text);
      return true;
    } catch (IllegalArgumentException e) {
      return false; // such as a name of "..", whose rules are not written twice here
    }
  }

  /** Returns repos with ends for their places in a container. */
  static Arbitrary<SourceDraft> sources() {
    Arbitrary<String> ends =
        Arbitraries.oneOf(
            Arbitraries.of("", "/src", "/"), OddTexts.pathPart().map(part -> "/" + part));
    return Combinators.combine(repos(), ends).as(SourceDraft::new);
  }

  /** Returns images, and Dockerfiles inside and outside of a repo. */
  public static Arbitrary<Origin> origins() {
    Arbitrary<Origin> images =
        Combinators.combine(
                Arbitraries.of(
                    "busybox",
                    "python:3.12-slim",
                    "localhost:5000/web:1.2",
                    "registry.example.com/team/web@sha256:" + "0a".repeat(32)),
                Arbitraries.of(false, true))
            .as(Origin.Image::new);
    Arbitrary<Origin> builds =
        Arbitraries.of("/srv/build", "/srv/it's $a build", ".", "docker/dev", "it's a $x")
            .map(Origin.Build::new);
    return Arbitraries.frequencyOf(Tuple.of(3, images), Tuple.of(1, builds));
  }

  /** Returns short lists of shell commands, none among them. */
  public static Arbitrary<List<String>> commandLines() {
    Arbitrary<String> command =
        Arbitraries.oneOf(
            Arbitraries.of(
                "sleep 1000",
                "exec python -m http.server",
                "echo \"$HOME\" > '/tmp/a b'",
                "if true; then\n  echo yes\nfi",
                "cat <<EOF\nit's\nEOF\n",
                "a && b || c",
                "# only a comment",
                ""),
            OddTexts.block());
    return command.list().ofMaxSize(3);
  }

  /** Returns what an app runs. */
  public static Arbitrary<Commands> commands() {
    return Combinators.combine(commandLines(), commandLines()).as(Commands::new);
  }

  /** Returns scripts with names that are used once. */
  public static Arbitrary<List<Script>> scripts() {
    return Combinators.combine(OddTexts.label(), OddTexts.block(), commandLines())
        .as(Script::new)
        .list()
        .ofMaxSize(2)
        .uniqueElements(Script::name);
  }

  /** Returns assets with names that are used once in a spec, and often in several specs. */
  public static Arbitrary<List<Asset>> assets() {
    Arbitrary<String> names =
        Arbitraries.oneOf(Arbitraries.of("key", "KEY", "aws.config", "it's"), OddTexts.label());
    Arbitrary<String> paths =
        Arbitraries.oneOf(
            Arbitraries.of("/root/.ssh/id_rsa", "/etc/app.conf", "/key"),
            OddTexts.pathPart().map(part -> "/etc/" + part));
    return Combinators.combine(names, paths.map(ContainerPath::new), Arbitraries.of(true, false))
        .as(Asset::new)
        .list()
        .ofMaxSize(2)
        .uniqueElements(Asset::name);
  }
}
