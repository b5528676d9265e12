package dev.dusty.plugin.compose;

import dev.dusty.api.compile.ActiveApp;
import dev.dusty.api.compile.CompileInput;
import dev.dusty.api.compile.Site;
import dev.dusty.api.compose.CommandFile;
import dev.dusty.api.compose.ComposeKeys;
import dev.dusty.api.spec.Names;
import dev.dusty.api.spec.ServiceSpec;
import dev.dusty.api.spec.Source;
import dev.dusty.api.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the containers of apps, of services and of Dusty's nginx. */
record Containers(CompileInput input, Networks networks, RunAsOwner runAsOwner) {

  private static final ContainerLayout LAYOUT = ContainerLayout.STANDARD;

  /** What of an app's {@code compose} is put together with Dusty's own, or has no say. */
  private static final List<String> MERGED =
      List.of("image", "build", "links", "depends_on", "environment", "volumes", "labels");

  /** Returns an app's container. */
  Container app(ActiveApp app, String commandFile) {
    ComposeSpec spec = ComposeSpec.of(app);
    Limits.check(spec);
    Map<String, Value> keys = OldFormat.translate(spec, networks);
    Optional<Value> build = Optional.ofNullable(keys.get("build"));
    ComposeKeys.DUSTY_OWN.forEach(keys::remove);
    MERGED.forEach(keys::remove);

    new Image(app, input.site()).put(keys, build);
    keys.put("container_name", Value.text(Container.containerName(app.name())));
    keys.put("entrypoint", new Value.Items(List.of()));
    keys.put("command", Value.text("sh " + CommandFile.ofApp(app.name()).inContainer()));
    keys.put("user", Value.text(runAsOwner.user(app.name())));
    Dependencies dependencies = new Dependencies(spec, networks);
    putUnlessEmpty(keys, "links", dependencies.links(app.links()));
    dependencies.dependsOn(app.links()).ifPresent(value -> keys.put("depends_on", value));
    putEnvironment(keys, spec);
    keys.put("volumes", appVolumes(app).of(spec));
    putPorts(keys, app.name());
    return new Container(
        app.name(),
        Container.Kind.APP,
        keys,
        networks.extraHosts(app.name()),
        labels(spec),
        commandFile);
  }

  /** Returns a service's container. */
  Container service(ServiceSpec service) {
    ComposeSpec spec = ComposeSpec.of(service);
    Limits.check(spec);
    Map<String, Value> keys = OldFormat.translate(spec, networks);
    keys.remove("labels");
    if (!spec.keys().has("build")) {
      // All there is of it is the old 'dockerfile', which means nothing to an image.
      keys.remove("build");
    }
    keys.put("container_name", Value.text(Container.containerName(service.name())));
    Dependencies dependencies = new Dependencies(spec, networks);
    if (keys.containsKey("links")) {
      keys.put("links", Value.texts(dependencies.links(List.of())));
    }
    dependencies.dependsOn(List.of()).ifPresent(value -> keys.put("depends_on", value));
    putEnvironment(keys, spec);
    Volumes volumes = new Volumes(input.site());
    volumes.mount(input.site().copyArea() + "/" + service.name(), LAYOUT.copyArea());
    keys.put("volumes", volumes.of(spec));
    putPorts(keys, service.name());
    return new Container(
        service.name(),
        Container.Kind.SERVICE,
        keys,
        networks.extraHosts(service.name()),
        labels(spec),
        "");
  }

  /** Returns the container of Dusty's nginx. */
  Container nginx(String image) {
    Map<String, Value> keys = new LinkedHashMap<>();
    keys.put("image", Interpolation.literal(image));
    keys.put("container_name", Value.text(Container.containerName(Names.NGINX)));
    keys.put(
        "command",
        Value.texts(
            List.of("nginx", "-c", "/etc/dustyNginx/dustyNginx.conf", "-g", "daemon off;")));
    // The folder, as a mounted file would go on showing what was there before it was replaced.
    keys.put(
        "volumes",
        Value.texts(
            List.of(
                Interpolation.escape(input.site().persist()) + "/dustyNginx:/etc/dustyNginx:ro")));
    String user = Site.beforePort(input.site().vmIp());
    String apps = Site.beforePort(input.site().bridgeIp());
    List<String> addresses = user.equals(apps) ? List.of(user) : List.of(user, apps);
    List<String> ports = new ArrayList<>();
    for (int port : input.ports().hostPorts()) {
      addresses.forEach(address -> ports.add(address + ":" + port + ":" + port));
    }
    putUnlessEmpty(keys, "ports", ports);
    return new Container(
        Names.NGINX, Container.Kind.NGINX, keys, new ExtraHosts(List.of(), false), Map.of(), "");
  }

  private Volumes appVolumes(ActiveApp app) {
    Site site = input.site();
    Volumes volumes = new Volumes(site);
    volumes.mount(site.copyArea() + "/" + app.name(), LAYOUT.copyArea());
    volumes.mount(
        site.commandFiles() + "/" + CommandFile.ofApp(app.name()).folder(), LAYOUT.commandFiles());
    volumes.mount(site.assets(), LAYOUT.assets());
    app.spec().source().ifPresent(source -> mount(volumes, source));
    app.libs().forEach(lib -> mount(volumes, lib.source()));
    return volumes;
  }

  private void mount(Volumes volumes, Source source) {
    volumes.mount(input.site().repos() + "/" + source.repo().path(), source.mount().value());
  }

  private void putEnvironment(Map<String, Value> keys, ComposeSpec spec) {
    Map<String, Value> environment = environment(input, spec);
    if (!environment.isEmpty()) {
      keys.put("environment", new Value.Entries(environment));
    }
  }

  /** Returns a container's environment: its spec's, and on top of it the user's overrides. */
  static Map<String, Value> environment(CompileInput input, ComposeSpec spec) {
    Map<String, Value> environment = spec.environment();
    input
        .environment()
        .getOrDefault(spec.name(), Map.of())
        .forEach((name, value) -> environment.put(name, Interpolation.literal(value)));
    return environment;
  }

  private static Map<String, Value> labels(ComposeSpec spec) {
    return Shapes.assignments(spec.place(), "labels", spec.keys().get("labels"), Value.text(""));
  }

  private void putPorts(Map<String, Value> keys, String name) {
    if (!networks.ports(name).isEmpty()) {
      keys.put("ports", new Value.Items(networks.ports(name)));
    }
  }

  private static void putUnlessEmpty(Map<String, Value> keys, String key, List<String> items) {
    if (!items.isEmpty()) {
      keys.put(key, Value.texts(items));
    }
  }
}
