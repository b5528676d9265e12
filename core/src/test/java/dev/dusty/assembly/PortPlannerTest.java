package dev.dusty.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dusty.api.UserError;
import dev.dusty.api.compile.PortPlan;
import dev.dusty.assembly.PortAssignments.Rule;
import dev.dusty.assembly.PortPlanner.Planned;
import dev.dusty.spec.SpecFolder;
import dev.dusty.spec.read.SpecReading;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which port a forwarding rule gets. */
class PortPlannerTest {

  @TempDir Path folder;
  private SpecFolder specs = SpecFolder.emptyIn(Path.of(""));

  @BeforeEach
  void start() {
    specs = SpecFolder.emptyIn(folder).with("bundles/all.yml", "apps: [web]\n");
  }

  private static String app(int... hostPorts) {
    StringBuilder app = new StringBuilder(SpecFolder.APP).append("host_forwarding:\n");
    for (int port : hostPorts) {
      app.append(
          "  - {host_name: p%d.example, host_port: %d, container_port: 80}\n"
              .formatted(port, port));
    }
    return app.toString();
  }

  private Planned plan(PortAssignments before, String... bundles) {
    SpecReading reading = specs.read();
    assertThat(reading.problems()).isEmpty();
    return PortPlanner.plan(
        reading.specs(), Assembler.assemble(reading.specs(), List.of(bundles)), before);
  }

  private static List<String> ports(Planned planned) {
    return planned.plan().forwardings().stream()
        .map(f -> f.app() + ":" + f.rule().hostPort() + "=" + f.port())
        .toList();
  }

  @Test
  void portsAreGivenFrom65000ByAppNameThenWrittenOrder() {
    specs
        .with("bundles/all.yml", "apps: [web, api]\n")
        .with("apps/web.yml", app(90, 80))
        .with("apps/api.yml", app(70));
    assertThat(ports(plan(PortAssignments.NONE, "all")))
        .containsExactly("api:70=65000", "web:90=65001", "web:80=65002");
  }

  @Test
  void aPortStaysWithItsRuleWhenAppsComeAndGo() {
    specs
        .with("bundles/more.yml", "apps: [api]\n")
        .with("apps/web.yml", app(80))
        .with("apps/api.yml", app(70));
    Planned alone = plan(PortAssignments.NONE, "all");
    assertThat(ports(alone)).containsExactly("web:80=65000");
    Planned both = plan(alone.assignments(), "all", "more");
    assertThat(ports(both)).containsExactly("web:80=65000", "api:70=65001");
    Planned againAlone = plan(both.assignments(), "more");
    assertThat(ports(againAlone)).containsExactly("api:70=65001");
    assertThat(plan(againAlone.assignments(), "more", "all")).isEqualTo(both);
  }

  @Test
  void aPortIsForgottenWithItsRule() {
    specs.with("apps/web.yml", app(80, 81));
    PortAssignments before = plan(PortAssignments.NONE, "all").assignments();
    specs.with("apps/web.yml", app(81, 82));
    assertThat(ports(plan(before, "all"))).containsExactly("web:82=65000", "web:81=65001");
  }

  @Test
  void anotherContainerPortKeepsTheRulesPort() {
    specs.with("apps/web.yml", app(80, 81));
    PortAssignments before = plan(PortAssignments.NONE, "all").assignments();
    specs.with("apps/web.yml", app(81).replace("container_port: 80", "container_port: 8080"));
    assertThat(ports(plan(before, "all"))).containsExactly("web:81=65001");
  }

  @Test
  void aPortThatNginxNeedsIsNotGivenOut() {
    specs.with("apps/web.yml", app(65000, 65002, 80)).with("apps/idle.yml", app(65001));
    assertThat(ports(plan(PortAssignments.NONE, "all")))
        .containsExactly("web:65000=65003", "web:65002=65004", "web:80=65005");
  }

  @Test
  void aKeptPortThatNginxNowNeedsIsReplaced() {
    specs.with("apps/web.yml", app(80));
    PortAssignments before = plan(PortAssignments.NONE, "all").assignments();
    specs.with("apps/web.yml", app(80, 65000));
    assertThat(ports(plan(before, "all"))).containsExactly("web:80=65001", "web:65000=65002");
  }

  @Test
  void twoFormerRulesOnOnePortAreNotBothBelieved() {
    specs.with("apps/web.yml", app(80, 81));
    PortAssignments damaged =
        PortAssignments.NONE.with(
            Map.of(
                new Rule("web", "p80.example", 80), 65000,
                new Rule("web", "p81.example", 81), 65000));
    assertThat(ports(plan(damaged, "all"))).containsExactly("web:80=65000", "web:81=65001");
  }

  @Test
  void past65535PortsGoDownFrom64999() {
    specs.with("apps/web.yml", app(IntStream.rangeClosed(1, 538).toArray()));
    List<PortPlan.Forwarding> forwardings = plan(PortAssignments.NONE, "all").plan().forwardings();
    assertThat(forwardings.get(535).port()).isEqualTo(65535);
    assertThat(forwardings.get(536).port()).isEqualTo(64999);
    assertThat(forwardings.get(537).port()).isEqualTo(64998);
  }

  @Test
  void asManyRulesAsPortsIsFine() {
    specs.with("apps/web.yml", app(IntStream.rangeClosed(1, 4536).toArray()));
    assertThat(plan(PortAssignments.NONE, "all").plan().forwardings())
        .hasSize(4536)
        .last()
        .extracting(PortPlan.Forwarding::port)
        .isEqualTo(61000);
  }

  @Test
  void moreRulesThanPortsIsAnError() {
    specs.with("apps/web.yml", app(IntStream.rangeClosed(1, 4537).toArray()));
    assertThatThrownBy(() -> plan(PortAssignments.NONE, "all"))
        .isInstanceOf(UserError.class)
        .hasMessage("the active apps have 4,537 forwarding rules, and there are ports for 4,536");
  }

  @Test
  void portsKeptForInactiveRulesAreSetFreeWhenTheyRunOut() {
    specs
        .with("bundles/more.yml", "apps: [api]\n")
        .with("apps/web.yml", app(IntStream.rangeClosed(1, 4536).toArray()))
        .with("apps/api.yml", app(4600));
    PortAssignments full = plan(PortAssignments.NONE, "all").assignments();
    assertThat(ports(plan(full, "more"))).containsExactly("api:4600=65000");
  }
}
