package dev.dusty.daemon;

import dev.dusty.api.UserError;
import dev.dusty.api.step.HostUser;
import dev.dusty.command.Dusty;
import dev.dusty.command.ExitCode;
import dev.dusty.protocol.Message;
import dev.dusty.protocol.Wire;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channel;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Serves clients, each in a virtual thread of its own. */
final class Server {

  private static final int MOST_CLIENTS = 1000;
  private static final int PAUSE_MILLIS = 100;

  private final Dusty dusty;
  private final Access access;
  private final CommandRunner runner;
  private final Log log;
  private final Patience patience;
  private volatile Runnable succeeded = () -> {};
  private final Semaphore places = new Semaphore(MOST_CLIENTS);
  private final Set<Session> sessions = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "clock");
            thread.setDaemon(true);
            return thread;
          });

  Server(Dusty dusty, Access access, CommandRunner runner, Log log, Patience patience) {
    this.dusty = dusty;
    this.access = access;
    this.runner = runner;
    this.log = log;
    this.patience = patience;
  }

  /**
   * Serves until the channel is closed; then cancels what runs and waits until it has put things
   * back.
   */
  void serve(ServerSocketChannel channel) throws IOException {
    succeeded = () -> close(channel);
    try {
      while (true) {
        SocketChannel client = accept(channel);
        if (places.tryAcquire()) {
          threads.execute(() -> serveAndClose(client));
        } else {
          client.close();
          log.warning("a client was sent away: there are %,d already".formatted(MOST_CLIENTS));
        }
      }
    } catch (ClosedChannelException e) {
      log.info("stopping");
    }
    sessions.forEach(Session::stop);
    threads.shutdown();
    try {
      if (!threads.awaitTermination(patience.farewell().toMillis(), TimeUnit.MILLISECONDS)) {
        log.warning("a command did not end; the next start puts back what it did");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for a client; where no more files can be opened, until some of them are closed. */
  private SocketChannel accept(ServerSocketChannel channel) throws ClosedChannelException {
    while (true) {
      try {
        return channel.accept();
      } catch (ClosedChannelException e) {
        throw e;
      } catch (IOException e) {
        log.warning("a client cannot be served: " + e.getMessage());
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS));
      }
    }
  }

  private void serveAndClose(SocketChannel client) {
    ScheduledFuture<?> watch =
        clock.schedule(() -> close(client), patience.greeting().toMillis(), TimeUnit.MILLISECONDS);
    try (client) {
      serve(client, watch);
    } catch (IOException e) {
      // It sent rubbish, or went away: its own business.
    } catch (RuntimeException | Error e) {
      log.bug("a client's command failed", e);
    } finally {
      watch.cancel(false);
      places.release();
    }
  }

  private void serve(SocketChannel client, ScheduledFuture<?> watch) throws IOException {
    InputStream in = new BufferedInputStream(Channels.newInputStream(client));
    OutputStream out = Channels.newOutputStream(client);
    Wire.Greeting greeting = Wire.greeting(in);
    Wire.greet(out, dusty.version());
    if (greeting.version() != Wire.VERSION) {
      refuse(
          out,
          "this client is Dusty %s and the daemon is %s; they do not understand each other"
              .formatted(greeting.release(), dusty.version()),
          "install one release for both, and restart the daemon");
      return;
    }
    if (!(Wire.read(in) instanceof Message.Request request)
        || !request.folder().startsWith("/")
        || request.folder().indexOf('\0') >= 0) {
      return;
    }
    watch.cancel(false);
    Optional<HostUser> user = allowed(client, out);
    if (user.isPresent()) {
      Outbox outbox = new Outbox(out, patience.reading());
      run(in, new Session(user.get(), greeting.release(), request, outbox), request);
      if (dusty.succession().isDue()) {
        succeeded.run();
      }
    }
  }

  /** Returns who asks; empty if they may not, which they are told. */
  private Optional<HostUser> allowed(SocketChannel client, OutputStream out) throws IOException {
    try {
      HostUser user = Peer.of(client, dusty.accounts());
      if (access.isOpenTo(user, dusty.configFile().readLeniently())) {
        return Optional.of(user);
      }
      refuse(
          out,
          "user '%s' may not use this Dusty".formatted(user.name()),
          "ask root to add you to the group 'dusty', or to run 'dusty setup' for you");
    } catch (IOException | UserError e) {
      log.warning("who asks cannot be found out: " + e.getMessage());
      refuse(
          out,
          "who you are cannot be found out: " + e.getMessage(),
          "see whether 'getent passwd' and 'id' know you");
    }
    return Optional.empty();
  }

  private void run(InputStream in, Session session, Message.Request request) {
    sessions.add(session);
    Thread listener = Thread.ofVirtual().start(() -> listen(in, session));
    int code = ExitCode.FAILED;
    try {
      code = runner.run(dusty, session, request.argv());
    } catch (RuntimeException | Error e) {
      log.bug("'dusty " + String.join(" ", request.argv()) + "' failed", e);
      session.console().error("something went wrong that should not: " + e, "see the daemon's log");
    } finally {
      sessions.remove(session);
      session.end(code);
      listener.interrupt();
    }
  }

  /** A client that goes away cancels its command. */
  private static void listen(InputStream in, Session session) {
    try {
      while (true) {
        session.hear(Wire.read(in));
      }
    } catch (IOException e) {
      session.cancel();
    }
  }

  private static void refuse(OutputStream out, String problem, String remedy) throws IOException {
    String text = "dusty: " + problem + "\n" + remedy + "\n";
    Wire.write(out, new Message.Output(true, text.getBytes(StandardCharsets.UTF_8)));
    Wire.write(out, new Message.Exit(ExitCode.FAILED));
  }

  private static void close(Channel client) {
    try {
      client.close();
    } catch (IOException e) {
      // It is closed all the same.
    }
  }
}
