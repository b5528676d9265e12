package dev.dusty.spec.model;

import static dev.dusty.spec.model.SpecKey.optional;
import static dev.dusty.spec.model.SpecKey.present;
import static dev.dusty.spec.model.SpecKey.required;
import static dev.dusty.spec.model.Types.schema;

import dev.dusty.api.spec.AppSpec;
import dev.dusty.api.spec.Asset;
import dev.dusty.api.spec.BundleSpec;
import dev.dusty.api.spec.Commands;
import dev.dusty.api.spec.ContainerPath;
import dev.dusty.api.spec.Depends;
import dev.dusty.api.spec.HostForwarding;
import dev.dusty.api.spec.LibSpec;
import dev.dusty.api.spec.Names;
import dev.dusty.api.spec.Origin;
import dev.dusty.api.spec.Repo;
import dev.dusty.api.spec.Script;
import dev.dusty.api.spec.ServiceSpec;
import dev.dusty.api.spec.Source;
import dev.dusty.api.spec.Suite;
import dev.dusty.api.spec.TestSpec;
import dev.dusty.api.value.Value;
import dev.dusty.spec.Kind;
import dev.dusty.spec.model.ObjectType.Fields;
import dev.dusty.spec.yaml.Problems;
import dev.dusty.spec.yaml.YamlNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The spec language: which keys each kind of file has, what may stand behind them, what they are
 * read as.
 */
public final class SpecModel {

  private static final Type<List<String>> TEXTS = Types.listOf(Types.TEXT);
  private static final Type<List<String>> NAMES =
      Types.listOf(Types.text("a name", name -> !name.isBlank()));
  private static final Type<String> LABEL =
      Types.text(
          "a name of one line, at most 100 characters",
          name -> !name.isBlank() && !Names.hasControlCharacter(name) && name.length() <= 100);
  private static final Type<ContainerPath> CONTAINER_PATH =
      Types.parsed(schema("type", "string", "pattern", "^/"), "", ContainerPath::new);

  // Depends and conditional links

  private static final SpecKey<List<String>> APPS =
      optional("apps", NAMES, List.of(), "Names of apps.");
  private static final SpecKey<List<String>> SERVICES =
      optional("services", NAMES, List.of(), "Names of services.");
  private static final SpecKey<List<String>> LIBS =
      optional("libs", NAMES, List.of(), "Names of libs.");

  private static final Type<Depends> APP_DEPENDS =
      new ObjectType<>(
          "What an app needs",
          List.of(APPS, SERVICES, LIBS),
          f -> new Depends(f.get(APPS), f.get(SERVICES), f.get(LIBS)));
  private static final Type<Depends> LINKS =
      new ObjectType<>(
          "What an app is linked to where it is active anyway",
          List.of(APPS, SERVICES),
          f -> new Depends(f.get(APPS), f.get(SERVICES), List.of()));
  private static final Type<List<String>> LIB_DEPENDS =
      new ObjectType<>("What a lib needs", List.of(LIBS), f -> f.get(LIBS));

  // Host forwarding

  private static final SpecKey<String> HOST_NAME =
      required(
          "host_name",
          Types.text("a valid DNS name", Names::isHostName),
          "The name by which the app is reached.");
  private static final SpecKey<Integer> HOST_PORT =
      required("host_port", Types.PORT, "The port on the Docker host.");
  private static final SpecKey<Integer> CONTAINER_PORT =
      required("container_port", Types.PORT, "The port in the app's container.");
  private static final SpecKey<HostForwarding.Type> FORWARDING_TYPE =
      optional(
          "type",
          Types.oneOf(List.of(HostForwarding.Type.values()), HostForwarding.Type::word),
          HostForwarding.Type.HTTP,
          "How traffic is passed on: http, or stream for raw TCP.");
  private static final Type<HostForwarding> FORWARDING =
      new ObjectType<>(
          "A port that is reached by a host name",
          List.of(HOST_NAME, HOST_PORT, CONTAINER_PORT, FORWARDING_TYPE),
          f ->
              new HostForwarding(
                  f.get(HOST_NAME),
                  f.get(HOST_PORT),
                  f.get(CONTAINER_PORT),
                  f.get(FORWARDING_TYPE)));

  // Commands, scripts, assets

  private static final SpecKey<List<String>> ONCE =
      optional("once", TEXTS, List.of(), "Run at the first start of a container only.");
  private static final SpecKey<List<String>> ALWAYS =
      present("always", TEXTS, List.of(), "Run at every start; the last one is the main process.");
  private static final Type<Commands> COMMANDS =
      new ObjectType<>(
          "What a container runs",
          List.of(ONCE, ALWAYS),
          f -> new Commands(f.get(ONCE), f.get(ALWAYS)));

