package dev.dusty.upgrade;

import dev.dusty.api.UserError;
import dev.dusty.api.step.Cancellation;
import dev.dusty.config.FullDisk;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;

/**
 * Releases on a web server: by HTTPS, and by HTTP from this computer alone.
 *
 * @param base the folder's URL, which ends in a slash
 */
record WebSource(URI base) implements ReleaseSource {

  private static final Duration CONNECT = Duration.ofSeconds(20);
  private static final Duration STANDSTILL = Duration.ofSeconds(60);
  private static final Duration LONGEST = Duration.ofMinutes(60);
  private static final int MOST_REDIRECTS = 5;
  private static final int POLL_MILLIS = 100;
  private static final int OK = 200;

  WebSource {
    check(base);
  }

  @Override
  public void fetch(String name, Path to, long most, Cancellation cancellation, LongConsumer sofar)
      throws IOException {
    try (HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build()) {
      try {
        fetch(client, base.resolve(name), to, most, cancellation, sofar);
      } finally {
        // Otherwise closing it waits for what was given up.
        client.shutdownNow();
      }
    }
  }

  /** Redirects are followed here, as each place has to be one that may be used. */
  private static void fetch(
      HttpClient client,
      URI from,
      Path to,
      long most,
      Cancellation cancellation,
      LongConsumer sofar)
      throws IOException {
    URI uri = from;
    for (int i = 0; i <= MOST_REDIRECTS; i++) {
      HttpRequest request =
          HttpRequest.newBuilder(uri).timeout(STANDSTILL).header("User-Agent", "dusty").build();
      HttpResponse<Path> response =
          await(
              client.sendAsync(
                  request,
                  answer ->
                      answer.statusCode() == OK
                          ? BodySubscribers.limiting(BodySubscribers.ofFile(to), most)
                          : BodySubscribers.replacing(to)),
              uri,
              to,
              cancellation,
              sofar);
      if (response.statusCode() == OK) {
        return;
      }
      Optional<String> next = response.headers().firstValue("Location");
      if (response.statusCode() / 100 != 3 || next.isEmpty()) {
        throw ReleaseSource.failure(uri.toString(), "the server answers " + response.statusCode());
      }
      uri = next(uri, next.get());
    }
    throw ReleaseSource.failure(from.toString(), "it leads on and on");
  }

  private static URI next(URI from, String location) {
    try {
      URI next = from.resolve(location);
      check(next);
      return next;
    } catch (IllegalArgumentException e) {
      throw ReleaseSource.failure(from.toString(), "it leads to '" + location + "'");
    }
  }

  private static <T> T await(
      CompletableFuture<T> answer, URI uri, Path to, Cancellation cancellation, LongConsumer sofar)
      throws IOException {
    long start = System.nanoTime();
    long grown = start;
    long size = 0;
    try {
      while (true) {
        try {
          return answer.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
          cancellation.check();
        }
        long now = System.nanoTime();
        long present = Files.exists(to) ? Files.size(to) : 0;
        if (present != size) {
          size = present;
          grown = now;
          sofar.accept(size);
        } else if (now - grown > STANDSTILL.toNanos()) {
          throw ReleaseSource.failure(
              uri.toString(), "nothing came for %d s".formatted(STANDSTILL.toSeconds()));
        }
        if (now - start > LONGEST.toNanos()) {
          throw ReleaseSource.failure(
              uri.toString(), "it takes longer than %d min".formatted(LONGEST.toMinutes()));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException();
    } catch (ExecutionException e) {
      throw failure(uri, e);
    } finally {
      answer.cancel(true);
    }
  }

  private static UserError failure(URI uri, ExecutionException failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    Optional<UserError> full =
        cause instanceof IOException io ? FullDisk.of(io, "") : Optional.empty();
    String reason =
        cause instanceof ConnectException
            ? "nobody answers there"
            : cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    return full.orElseGet(() -> ReleaseSource.failure(uri.toString(), reason));
  }

  /** What anybody on the way could answer is not asked. */
  private static void check(URI uri) {
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    String host = String.valueOf(uri.getHost());
    if (uri.getHost() == null
        || !(scheme.equals("https") || (scheme.equals("http") && isHere(host)))) {
      throw new UserError(
          "release-source",
          "releases are not fetched from '" + uri + "'",
          "use a folder, or a URL with https://");
    }
  }

  private static boolean isHere(String host) {
    if (host.equals("localhost")) {
      return true;
    }
    try {
      return InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", "")).isLoopbackAddress();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  @Override
  public String toString() {
    return base.toString();
  }
}
