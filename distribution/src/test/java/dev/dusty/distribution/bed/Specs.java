package dev.dusty.distribution.bed;

/** A specs repo whose apps run busybox. What is written is there for Dusty with {@link #commit}. */
public final class Specs {

  private final GitRemote remote;

  /** Starts with what the repo has. */
  public Specs(GitRemote remote) {
    this.remote = remote;
  }

  /** Returns where the repo is. */
  public GitRemote remote() {
    return remote;
  }

  /** Writes the YAML of an app. */
  public Specs app(String name, String yaml) {
    return write("apps", name, yaml);
  }

  /** Writes the YAML of a lib. */
  public Specs lib(String name, String yaml) {
    return write("libs", name, yaml);
  }

  /** Writes the YAML of a service. */
  public Specs service(String name, String yaml) {
    return write("services", name, yaml);
  }

  /** Writes a bundle. */
  public Specs bundle(String name, String... apps) {
    return write(
        "bundles", name, "description: For a test\napps: [" + String.join(", ", apps) + "]\n");
  }

  /**
   * Writes an app without a repo that answers HTTP requests for a host name on port 80.
   *
   * @param answer what it answers: letters, digits, spaces and dots
   */
  public Specs answering(String name, String hostName, String answer) {
    if (!answer.matches("[A-Za-z0-9 .]+")) {
      throw new IllegalArgumentException(answer);
    }
    return app(
        name,
        """
        image: busybox
        host_forwarding:
          - host_name: %s
            host_port: 80
            container_port: 8000
        commands:
          always:
            - mkdir -p /www
            - echo '%s' > /www/index.html
            - httpd -f -p 8000 -h /www
        compose:
          stop_signal: SIGKILL
        """
            .formatted(hostName, answer));
  }

  /**
   * Removes a spec; the folder is {@code apps}, {@code libs}, {@code services} or {@code bundles}.
   */
  public Specs remove(String folder, String name) {
    remote.remove(folder + "/" + name + ".yml");
    return this;
  }

  /** Commits and pushes what was written; returns this. */
  public Specs commit() {
    remote.commit("Change the specs");
    return this;
  }

  private Specs write(String folder, String name, String yaml) {
    remote.write(folder + "/" + name + ".yml", yaml);
    return this;
  }
}
