package dev.dusty.distribution.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dusty.distribution.bed.Containers;
import dev.dusty.distribution.bed.GitRemotes;
import dev.dusty.distribution.bed.Specs;
import dev.dusty.distribution.bed.Trial;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * An environment to change: the bundle {@code base} has the apps {@code image}, {@code late} and
 * {@code web}, each at a host name such as {@code web.test}, and {@code more} has {@code early}.
 */
final class ThreeApps implements AutoCloseable {

  /** What {@code image} runs, which may change while its name stays. */
  private static final String IMAGE = "dusty-test-again:latest";

  private final GitRemotes remotes = new GitRemotes();
  private final Specs specs = new Specs(remotes.create("specs"));
  private final Trial trial;
  private final Containers containers;
  private int round;

  private ThreeApps(Trial trial) {
    this.trial = trial;
    containers = new Containers(trial);
  }

  /** Sets a trial up for them; nothing runs yet. */
  static ThreeApps setUp(String compose) {
    ThreeApps apps = new ThreeApps(Trial.start());
    apps.trial.engine().docker("tag", "busybox:latest", IMAGE).orFail();
    apps.write();
    apps.trial.setUp(apps.specs.remote().fileUrl());
    apps.trial.dusty("config", "set", "compose_command", compose).orFail();
    return apps;
  }

  Trial trial() {
    return trial;
  }

  Containers containers() {
    return containers;
  }

  /** Brings the apps of the bundle {@code base} up, with the specs as they were at first. */
  void bringUp() {
    write();
    trial.dusty("bundles", "activate", "--only", "base").orFail();
    trial.up();
  }

  /** Gives the app {@code web} another environment; the copy of the specs has it. */
  void changeWeb() {
    specs.app("web", app("web", "busybox", "MODE: changed")).commit();
    trial.dusty("repos", "update").orFail();
  }

  /** Replaces the image of the app {@code image} by one with another environment. */
  void changeImage(String mode) {
    Path context = trial.folder().resolve("image");
    try {
      Files.createDirectories(context);
      Files.writeString(context.resolve("Dockerfile"), "FROM busybox\nENV MODE=" + mode + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    trial.engine().docker("build", "-q", "-t", IMAGE, context.toString()).orFail();
  }

  /** Fails where not just those that are named are other containers, or started anew. */
  void assertOnlyNew(Map<String, String> before, String... names) {
    Map<String, String> now = new TreeMap<>(containers.incarnations());
    Map<String, String> then = new TreeMap<>(before);
    for (String name : names) {
      assertThat(now.remove(name)).as(name).isNotNull().isNotEqualTo(then.remove(name));
    }
    assertThat(now).isEqualTo(then);
  }

  /** Returns the files that an {@code up} may write, with their texts. */
  Map<Path, String> files() {
    Map<Path, String> texts = new TreeMap<>();
    try (Stream<Path> all = Files.walk(trial.home())) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String path = trial.home().relativize(file).toString();
        if (!path.contains(".git/") && !path.startsWith("run/")) {
          texts.put(file, Files.readString(file));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return texts;
  }

  /** Returns the address to which nginx leads the requests for a host name. */
  String upstream(String host) {
    String config =
        files().entrySet().stream()
            .filter(file -> file.getKey().endsWith("dustyNginx.conf"))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElseThrow();
    String server = config.substring(config.indexOf("server_name " + host + ";"));
    return server.substring(server.indexOf("http://"), server.indexOf(";\n        }"));
  }

  @Override
  public void close() {
    trial.engine().docker("rmi", "-f", IMAGE);
    trial.close();
    remotes.close();
  }

  private void write() {
    specs
        .answering("late", "late.test", "late")
        .app("image", app("image", IMAGE, ""))
        .app("web", app("web", "busybox", "MODE: plain"))
        .answering("early", "early.test", "early")
        .bundle("base", "late", "image", "web")
        .bundle("more", "early");
    round++;
    specs.remote().commit("README", "round " + round + "\n");
  }

  private static String app(String name, String image, String environment) {
    return """
    image: %s
    host_forwarding:
      - {host_name: %s.test, host_port: 80, container_port: 8000}
    commands:
      always:
        - mkdir -p /www
        - echo "mode $MODE" > /www/index.html
        - httpd -f -p 8000 -h /www
    compose:
      environment: {%s}
      stop_signal: SIGKILL
    """
        .formatted(image, name, environment);
  }
}