  private static final SpecKey<String> NAME = required("name", LABEL, "The name.");
  private static final SpecKey<String> DESCRIPTION =
      optional("description", Types.TEXT, "", "One line for people.");
  private static final SpecKey<List<String>> COMMAND =
      required("command", TEXTS, "Shell commands; the user's arguments go to the last one.");
  private static final Type<Script> SCRIPT =
      new ObjectType<>(
          "Commands that a user runs by name",
          List.of(NAME, DESCRIPTION, COMMAND),
          f -> new Script(f.get(NAME), f.get(DESCRIPTION), f.get(COMMAND)));

  private static final SpecKey<ContainerPath> ASSET_PATH =
      required("path", CONTAINER_PATH, "Where the file appears in the container.");
  private static final SpecKey<Boolean> ASSET_REQUIRED =
      optional("required", Types.BOOLEAN, true, "Whether 'dusty up' refuses while it is unset.");
  private static final Type<Asset> ASSET =
      new ObjectType<>(
          "A file that lives in no repo",
          List.of(NAME, ASSET_PATH, ASSET_REQUIRED),
          f -> new Asset(f.get(NAME), f.get(ASSET_PATH), f.get(ASSET_REQUIRED)));

  // Images

  private static final SpecKey<String> IMAGE =
      optional(
          "image",
          Types.text("an image", image -> image.chars().noneMatch(c -> c <= ' ' || c == 0x7f)),
          null,
          "The image of the container; give this or 'build'.");
  private static final SpecKey<String> BUILD =
      optional(
          "build",
          Types.text("a folder", folder -> !folder.isBlank()),
          null,
          "A folder with a Dockerfile, absolute or relative to the repo; give this or 'image'.");
  private static final SpecKey<Boolean> LOGIN =
      optional(
          "image_requires_login",
          Types.BOOLEAN,
          false,
          "Whether one must be logged in to the image's registry.");

  // Tests

  private static final SpecKey<String> DEFAULT_ARGS =
      optional("default_args", Types.TEXT, "", "The arguments where the user gives none.");
  private static final SpecKey<Value.Entries> COMPOSE =
      optional("compose", Types.FREE_FORM, Value.Entries.NONE, "Compose keys that are passed on.");
  private static final SpecKey<String> SUITE_NAME =
      required(
          "name",
          Types.text(
              "a name of one line, at most 100 characters and not 'all'",
              name ->
                  !name.isBlank()
                      && !Names.hasControlCharacter(name)
                      && name.length() <= 100
                      && !name.toLowerCase(Locale.ROOT).equals("all")),
          "The name; not 'all'.");
  private static final Type<Suite> SUITE =
      new ObjectType<>(
          "A test suite",
          List.of(SUITE_NAME, DESCRIPTION, COMMAND, DEFAULT_ARGS, SERVICES, COMPOSE),
          f -> {
            ComposeRules.checkApp(f.node().entry(COMPOSE.name()), f.problems());
            return new Suite(
                f.get(SUITE_NAME),
                f.get(DESCRIPTION),
                f.get(COMMAND),
                f.get(DEFAULT_ARGS),
                f.get(SERVICES),
                f.get(COMPOSE));
          });
  private static final SpecKey<List<Suite>> SUITES =
      optional("suites", Types.listOf(SUITE), List.of(), "The test suites.");
  private static final Type<TestSpec> TEST =
      new ObjectType<>(
          "How it is tested", List.of(IMAGE, BUILD, LOGIN, ONCE, SUITES), SpecModel::test);

  // Files

  private static final SpecKey<Repo> REPO =
      optional(
          "repo",
          Types.parsed(schema("type", "string"), "write " + Repo.FORMS, Repo::parse),
          null,
          "The Git repo with the source.");
  private static final SpecKey<ContainerPath> MOUNT =
      optional("mount", CONTAINER_PATH, null, "Where the repo appears in the container.");
  private static final SpecKey<Depends> DEPENDS =
      optional("depends", APP_DEPENDS, Depends.NOTHING, "What the app needs.");
  private static final SpecKey<List<String>> OWN_LIBS =
      optional("depends", LIB_DEPENDS, List.of(), "What the lib needs.");
  private static final SpecKey<Depends> CONDITIONAL =
      optional(
          "conditional_links",
          LINKS,
          Depends.NOTHING,
          "What the app is linked to where it is active anyway.");
  private static final SpecKey<List<HostForwarding>> FORWARDINGS =
      optional(
          "host_forwarding",
          Types.listOf(FORWARDING),
          List.of(),
          "Ports that are reached by host names.");
  private static final SpecKey<Commands> APP_COMMANDS =
      required("commands", COMMANDS, "What the container runs.");
  private static final SpecKey<List<Script>> SCRIPTS =
      optional("scripts", Types.listOf(SCRIPT), List.of(), "Commands that a user runs by name.");
  private static final SpecKey<List<Asset>> ASSETS =
      optional("assets", Types.listOf(ASSET), List.of(), "Files that live in no repo.");
  private static final SpecKey<TestSpec> TESTS =
      optional("test", TEST, TestSpec.NONE, "How it is tested.");
  private static final SpecKey<List<String>> INSTALL =
      optional("install", TEXTS, List.of(), "Shell commands, run in each app that uses the lib.");

