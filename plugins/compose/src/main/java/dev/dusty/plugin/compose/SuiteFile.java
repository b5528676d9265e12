package dev.dusty.plugin.compose;

import dev.dusty.api.compile.ActiveSpecs;
import dev.dusty.api.compile.CompileInput;
import dev.dusty.api.compose.CommandFile;
import dev.dusty.api.compose.ComposeKeys;
import dev.dusty.api.spec.ServiceSpec;
import dev.dusty.api.spec.Suite;
import dev.dusty.api.test.TestContext;
import dev.dusty.api.test.Tested;
import dev.dusty.api.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The Compose file of one run of a suite. A suite without services has one container; one with
 * services has theirs, its own, and one that does nothing but own the network stack that all of
 * them share, so that none of them has to outlive another.
 *
 * @param context whose suite it is
 * @param image the image of its container
 * @param suite the suite
 * @param arguments what its last command is given
 */
record SuiteFile(TestContext context, String image, Suite suite, List<String> arguments) {

  /** The suite's container. No spec has such a name. */
  static final String SUITE = "_suite";

  /** The owner of the network stack. */
  static final String NETWORK = "_network";

  /** What Dusty decides itself, or what a container that runs to its end is not to have. */
  private static final List<String> NOT_OF_A_SUITE =
      List.of(
          "image",
          "build",
          "links",
          "depends_on",
          "networks",
          "network_mode",
          "environment",
          "volumes",
          "restart",
          "deploy",
          "scale",
          "profiles",
          "tty",
          "stdin_open");

  /** Returns what to call the suite in messages. */
  String place() {
    return "suite '" + suite.name() + "' of " + context.tested().place();
  }

  /** Returns the services of the suite, each once. */
  List<ServiceSpec> services() {
    Set<String> wanted = new TreeSet<>(suite.services());
    return context.input().specs().services().stream()
        .filter(service -> wanted.contains(service.name()))
        .toList();
  }

  /** Returns all containers. */
  List<Container> containers() {
    ComposeSpec spec = new ComposeSpec(SUITE, place(), suite.compose());
    List<ServiceSpec> services = services();
    SharedStack stack = new SharedStack(place(), services, NETWORK);
    Networks networks = new Networks(withoutNetworks(services));
    Map<String, Value> own = own(spec, networks);
    Map<String, Value> network = networkKeys(spec, own, stack.hosts());
    List<Container> containers = new ArrayList<>();
    if (services.isEmpty()) {
      own.putAll(network);
    } else {
      containers.add(container(NETWORK, owner(network)));
      SharedStack.NOT_OF_A_GUEST.forEach(own::remove);
      own.put("network_mode", Value.text("service:" + NETWORK));
    }
    for (ServiceSpec service : services) {
      Map<String, Value> keys = stack.keys(service, networks);
      Map<String, Value> environment =
          Containers.environment(context.input(), ComposeSpec.of(service));
      if (!environment.isEmpty()) {
        keys.put("environment", new Value.Entries(environment));
      }
      containers.add(container(service.name(), keys));
    }
    containers.add(container(SUITE, own));
    return containers;
  }

  /** Returns the file. */
  String text() {
    YamlWriter yaml = new YamlWriter();
    yaml.line("# Made by Dusty for one run of tests.");
    yaml.open(0, "services");
    HostPaths paths = HostPaths.of(context);
    for (Container container : containers()) {
      yaml.open(1, container.name());
      paths.of(container.keys()).forEach((key, value) -> yaml.entry(2, key, value));
    }
    Set<String> volumes =
        new TreeSet<>(Volumes.names(new ComposeSpec(SUITE, place(), suite.compose())));
    services().forEach(service -> volumes.addAll(Volumes.names(ComposeSpec.of(service))));
    if (!volumes.isEmpty()) {
      yaml.open(0, "volumes");
      volumes.forEach(volume -> yaml.entry(1, volume, Value.Entries.NONE));
    }
    return yaml.toString();
  }

