package dev.dusty.distribution.bed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.stream.Stream;

/** Releases in a folder, with a key of their own, as {@code tools/release} makes them. */
public final class ReleaseFolder {

  private static final Path TOOL = Path.of("../tools/release").toAbsolutePath().normalize();

  private final Path folder;
  private final Path key;
  private final String publicKey;

  private ReleaseFolder(Path folder, Path key, String publicKey) {
    this.folder = folder;
    this.key = key;
    this.publicKey = publicKey;
  }

  /** Makes a key and no release yet. */
  public static ReleaseFolder in(Path parent) {
    Parts.requireCommand("openssl", "version");
    Path key = parent.resolve("key.pem");
    String made = Shell.run(parent, TOOL.toString(), "key", key.toString()).orFail().out();
    return new ReleaseFolder(
        parent.resolve("releases"), key, made.replaceAll("-----[A-Z ]+-----|\\s", ""));
  }

  /** Returns the folder. */
  public Path folder() {
    return folder;
  }

  /** Returns the public key, as the configuration takes it. */
  public String publicKey() {
    return publicKey;
  }

  /** Returns the archive of a release. */
  public Path archive(String version) {
    return folder.resolve(name(version));
  }

  /** Releases the installed Dusty under another version. */
  public ReleaseFolder release(String version) {
    return release(version, "");
  }

  /**
   * Releases the installed Dusty under another version.
   *
   * @param first lines of sh that its launcher begins with
   */
  public ReleaseFolder release(String version, String first) {
    Path work = Folders.make("release-");
    try {
      Path release = copyOfInstallation(work.resolve("dusty"));
      try (Stream<Path> caches = Files.list(release.resolve("lib"))) {
        for (Path cache : caches.filter(file -> file.toString().endsWith(".aot")).toList()) {
          Files.delete(cache);
        }
      }
      rename(release, version, first);
      return pack(version, work);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      Folders.delete(work);
    }
  }

  /** Releases something that is no more than a launcher. */
  public ReleaseFolder releaseLauncher(String version, String script) {
    Path work = Folders.make("release-");
    try {
      Path launcher = Files.createDirectories(work.resolve("dusty/bin")).resolve("dusty");
      Files.writeString(launcher, script);
      Shell.run(work, "chmod", "755", launcher.toString()).orFail();
      return pack(version, work);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      Folders.delete(work);
    }
  }

  /** Makes a copy of the installed Dusty. */
  public static Path copyOfInstallation(Path to) {
    Shell.run(Path.of("/"), "cp", "-a", Trial.installation().toString(), to.toString()).orFail();
    return to;
  }

  private static void rename(Path release, String version, String first) throws IOException {
    Path launcher = release.resolve("bin/dusty");
    String text =
        Files.readString(launcher)
            .replaceFirst("-Ddusty\\.version=\\S+", "-Ddusty.version=" + version)
            .replaceFirst("\n", Matcher.quoteReplacement("\n" + first + "\n"));
    Files.writeString(launcher, text);
    try (Stream<Path> jars = Files.list(release.resolve("lib"))) {
      Path core =
          jars.filter(jar -> String.valueOf(jar.getFileName()).startsWith("core-"))
              .findFirst()
              .orElseThrow();
      try (FileSystem jar = FileSystems.newFileSystem(core)) {
        Path properties = jar.getPath("dev/dusty/cli/build.properties");
        Files.writeString(
            properties,
            Files.readString(properties).replaceFirst("(?m)^version=.*$", "version=" + version));
      }
    }
  }

  private ReleaseFolder pack(String version, Path work) {
    Path archive = work.resolve(name(version));
    // The links in the runtime's folder of licences become files, as in the archive that is built.
    Shell.run(
            work,
            "tar",
            "--dereference",
            "--hard-dereference",
            "--use-compress-program=gzip -1",
            "-cf",
            archive.toString(),
            "dusty")
        .orFail();
    return sign(List.of(archive));
  }

  /** Signs what is in the folder now. */
  public ReleaseFolder sign() {
    return sign(List.of());
  }

  private ReleaseFolder sign(List<Path> archives) {
    List<String> argv =
        Stream.concat(
                Stream.of(TOOL.toString(), "folder", folder.toString(), key.toString()),
                archives.stream().map(Path::toString))
            .toList();
    Shell.run(Path.of("/"), argv.toArray(String[]::new)).orFail();
    return this;
  }

  private static String name(String version) {
    String arch = System.getProperty("os.arch").equals("aarch64") ? "aarch64" : "x64";
    return "dusty-" + version + "-linux-" + arch + ".tar.gz";
  }
}