  private static final Type<Function<String, AppSpec>> APP =
      new ObjectType<>(
          "A Dusty app",
          List.of(
              REPO,
              MOUNT,
              IMAGE,
              BUILD,
              LOGIN,
              DEPENDS,
              CONDITIONAL,
              FORWARDINGS,
              APP_COMMANDS,
              SCRIPTS,
              ASSETS,
              COMPOSE,
              TESTS),
          ComposeRules::hintForUnknownKey,
          SpecModel::app);

  private static final SpecKey<Repo> LIB_REPO = required("repo", REPO.type(), REPO.description());
  private static final SpecKey<ContainerPath> LIB_MOUNT =
      required("mount", MOUNT.type(), "Where it appears in each app.");
  private static final Type<Function<String, LibSpec>> LIB =
      new ObjectType<>(
          "A Dusty lib",
          List.of(LIB_REPO, LIB_MOUNT, INSTALL, OWN_LIBS, ASSETS, TESTS),
          SpecModel::lib);

  private static final Type<Function<String, BundleSpec>> BUNDLE =
      new ObjectType<>("A Dusty bundle", List.of(DESCRIPTION, APPS, SERVICES), SpecModel::bundle);

  private static final Type<Function<String, ServiceSpec>> SERVICE = new ServiceType(LOGIN);

  private SpecModel() {}

  /** Reads an app; null where that cannot be done, which is then among the problems. */
  public static @Nullable AppSpec app(String name, YamlNode node, Problems problems) {
    return named(APP, "an app's file", name, node, problems);
  }

  /** Reads a lib; null where that cannot be done, which is then among the problems. */
  public static @Nullable LibSpec lib(String name, YamlNode node, Problems problems) {
    return named(LIB, "a lib's file", name, node, problems);
  }

  /** Reads a bundle; null where that cannot be done, which is then among the problems. */
  public static @Nullable BundleSpec bundle(String name, YamlNode node, Problems problems) {
    return named(BUNDLE, "a bundle's file", name, node, problems);
  }

  /** Reads a service; null where that cannot be done, which is then among the problems. */
  public static @Nullable ServiceSpec service(String name, YamlNode node, Problems problems) {
    return named(SERVICE, "a service's file", name, node, problems);
  }

  /** Returns the JSON Schema (draft 2020-12) of a kind's files. */
  public static Map<String, Object> schemaOf(Kind kind) {
    Type<?> type =
        switch (kind) {
          case APP -> APP;
          case LIB -> LIB;
          case BUNDLE -> BUNDLE;
          case SERVICE -> SERVICE;
        };
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.putAll(type.schema());
    return schema;
  }

  private static <T> @Nullable T named(
      Type<Function<String, T>> type, String label, String name, YamlNode node, Problems problems) {
    Function<String, T> spec = type.read(node, label, problems);
    return spec == null ? null : spec.apply(name);
  }

  private static @Nullable Function<String, AppSpec> app(Fields f) {
    Optional<Source> source = Parts.source(f, REPO, MOUNT);
    Origin origin = Parts.origin(f, IMAGE, BUILD, LOGIN);
    ComposeRules.checkApp(f.node().entry(COMPOSE.name()), f.problems());
    List<Script> scripts = Parts.uniquelyNamed(f, SCRIPTS, "script", Script::name);
    List<Asset> assets = Parts.uniquelyNamed(f, ASSETS, "asset", Asset::name);
    if (origin == null) {
      return null;
    }
    Parts.checkBuildFolder(f, BUILD, REPO, origin);
    return name ->
        new AppSpec(
            name,
            source,
            origin,
            f.get(DEPENDS),
            f.get(CONDITIONAL),
            f.get(FORWARDINGS),
            f.get(APP_COMMANDS),
            scripts,
            assets,
            f.get(COMPOSE),
            f.get(TESTS));
  }

  private static @Nullable Function<String, LibSpec> lib(Fields f) {
    List<Asset> assets = Parts.uniquelyNamed(f, ASSETS, "asset", Asset::name);
    Source source = Parts.source(f, LIB_REPO, LIB_MOUNT).orElse(null);
    return source == null
        ? null
        : name -> new LibSpec(name, source, f.get(INSTALL), f.get(OWN_LIBS), assets, f.get(TESTS));
  }

  private static Function<String, BundleSpec> bundle(Fields f) {
    if (!f.has(APPS) && !f.has(SERVICES)) {
      f.refuse(f.node().position(), "a bundle needs 'apps' or 'services'");
    }
    return name -> new BundleSpec(name, f.get(DESCRIPTION), f.get(APPS), f.get(SERVICES));
  }

  private static TestSpec test(Fields f) {
    List<Suite> suites = Parts.uniquelyNamed(f, SUITES, "suite", Suite::name);
    boolean needsImage = f.has(SUITES) || f.has(IMAGE) || f.has(BUILD);
    Origin origin = needsImage ? Parts.origin(f, IMAGE, BUILD, LOGIN) : null;
    return new TestSpec(Optional.ofNullable(origin), f.get(ONCE), suites);
  }
}
