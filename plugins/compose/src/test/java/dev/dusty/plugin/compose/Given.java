package dev.dusty.plugin.compose;

import dev.dusty.api.Settings;
import dev.dusty.api.compile.ActiveApp;
import dev.dusty.api.compile.ActiveLib;
import dev.dusty.api.compile.ActiveSpecs;
import dev.dusty.api.compile.CompileInput;
import dev.dusty.api.compile.Owner;
import dev.dusty.api.compile.PortPlan;
import dev.dusty.api.compile.Site;
import dev.dusty.api.spec.AppSpec;
import dev.dusty.api.spec.Asset;
import dev.dusty.api.spec.Commands;
import dev.dusty.api.spec.ContainerPath;
import dev.dusty.api.spec.Depends;
import dev.dusty.api.spec.HostForwarding;
import dev.dusty.api.spec.LibSpec;
import dev.dusty.api.spec.Origin;
import dev.dusty.api.spec.Repo;
import dev.dusty.api.spec.Script;
import dev.dusty.api.spec.ServiceSpec;
import dev.dusty.api.spec.Source;
import dev.dusty.api.spec.Suite;
import dev.dusty.api.spec.TestSpec;
import dev.dusty.api.value.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A compile input, put together piece by piece. */
final class Given {

  private final List<ActiveApp> apps = new ArrayList<>();
  private final List<ActiveLib> libs = new ArrayList<>();
  private final List<ServiceSpec> services = new ArrayList<>();
  private final List<PortPlan.Forwarding> forwardings = new ArrayList<>();
  private final Map<String, Map<String, String>> environment = new LinkedHashMap<>();
  private final Set<String> targets = new TreeSet<>(Set.of("compose"));
  private Site site = Site.at("192.168.99.100", "172.17.0.1");
  private Settings settings = Settings.DEFAULTS;
  private int nextPort = 65000;

  Given app(App app) {
    apps.add(app.active());
    app.rules.forEach(rule -> forwardings.add(new PortPlan.Forwarding(app.name, rule, nextPort++)));
    return this;
  }

  Given lib(LibSpec lib) {
    libs.add(new ActiveLib(lib, List.of()));
    return this;
  }

  Given service(String name, Value.Entries compose) {
    services.add(new ServiceSpec(name, false, compose));
    return this;
  }

  Given site(Site other) {
    site = other;
    return this;
  }

  Given setting(String key, String value) {
    settings = new Settings(Map.of(key, value));
    return this;
  }

  Given override(String container, String variable, String value) {
    environment.computeIfAbsent(container, name -> new LinkedHashMap<>()).put(variable, value);
    return this;
  }

  Given nginx() {
    targets.add("nginx");
    return this;
  }

  CompileInput input() {
    apps.sort(Comparator.comparing(ActiveApp::name));
    services.sort(Comparator.comparing(ServiceSpec::name));
    return new CompileInput(
        new ActiveSpecs(List.of(), apps, libs, services, List.of()),
        new PortPlan(forwardings),
        site,
        settings,
        new Owner(1000, 1000),
        environment,
        targets);
  }

  Compiled compile() {
    return new Compiled(new ComposeCompileStep().compile(input()));
  }

  /** Returns an app whose container idles, and ends at once when it is told to. */
  static App idle(String name) {
    return app(name)
        .image(PrivateEngine.IMAGE)
        .always("exec sleep 1000")
        .forwards(name + ".local", 80, 8000)
        .compose("stop_signal", "SIGKILL");
  }

  static App app(String name) {
    return new App(name);
  }

  /** A lib with a repo and a mount after its name. */
  static LibSpec libSpec(String name, String... install) {
    return libSpec(name, List.of(), TestSpec.NONE, install);
  }

  static LibSpec libSpec(String name, List<Asset> assets, TestSpec test, String... install) {
    return new LibSpec(
        name, source("/repos/" + name, "/" + name), List.of(install), List.of(), assets, test);
  }

  static Asset asset(String name, String path, boolean required) {
    return new Asset(name, new ContainerPath(path), required);
  }

  static TestSpec tests(Suite... suites) {
    return new TestSpec(
        Optional.of(new Origin.Image("busybox", false)), List.of(), List.of(suites));
  }

  static Suite suite(String name, String defaultArgs, String... command) {
    return new Suite(name, "", List.of(command), defaultArgs, List.of(), Value.Entries.NONE);
  }

  static Source source(String repo, String mount) {
    return new Source(Repo.parse(repo), new ContainerPath(mount));
  }

  /** Returns a map of alternating keys and values: strings, or values as they are. */
  static Value.Entries map(Object... keysAndValues) {
    Map<String, Value> entries = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      entries.put((String) keysAndValues[i], value(keysAndValues[i + 1]));
    }
    return new Value.Entries(entries);
  }

  static Value.Items list(Object... items) {
    return new Value.Items(Arrays.stream(items).map(Given::value).toList());
  }

  static Value plain(String source) {
    return new Value.Plain(source);
  }

  private static Value value(Object value) {
    return value instanceof Value ready ? ready : Value.text((String) value);
  }

  /** An app, put together piece by piece. */
  static final class App {
    private final String name;
    private final List<LibSpec> libs = new ArrayList<>();
    private final List<String> links = new ArrayList<>();
    private final List<HostForwarding> rules = new ArrayList<>();
    private final List<Script> scripts = new ArrayList<>();
    private final List<Asset> assets = new ArrayList<>();
    private Optional<Source> source = Optional.empty();
    private Origin origin = new Origin.Image("busybox", false);
    private List<String> once = List.of();
    private List<String> always = List.of("sleep 1000");
    private Value.Entries compose = Value.Entries.NONE;
    private TestSpec test = TestSpec.NONE;

    private App(String name) {
      this.name = name;
    }

    App repo(String repo, String mount) {
      source = Optional.of(source(repo, mount));
      return this;
    }

    App image(String reference) {
      origin = new Origin.Image(reference, false);
      return this;
    }

    App build(String folder) {
      origin = new Origin.Build(folder);
      return this;
    }

    App uses(LibSpec lib) {
      libs.add(lib);
      return this;
    }

    App links(String... names) {
      links.addAll(List.of(names));
      return this;
    }

    App forwards(String host, int hostPort, int containerPort) {
      rules.add(new HostForwarding(host, hostPort, containerPort, HostForwarding.Type.HTTP));
      return this;
    }

    App once(String... commands) {
      once = List.of(commands);
      return this;
    }

    App always(String... commands) {
      always = List.of(commands);
      return this;
    }

    App script(String script, String... commands) {
      scripts.add(new Script(script, "", List.of(commands)));
      return this;
    }

    App asset(String asset, String path, boolean required) {
      assets.add(Given.asset(asset, path, required));
      return this;
    }

    App compose(Object... keysAndValues) {
      compose = map(keysAndValues);
      return this;
    }

    App tests(TestSpec spec) {
      test = spec;
      return this;
    }

    App tests(Suite... suites) {
      test = Given.tests(suites);
      return this;
    }

    ActiveApp active() {
      AppSpec spec =
          new AppSpec(
              name,
              source,
              origin,
              Depends.NOTHING,
              Depends.NOTHING,
              rules,
              new Commands(once, always),
              scripts,
              assets,
              compose,
              test);
      return new ActiveApp(spec, libs, links);
    }
  }
}
