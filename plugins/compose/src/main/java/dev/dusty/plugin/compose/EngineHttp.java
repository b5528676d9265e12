package dev.dusty.plugin.compose;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import dev.dusty.api.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Requests to the Docker Engine that docker-java has no command for.
 *
 * @param calls how the engine is asked
 * @param client sends them
 */
record EngineHttp(EngineCalls calls, DockerHttpClient client) {

  private static final JsonMapper JSON = new JsonMapper();
  private static final int FIRST_ERROR = 400;
  private static final int NOT_FOUND = 404;

  /** What the engine says when it does not do what it was asked for. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;
    private final int status;

    Refused(int status, String message) {
      super(message);
      this.status = status;
    }

    boolean isNotFound() {
      return status == NOT_FOUND;
    }

    String reason() {
      return String.valueOf(getMessage());
    }
  }

  /** Returns a path with parameters behind it. */
  static String withQuery(String path, Map<String, String> parameters) {
    return path
        + "?"
        + parameters.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + encoded(entry.getValue()))
            .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /**
   * Sends a request; the caller closes the answer, of which all or nothing has to be read.
   *
   * @throws Refused if the engine answers with an error
   * @throws UserError if it cannot be reached
   */
  Response send(String method, String path, @Nullable InputStream body) throws Refused {
    Request.Builder request = Request.builder();
    request.method(method).path(path);
    if (body != null) {
      request.body(body).putHeader("Content-Type", "application/x-tar");
    }
    Response response;
    try {
      response = client.execute(request.build());
    } catch (RuntimeException e) {
      throw calls.failure(e);
    }
    if (response.getStatusCode() >= FIRST_ERROR) {
      try (response) {
        throw new Refused(response.getStatusCode(), message(response));
      }
    }
    return response;
  }

  /**
   * Returns the answer to a question.
   *
   * @param limit how long it may take
   * @throws UserError if the engine does not answer in time, or with an error
   */
  JsonNode get(String path, Duration limit) {
    return calls.ask(
        () -> {
          try (Response response = send("GET", path, null);
              InputStream body = response.getBody()) {
            return JSON.readTree(body);
          } catch (Refused e) {
            throw new UserError(
                "docker-failed",
                "the Docker Engine cannot answer: " + e.reason(),
                "see that 'docker system df' works");
          }
        },
        limit);
  }

  static JsonNode parse(byte[] json) throws IOException {
    return JSON.readTree(json);
  }

  private static String message(Response response) {
    try (InputStream body = response.getBody()) {
      String text = new String(body.readAllBytes(), StandardCharsets.UTF_8).strip();
      try {
        return JSON.readTree(text).path("message").asText(text);
      } catch (JsonProcessingException e) {
        return text;
      }
    } catch (IOException e) {
      return "HTTP status " + response.getStatusCode();
    }
  }
}
