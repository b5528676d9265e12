package dev.dusty.plugin.compose;

import static dev.dusty.plugin.compose.Given.app;
import static dev.dusty.plugin.compose.Given.list;
import static dev.dusty.plugin.compose.Given.map;
import static dev.dusty.plugin.compose.Given.plain;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dusty.api.compile.Site;
import dev.dusty.plugin.compose.RealParts.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The Compose file, read by both generations of Compose. */
@Tag("real")
@ParameterizedClass
@EnumSource(ComposeFileRealTest.Program.class)
class ComposeFileRealTest {

  enum Program {
    COMPOSE_1("docker-compose"),
    COMPOSE_2("docker compose");

    private final String command;

    Program(String command) {
      this.command = command;
    }

    List<String> command(String... more) {
      List<String> whole = new ArrayList<>(List.of(command.split(" ", -1)));
      whole.addAll(List.of(more));
      return whole;
    }
  }

  @Parameter Program program = Program.COMPOSE_1;

  @TempDir Path folder = Path.of("");

  private Map<?, ?> read(Given given) throws IOException {
    RealParts.need(program.command("version").toArray(String[]::new));
    Path file = folder.resolve("docker-compose.yml");
    Files.writeString(file, given.compile().composeText());
    Result result =
        RealParts.run(folder, program.command("-p", "dusty", "-f", file.toString(), "config"));
    assertThat(result.status()).as(result.err()).isZero();
    return (Map<?, ?>) Compiled.parse(result.out());
  }

  private Map<?, ?> readService(Given given, String name) throws IOException {
    return (Map<?, ?>) Compiled.child(Compiled.child(read(given), "services"), name);
  }

  /** A little of everything that is written. */
  private Given everything() {
    return new Given()
        .app(
            app("shop")
                .repo("https://github.com/example/shop.git#dev", "/sh op")
                .image("localhost:5000/shop:1.2")
                .uses(Given.libSpec("log"))
                .links("cache", "db", "mail")
                .forwards("local.shop.com", 80, 8000)
                .forwards("raw.shop.com", 5000, 5000)
                .compose(
                    "environment", list("A=b", "C", "D="),
                    "extra_hosts", list("my.host:10.0.0.1"),
                    "labels", list("team=shop"),
                    "ports", list("9000:9000", plain("9001")),
                    "log_driver", "json-file",
                    "log_opt", map("max-size", "1m"),
                    "depends_on", map("db", map("condition", "service_healthy")),
                    "volumes",
                        list(
                            "cache:/cache",
                            "/persist/x:/x:ro",
                            map("type", "bind", "source", "/persist/y", "target", "/y")),
                    "mem_limit", plain("536870912"),
                    "cpuset", plain("0"),
                    "privileged", plain("true")))
        .app(
            app("mail")
                .forwards("mail.shop.com", 80, 8025)
                .build(folder.toString())
                .compose(
                    "net", "container:db",
                    "dockerfile", "Dockerfile.dev",
                    "build", map("args", map("A", "b"))))
        .app(
            app("two-addresses")
                .compose("extra_hosts", list("x:10.0.0.1", "y:10.0.0.2", "x:fd00::1")))
        .app(app("alone").compose("network_mode", "none"))
        .app(app("on-host").compose("network_mode", "host", "environment", map("X", plain("yes"))))
        .service(
            "db",
            map(
                "image", "postgres:16",
                "volumes_from", list("cache:ro", "other"),
                "networks", map("default", map("aliases", list("database")), "back", plain("")),
                "healthcheck", map("test", list("CMD", "true"), "interval", "5s")))
        .service("cache", map("image", "redis", "networks", list("default", "front")))
        .override("shop", "TOKEN", "a$b")
        .nginx();
  }

  @Test
  void everythingThatIsWrittenIsAccepted() throws IOException {
    Set<String> services = new TreeSet<>();
    ((Map<?, ?>) Compiled.child(read(everything()), "services"))
        .keySet()
        .forEach(name -> services.add(String.valueOf(name)));
    assertThat(services)
        .containsExactly(
            "alone",
            "cache",
            "db",
            "dustyInternalNginx",
            "mail",
            "on-host",
            "shop",
            "two-addresses");
  }

  @Test
  void everythingIsAcceptedWhereAddressesAreIpv6() throws IOException {
    assertThat(read(everything().site(Site.at("::1", "fd00::1")))).isNotEmpty();
  }

  @Test
  void nginxAloneIsAccepted() throws IOException {
    assertThat(read(new Given().nginx())).isNotEmpty();
  }

  @Test
  void theSharedHostNamesReachTheContainer() throws IOException {
    Object hosts = readService(everything(), "shop").get("extra_hosts");
    assertThat(String.valueOf(hosts).replaceAll("[=:] ?", "="))
        .contains("local.shop.com=172.17.0.1", "raw.shop.com=172.17.0.1", "my.host=10.0.0.1");
  }

  @Test
  void theImagesEntrypointIsTakenAway() throws IOException {
    assertThat(readService(everything(), "shop").get("entrypoint")).isEqualTo(List.of());
  }

  @Test
  void overridesReachTheContainerAsTheyAre() throws IOException {
    List<String> values =
        List.of(
            "a b",
            "$HOME",
            "${HOME}",
            "$$",
            "$",
            "it's",
            "\"",
            "\\n",
            "a\nb",
            "#x",
            "a: b",
            "yes",
            "0755",
            "1.10",
            "22:22",
            "",
            " x ",
            "ä",
            "\ud83d\ude00",
            "\t",
            "{a}",
            "*a",
            "&a",
            "~",
            "null",
            "2001-12-14");
    Given given = new Given().app(app("web"));
    Map<String, String> expected = new HashMap<>();
    for (int i = 0; i < values.size(); i++) {
      given.override("web", "X" + i, values.get(i));
      // Both write '$' as '$$' again, as what they write is a Compose file.
      expected.put("X" + i, values.get(i).replace("$", "$$"));
    }
    assertThat(readService(given, "web").get("environment")).isEqualTo(expected);
  }

  @Test
  void whatTheUserWroteIsTheirsToInterpolate() throws IOException {
    Given given =
        new Given()
            .app(
                app("web").compose("environment", map("X", "${NO_SUCH_VARIABLE:-y}", "Z", "a$$b")));
    Map<Object, Object> environment =
        new HashMap<>((Map<?, ?>) Compiled.child(readService(given, "web"), "environment"));
    assertThat(environment).isEqualTo(Map.of("X", "y", "Z", "a$$b"));
  }

  @Test
  void anOddMountIsOneMount() throws IOException {
    Given given = new Given().app(app("web").repo("/src/a b'\"$x", "/m/a b'\"#${x}"));
    assertThat(String.valueOf(readService(given, "web").get("volumes")).replace("$$", "$"))
        .contains("/dusty_repos/localhost/src/a b'\"$x")
        .contains("/m/a b'\"#${x}");
  }
}
