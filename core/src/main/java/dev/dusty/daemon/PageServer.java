package dev.dusty.daemon;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.dusty.api.UserError;
import dev.dusty.api.compile.AppPages;
import dev.dusty.command.AppPage;
import dev.dusty.command.AppPage.Shown;
import dev.dusty.command.Dusty;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * Answers the pages that nginx shows for apps that do not answer; see {@link AppPages}. Any program
 * in a browser can ask a server on the loopback address, so that only a page of an active app is
 * answered, and only about that app; the {@code Host} header is checked too, as a name that leads
 * here must not make another page one of ours (DNS rebinding).
 */
final class PageServer implements AutoCloseable {

  private static final int NO_CONTENT = 204;
  private static final int FORBIDDEN = 403;
  private static final int WRONG_METHOD = 405;
  private static final int NOT_NOW = 503;
  private static final int HIGHEST_PORT = 65535;

  /** Many open pages cost the engine no more than these. */
  private static final int MOST_AT_ONCE = 2;

  /** Where to look what a page may show. */
  @FunctionalInterface
  interface Source {
    /** Returns what a page of this origin shows; empty if it is none of ours. */
    Optional<Shown> of(String origin) throws IOException;
  }

  private final HttpServer server;
  private final Source source;
  private final Log log;
  private final Semaphore places = new Semaphore(MOST_AT_ONCE);

  private PageServer(HttpServer server, Source source, Log log) {
    this.server = server;
    this.source = source;
    this.log = log;
  }

  /** Starts one at the configured port; none, with a warning, if that is not to be had. */
  static Optional<PageServer> start(Dusty dusty, Log log) {
    String configured = dusty.configFile().readLeniently().value(AppPages.PORT.name()).orElse("");
    String written = configured.isEmpty() ? AppPages.PORT.defaultValue() : configured;
    try {
      int port = Integer.parseInt(written);
      if (port == 0) {
        return Optional.empty();
      }
      if (port < 0 || port > HIGHEST_PORT) {
        throw new IOException("there is no such port");
      }
      return Optional.of(at(port, new AppPage(dusty)::of, log));
    } catch (IOException | NumberFormatException e) {
      log.warning(
          "pages of apps that do not answer show no log: port %s of 127.0.0.1: %s; another one: dusty config set %s PORT, and restart this daemon"
              .formatted(written, e.getMessage(), AppPages.PORT.name()));
      return Optional.empty();
    }
  }

  /** Starts one at a port of the loopback address; 0 for any. */
  static PageServer at(int port, Source source, Log log) throws IOException {
    HttpServer server =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), 0);
    PageServer pages = new PageServer(server, source, log);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", pages::answer);
    server.start();
    return pages;
  }

  int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String origin = exchange.getRequestHeaders().getFirst("Origin");
      if (origin == null || !isForUs(exchange)) {
        exchange.sendResponseHeaders(FORBIDDEN, -1);
      } else {
        answer(exchange, origin);
      }
    } catch (RuntimeException e) {
      log.bug("a page of an app cannot be answered", e);
    }
  }

  private void answer(HttpExchange exchange, String origin) throws IOException {
    Optional<Shown> shown;
    try {
      shown = shown(origin);
    } catch (UserError e) {
      // As while specs are being edited; the page asks again.
      exchange.sendResponseHeaders(NOT_NOW, -1);
      return;
    }
    if (shown.isEmpty()) {
      exchange.sendResponseHeaders(FORBIDDEN, -1);
      return;
    }
    allow(exchange.getResponseHeaders(), origin);
    switch (exchange.getRequestMethod()) {
      case "GET" -> send(exchange, shown.get());
      case "OPTIONS" -> exchange.sendResponseHeaders(NO_CONTENT, -1);
      default -> exchange.sendResponseHeaders(WRONG_METHOD, -1);
    }
  }

  private boolean isForUs(HttpExchange exchange) {
    String host = exchange.getRequestHeaders().getFirst("Host");
    return exchange.getRequestURI().getPath().equals("/app")
        && (("127.0.0.1:" + port()).equals(host) || ("localhost:" + port()).equals(host));
  }

  private Optional<Shown> shown(String origin) throws IOException {
    places.acquireUninterruptibly();
    try {
      return source.of(origin);
    } finally {
      places.release();
    }
  }

  private static void allow(Headers headers, String origin) {
    headers.set("Access-Control-Allow-Origin", origin);
    headers.set("Vary", "Origin");
    // Browsers ask before a page of a virtual machine's address may ask this computer.
    headers.set("Access-Control-Allow-Private-Network", "true");
    headers.set("Cache-Control", "no-store");
  }

  private static void send(HttpExchange exchange, Shown shown) throws IOException {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("app", shown.app());
    fields.put("state", shown.state());
    fields.put("health", shown.health());
    fields.put("log", shown.log());
    byte[] body = new ObjectMapper().writeValueAsBytes(fields);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
  }
}
