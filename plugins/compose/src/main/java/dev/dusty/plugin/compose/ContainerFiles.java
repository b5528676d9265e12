package dev.dusty.plugin.compose;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import dev.dusty.api.run.FileKind;
import dev.dusty.plugin.compose.EngineHttp.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * Files of containers, running or not, as the engine hands them out and takes them: in tar
 * archives.
 *
 * @param http asks the engine
 */
record ContainerFiles(EngineHttp http) {

  private static final String STAT = "X-Docker-Container-Path-Stat";

  // Bits of Go's FileMode.
  private static final long FOLDER = 1L << 31;
  private static final long LINK = 1L << 27;

  /**
   * What is at a path.
   *
   * @param isFolder whether it is a folder
   * @param linkTarget where it leads, if it is a symbolic link
   */
  record Stat(boolean isFolder, Optional<String> linkTarget) {}

  /**
   * A file or folder as an archive, whose first entry is that file or folder itself.
   *
   * @param stat what it is
   */
  record Content(Stat stat, Response response) implements AutoCloseable {

    InputStream archive() {
      return response.getBody();
    }

    @Override
    public void close() {
      response.close();
    }
  }

  /** Returns what is at a path, without following it if it is a link; empty for nothing. */
  Optional<Stat> stat(String container, String path) throws IOException, Refused {
    try (Response response = http.send("HEAD", archive(container, Map.of("path", path)), null)) {
      return Optional.of(stat(response));
    } catch (Refused e) {
      if (e.isNotFound()) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Returns the kind of what is at a path. */
  FileKind kind(String container, String path) throws IOException {
    try {
      return stat(container, path)
          .map(stat -> stat.isFolder() ? FileKind.FOLDER : FileKind.FILE)
          .orElse(FileKind.NOTHING);
    } catch (Refused e) {
      return FileKind.UNKNOWN;
    }
  }

  /** Returns what is at a path, for the caller to close. */
  Content read(String container, String path) throws IOException, Refused {
    Response response = http.send("GET", archive(container, Map.of("path", path)), null);
    try {
      return new Content(stat(response), response);
    } catch (IOException e) {
      response.close();
      throw e;
    }
  }

  /**
   * Unpacks an archive in a folder, with the owners that it has. No folder there is replaced by a
   * file, and the other way round.
   */
  void write(String container, String folder, InputStream archive) throws Refused {
    Map<String, String> query = Map.of("path", folder, "noOverwriteDirNonDir", "true");
    http.send("PUT", archive(container, query), archive).close();
  }

  private static String archive(String container, Map<String, String> query) {
    return EngineHttp.withQuery("/containers/" + container + "/archive", query);
  }

  private static Stat stat(Response response) throws IOException {
    String header = response.getHeader(STAT);
    if (header == null) {
      throw new IOException("the Docker Engine does not tell what it has at a path");
    }
    JsonNode stat = EngineHttp.parse(Base64.getDecoder().decode(header));
    long mode = stat.path("mode").asLong();
    return new Stat(
        (mode & FOLDER) != 0,
        (mode & LINK) == 0 ? Optional.empty() : Optional.of(stat.path("linkTarget").asText()));
  }
}