  private Map<String, Value> own(ComposeSpec spec, Networks networks) {
    Limits.check(spec);
    CompileInput input = context.input();
    Map<String, Value> keys = new LinkedHashMap<>(OldFormat.translate(spec, networks));
    ComposeKeys.DUSTY_OWN.forEach(keys::remove);
    NOT_OF_A_SUITE.forEach(keys::remove);
    keys.put("image", Interpolation.literal(image));
    keys.put("entrypoint", new Value.Items(List.of()));
    keys.put(
        "command", new Value.Items(command(input).stream().map(Interpolation::literal).toList()));
    keys.put("user", Value.text(user()));
    Map<String, Value> environment = Containers.environment(input, spec);
    if (!environment.isEmpty()) {
      keys.put("environment", new Value.Entries(environment));
    }
    Volumes volumes = new Volumes(input.site());
    volumes.mount(input.site().assets(), ContainerLayout.STANDARD.assets());
    Mounts.of(context).forEach(mount -> volumes.mount(mount.source(), mount.target()));
    keys.put("volumes", volumes.of(spec));
    return keys;
  }

  /** The text is an argument: a file would have to be brought to the Docker host and away again. */
  private List<String> command(CompileInput input) {
    Tested tested = context.tested();
    ContainerLayout layout =
        tested instanceof Tested.App
            ? RunAsOwner.of(input).layout(tested.name())
            : ContainerLayout.STANDARD;
    CommandFile file =
        tested instanceof Tested.App
            ? CommandFile.ofAppSuite(tested.name(), suite.name())
            : CommandFile.ofLibSuite(tested.name(), suite.name());
    List<String> command = new ArrayList<>(List.of("sh", "-c"));
    command.add(new CommandFiles(layout).suite(tested, suite));
    // What the shell calls the file in its messages.
    command.add(file.inContainer());
    command.addAll(arguments);
    return command;
  }

  private String user() {
    return context.tested() instanceof Tested.App app
        ? RunAsOwner.of(context.input()).user(app.name())
        : "root";
  }

  /** Returns the keys that stand with whoever owns the network stack. */
  private Map<String, Value> networkKeys(
      ComposeSpec spec, Map<String, Value> own, List<ExtraHosts.Host> hosts) {
    Map<String, Value> keys = new LinkedHashMap<>();
    for (String key : SharedStack.NOT_OF_A_GUEST) {
      Value value = own.get(key);
      if (value != null) {
        keys.put(key, value);
      }
    }
    // Docker's bridge is always there, and a network for each run would soon use up the addresses.
    String mode =
        ComposeKeys.network(spec.keys())
            .map(ComposeKeys.Network::mode)
            .filter(written -> !written.startsWith("service:"))
            .orElse("bridge");
    keys.put("network_mode", Value.text(mode));
    Networks.Stack stack = new Networks.Stack(Optional.of(mode), Optional.empty());
    if (stack.takesPorts() && !spec.list("ports").isEmpty()) {
      keys.put("ports", new Value.Items(spec.list("ports")));
    }
    List<Value> names = new ArrayList<>();
    List<ExtraHosts.Host> all = new ArrayList<>(hosts);
    all.addAll(ExtraHosts.read(spec.place(), spec.keys().get("extra_hosts")));
    all.stream().distinct().forEach(host -> names.add(host.item()));
    if (stack.takesHosts() && !names.isEmpty()) {
      keys.put("extra_hosts", new Value.Items(names));
    }
    return keys;
  }

  /** The suite's image is there, and has a shell. */
  private Map<String, Value> owner(Map<String, Value> network) {
    Map<String, Value> keys = new LinkedHashMap<>();
    keys.put("image", Interpolation.literal(image));
    keys.put("entrypoint", new Value.Items(List.of()));
    keys.put("command", Value.texts(List.of("sh", "-c", "while :; do sleep 3600; done")));
    keys.put("user", Value.text("root"));
    keys.putAll(network);
    return keys;
  }

  private static Container container(String name, Map<String, Value> keys) {
    return new Container(
        name, Container.Kind.SERVICE, keys, new ExtraHosts(List.of(), false), Map.of(), "");
  }

  /** Returns an input in which the services have nothing to say about networks. */
  private CompileInput withoutNetworks(List<ServiceSpec> services) {
    List<ServiceSpec> plain = new ArrayList<>();
    for (ServiceSpec service : services) {
      Map<String, Value> keys = new LinkedHashMap<>(service.compose().entries());
      keys.remove("network_mode");
      keys.remove("net");
      plain.add(
          new ServiceSpec(service.name(), service.imageRequiresLogin(), new Value.Entries(keys)));
    }
    CompileInput input = context.input();
    return new CompileInput(
        new ActiveSpecs(List.of(), List.of(), List.of(), plain, List.of()),
        input.ports(),
        input.site(),
        input.settings(),
        input.owner(),
        input.environment(),
        input.targets());
  }
}
