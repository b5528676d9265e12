package dev.dusty.daemon;

import dev.dusty.protocol.Message;
import dev.dusty.protocol.Terminal;
import dev.dusty.protocol.Wire;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The client's end of a connection. */
final class RawClient implements AutoCloseable {

  final SocketChannel channel;
  final OutputStream out;
  final InputStream in;

  RawClient(Path socket) throws IOException {
    channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    channel.connect(UnixDomainSocketAddress.of(socket));
    out = Channels.newOutputStream(channel);
    in = new BufferedInputStream(Channels.newInputStream(channel));
  }

  /** What was shown, and how it ended. */
  record Answer(String out, String err, Message last) {

    int code() {
      return ((Message.Exit) last).code();
    }
  }

  RawClient asks(String... argv) throws IOException {
    return asks(new Terminal(true, true, true, 100), argv);
  }

  RawClient asks(Terminal terminal, String... argv) throws IOException {
    Wire.greet(out, "1.2.3");
    Wire.write(out, new Message.Request(List.of(argv), "/", Map.of(), terminal));
    Wire.greeting(in);
    return this;
  }

  /** Reads to the end. */
  Answer answer() throws IOException {
    ByteArrayOutputStream shown = new ByteArrayOutputStream();
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    while (true) {
      Message message = Wire.read(in);
      if (message instanceof Message.Output output) {
        (output.error() ? errors : shown).write(output.bytes());
      } else {
        return new Answer(
            shown.toString(StandardCharsets.UTF_8),
            errors.toString(StandardCharsets.UTF_8),
            message);
      }
    }
  }

  /** Waits for the other side to close, and returns whether it did so without a word. */
  boolean isDropped() {
    try {
      return in.read() == -1;
    } catch (IOException e) {
      // Closed by the other side, with something of ours unread.
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
