package dev.dusty.daemon;

import dev.dusty.api.UserError;
import dev.dusty.command.GivenFile;
import dev.dusty.protocol.Message;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.UnaryOperator;

/** A file that the client reads, and sends piece by piece as it is asked for. */
final class ClientsFile extends InputStream {

  private final String name;
  private final UnaryOperator<Message> client;
  private byte[] piece = new byte[0];
  private int at;
  private boolean ended;

  /**
   * Creates it; nothing is read yet.
   *
   * @param name the file as it was typed
   * @param client asks the client, and waits for the answer
   */
  ClientsFile(String name, UnaryOperator<Message> client) {
    this.name = name;
    this.client = client;
  }

  /**
   * Asks for the first piece.
   *
   * @throws UserError if the client cannot read the file
   */
  GivenFile open() {
    return switch (client.apply(new Message.Wanted(name))) {
      case Message.Piece first -> {
        take(first);
        yield new GivenFile(mode(first.mode()), this);
      }
      case Message.Unreadable(String reason) ->
          throw new UserError(
              "file-unreadable",
              "'%s' cannot be read: %s".formatted(name, reason),
              "give a file that you may read, or - for standard input");
      default -> throw new CancellationException("the client answers something else");
    };
  }

  private static Optional<Set<PosixFilePermission>> mode(String mode) {
    try {
      return Optional.of(PosixFilePermissions.fromString(mode));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private void take(Message.Piece next) {
    piece = next.bytes();
    at = 0;
    ended = piece.length == 0;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int start, int length) throws IOException {
    if (at == piece.length && !ended) {
      switch (client.apply(new Message.Wanted(name))) {
        case Message.Piece next -> take(next);
        case Message.Unreadable(String reason) ->
            throw new IOException("'%s' cannot be read any more: %s".formatted(name, reason));
        default -> throw new CancellationException("the client answers something else");
      }
    }
    if (ended) {
      return -1;
    }
    int count = Math.min(length, piece.length - at);
    System.arraycopy(piece, at, bytes, start, count);
    at += count;
    return count;
  }
}
