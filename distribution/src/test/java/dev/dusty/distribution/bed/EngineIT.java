package dev.dusty.distribution.bed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineIT {

  private static final Path TOOLS = Path.of("..", "tools").toAbsolutePath().normalize();

  @TempDir Path folder;

  private static String published(Engine engine, String address) {
    return engine
        .docker(
            "run", "-d", "-p", address + ":8080:80", "nginx:stable", "nginx", "-g", "daemon off;")
        .orFail()
        .out()
        .strip();
  }

  /** What this computer has of an engine: links, mounts, firewall rules, processes and sockets. */
  private static List<String> traces(Engine engine) {
    String run = runFolder(engine);
    String number = run.substring(run.lastIndexOf('e') + 1);
    String script =
        """
        ip -o -4 address show
        cut -d ' ' -f 2 /proc/mounts
        iptables-save
        for pid in /proc/[0-9]*; do tr '\\0' ' ' <$pid/cmdline; echo; done 2>/dev/null
        ls -d /run/dusty-e*
        """;
    Pattern own =
        Pattern.compile(
            "10\\.21[34]\\.%s\\.|dusty-e%1$s\\b|%s/".formatted(number, engine.folder()));
    return Shell.run(Path.of("/"), "sh", "-c", script)
        .out()
        .lines()
        .filter(own.asPredicate())
        .toList();
  }

  @Test
  void itsContainersAnswerOnALoopbackAddressUntilItIsCleared() {
    Engine engine = Engine.get();
    published(engine, "127.77.0.1");
    Web web = new Web("127.77.0.1", 8080);
    assertThat(web.await("any", "/", 200, Duration.ofSeconds(10)).body())
        .isEqualTo("nginx works\n");
    engine.clear();
    assertThat(engine.docker("ps", "-a", "-q").out()).isEmpty();
    assertThat(web.listens()).isFalse();
  }

  @Test
  void nginxTakesStreamsAndReloadsThem() throws Exception {
    Engine engine = Engine.get();
    Path config = folder.resolve("nginx.conf");
    String text = "events {}\nstream { server { listen 80; return one; } }\n";
    Files.writeString(config, text);
    engine
        .docker(
            "run",
            "-d",
            "--name",
            "streams",
            "-p",
            "127.77.0.2:8080:80",
            "-v",
            folder + ":/conf",
            "nginx:stable",
            "nginx",
            "-c",
            "/conf/nginx.conf",
            "-g",
            "daemon off;")
        .orFail();
    Web web = new Web("127.77.0.2", 8080);
    Wait.until("an answer", Duration.ofSeconds(10), () -> web.talk("", "one").equals("one"));
    Files.writeString(config, text.replace("one", "two"));
    engine.docker("exec", "streams", "nginx", "-t", "-c", "/conf/nginx.conf").orFail();
    engine.docker("kill", "-s", "HUP", "streams").orFail();
    Wait.until("another one", Duration.ofSeconds(10), () -> web.talk("", "two").equals("two"));
    engine.clear();
  }

  @Test
  void anEngineThatWasKilledIsStartedAgainWithItsImages() {
    Engine.get();
    Engine engine = Engine.start("0");
    published(engine, "127.77.0.3");
    String pid =
        Shell.run(engine.folder(), "sh", "-c", "cat " + runFolder(engine) + "/docker.pid").out();
    Shell.run(engine.folder(), "kill", "-9", pid.strip()).orFail();
    Shell.run(TOOLS, "./engine", "start", engine.folder().toString()).orFail();
    assertThat(engine.docker("run", "--rm", "busybox", "echo", "hello").out()).isEqualTo("hello\n");
    assertThat(engine.docker("ps", "-q").out()).isEmpty();
    engine.stop();
  }

  @Test
  void nothingIsLeftOfAnEngineThatWasStopped() {
    Engine.get();
    Engine engine = Engine.start("0");
    engine.docker("network", "create", "more").orFail();
    engine.docker("run", "-d", "--network", "more", "busybox", "sleep", "60").orFail();
    assertThat(traces(engine)).hasSizeGreaterThan(10);
    engine.stop();
    assertThat(traces(engine)).isEmpty();
  }

  @Test
  void startingItTwiceStartsItOnce() {
    Engine engine = Engine.get();
    String id = engine.docker("info", "-f", "{{.ID}}").orFail().out();
    String container = published(engine, "127.77.0.4");
    Shell.run(TOOLS, Map.of(), List.of("./engine", "start", engine.folder().toString())).orFail();
    assertThat(engine.docker("info", "-f", "{{.ID}}").out()).isEqualTo(id);
    assertThat(engine.docker("ps", "-q", "--no-trunc").out().strip()).isEqualTo(container);
    engine.clear();
  }

  private static String runFolder(Engine engine) {
    String host = engine.environment().getOrDefault("DOCKER_HOST", "");
    return host.replace("unix://", "").replace("/docker.sock", "");
  }
}
