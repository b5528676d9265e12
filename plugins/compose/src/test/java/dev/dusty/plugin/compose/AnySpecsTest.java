package dev.dusty.plugin.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dusty.api.compile.ActiveApp;
import dev.dusty.api.compile.CompileInput;
import dev.dusty.api.compile.PortPlan.Forwarding;
import dev.dusty.api.compile.Site;
import dev.dusty.api.spec.Names;
import dev.dusty.testkit.CompileInputs;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for any specs. */
class AnySpecsTest {

  @Provide
  Arbitrary<CompileInput> inputs() {
    return CompileInputs.any();
  }

  @Property(tries = 100)
  void theServicesAreTheActiveAppsAndServicesAndNginx(@ForAll("inputs") CompileInput input) {
    Set<String> expected = new TreeSet<>(Set.of(Names.NGINX));
    ComposeSpec.all(input.specs()).forEach(spec -> expected.add(spec.name()));
    assertThat(services(input).keySet().stream().map(String::valueOf))
        .containsExactlyElementsOf(expected);
  }

  @Property(tries = 100)
  void everyLinkAndDependencyIsAServiceOfTheFile(@ForAll("inputs") CompileInput input) {
    Map<?, ?> services = services(input);
    for (ActiveApp app : input.specs().apps()) {
      Map<?, ?> service = (Map<?, ?>) Compiled.child(services, app.name());
      for (String key : List.of("links", "depends_on")) {
        if (service.get(key) instanceof List<?> names) {
          assertThat(names)
              .allSatisfy(
                  name ->
                      assertThat(services.containsKey(String.valueOf(name).split(":", 2)[0]))
                          .isTrue());
        }
      }
    }
  }

  @Property(tries = 100)
  void everyForwardingIsPublishedOnceOnTheBridge(@ForAll("inputs") CompileInput input) {
    List<String> published = new ArrayList<>();
    services(input)
        .values()
        .forEach(
            service -> {
              if (((Map<?, ?>) service).get("ports") instanceof List<?> ports) {
                ports.forEach(port -> published.add(String.valueOf(port)));
              }
            });
    for (Forwarding forwarding : input.ports().forwardings()) {
      assertThat(published)
          .containsOnlyOnce(
              "%s:%d:%d"
                  .formatted(
                      Site.beforePort(input.site().bridgeIp()),
                      forwarding.port(),
                      forwarding.rule().containerPort()));
    }
  }

  @Property(tries = 100)
  void overridesArriveAsTheyAre(@ForAll("inputs") CompileInput input) {
    Map<?, ?> services = services(input);
    input
        .environment()
        .forEach(
            (container, variables) -> {
              if (services.containsKey(container)) {
                Map<?, ?> service = (Map<?, ?>) Compiled.child(services, container);
                variables.forEach(
                    (name, value) ->
                        assertThat(((Map<?, ?>) Compiled.child(service, "environment")).get(name))
                            .isEqualTo(value.replace("$", "$$")));
              }
            });
  }

  @Property(tries = 100)
  void noPlaceInAContainerIsMountedTwice(@ForAll("inputs") CompileInput input) {
    for (Object service : services(input).values()) {
      Set<String> targets = new HashSet<>();
      for (Object volume : (List<?>) Compiled.child(service, "volumes")) {
        String target =
            volume instanceof Map<?, ?> map
                ? String.valueOf(map.get("target"))
                : String.valueOf(volume).replaceFirst("^[^:]*:", "").replaceFirst(":r[ow]$", "");
        assertThat(targets.add(target)).as(target).isTrue();
      }
    }
  }

  private static Map<?, ?> services(CompileInput input) {
    Compiled compiled = new Compiled(new ComposeCompileStep().compile(input));
    return (Map<?, ?>) Compiled.child(compiled.compose(), "services");
  }
}
