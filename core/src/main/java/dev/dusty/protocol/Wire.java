package dev.dusty.protocol;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The bytes on the socket. Each side begins with a greeting: four bytes {@code DSTY}, the
 * protocol's version in two, and its release as text. Then frames: length in four bytes, a byte for
 * the kind, and the fields in their order; texts with their length in four bytes, as UTF-8. Numbers
 * are big endian.
 *
 * <p>A format of our own, and not JSON, because the client is a process for each command and
 * loading a JSON library takes longer than everything else that it does. The greeting, {@link
 * Message.Output} and {@link Message.Exit} stay the same in all versions, so that each can tell the
 * other what to install.
 */
public final class Wire {

  /** The version of what follows the greeting. */
  public static final int VERSION = 1;

  /** The largest frame in bytes. */
  public static final int LARGEST = 1 << 20;

  private static final int MAGIC = 0x44535459;
  private static final int LONGEST_RELEASE = 100;

  private Wire() {}

  /** What the other side said of itself. */
  public record Greeting(int version, String release) {}

  /** Writes the greeting. */
  public static void greet(OutputStream out, String release) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream data = new DataOutputStream(bytes);
    data.writeInt(MAGIC);
    data.writeShort(VERSION);
    writeText(data, release);
    out.write(bytes.toByteArray());
  }

  /**
   * Reads the greeting.
   *
   * @throws IOException if the other side is no Dusty
   */
  public static Greeting greeting(InputStream in) throws IOException {
    DataInputStream data = new DataInputStream(in);
    if (data.readInt() != MAGIC) {
      throw new IOException("the other side is no Dusty");
    }
    int version = data.readUnsignedShort();
    return new Greeting(version, readText(data, LONGEST_RELEASE));
  }

  /** Writes a message in one piece. */
  public static void write(OutputStream out, Message message) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream data = new DataOutputStream(bytes);
    data.writeInt(0);
    switch (message) {
      case Message.Output(boolean error, byte[] text) -> {
        data.writeByte(error ? Kind.ERRORS : Kind.OUTPUT);
        data.write(text);
      }
      case Message.Exit(int code) -> {
        data.writeByte(Kind.EXIT);
        data.writeInt(code);
      }
      case Message.Question(String text) -> {
        data.writeByte(Kind.QUESTION);
        writeText(data, text);
      }
      case Message.Run(List<String> argv, Map<String, String> environment) -> {
        data.writeByte(Kind.RUN);
        writeTexts(data, argv);
        writeMap(data, environment);
      }
      case Message.RunFirst(List<String> argv, Map<String, String> environment) -> {
        data.writeByte(Kind.RUN_FIRST);
        writeTexts(data, argv);
        writeMap(data, environment);
      }
      case Message.Wanted(String file) -> {
        data.writeByte(Kind.WANTED);
        writeText(data, file);
      }
      case Message.Piece(String mode, byte[] piece) -> {
        data.writeByte(Kind.PIECE);
        writeText(data, mode);
        data.write(piece);
      }
      case Message.Unreadable(String reason) -> {
        data.writeByte(Kind.UNREADABLE);
        writeText(data, reason);
      }
      case Message.Request request -> {
        data.writeByte(Kind.REQUEST);
        writeTexts(data, request.argv());
        writeText(data, request.folder());
        writeMap(data, request.environment());
        data.writeBoolean(request.terminal().input());
        data.writeBoolean(request.terminal().output());
        data.writeBoolean(request.terminal().errors());
        data.writeInt(request.terminal().columns());
      }
      case Message.Answer(String line) -> {
        data.writeByte(Kind.ANSWER);
        writeText(data, line);
      }
      case Message.Cancel() -> data.writeByte(Kind.CANCEL);
    }
    byte[] frame = bytes.toByteArray();
    int length = frame.length - Integer.BYTES;
    if (length > LARGEST) {
      throw new IOException("a message of %,d bytes is too large".formatted(length));
    }
    frame[0] = (byte) (length >>> 24);
    frame[1] = (byte) (length >>> 16);
    frame[2] = (byte) (length >>> 8);
    frame[3] = (byte) length;
    out.write(frame);
  }

  /**
   * Reads a message.
   *
   * @throws EOFException if the other side has gone, between messages or in the middle of one
   * @throws IOException if it is no message, or too large a one
   */
  public static Message read(InputStream in) throws IOException {
    int length = new DataInputStream(in).readInt();
    if (length < 1 || length > LARGEST) {
      throw new IOException("a message of %,d bytes".formatted(length));
    }
    byte[] frame = in.readNBytes(length);
    if (frame.length < length) {
      throw new EOFException("the other side has gone in the middle of a message");
    }
    DataInputStream data = new DataInputStream(new ByteArrayInputStream(frame));
    int kind = data.readByte();
    return switch (kind) {
      case Kind.OUTPUT -> new Message.Output(false, data.readAllBytes());
      case Kind.ERRORS -> new Message.Output(true, data.readAllBytes());
      case Kind.EXIT -> new Message.Exit(data.readInt());
      case Kind.QUESTION -> new Message.Question(readText(data, LARGEST));
      case Kind.RUN -> new Message.Run(readTexts(data), readMap(data));
      case Kind.RUN_FIRST -> new Message.RunFirst(readTexts(data), readMap(data));
      case Kind.WANTED -> new Message.Wanted(readText(data, LARGEST));
      case Kind.PIECE -> new Message.Piece(readText(data, LARGEST), data.readAllBytes());
      case Kind.UNREADABLE -> new Message.Unreadable(readText(data, LARGEST));
      case Kind.REQUEST ->
          new Message.Request(
              readTexts(data), readText(data, LARGEST), readMap(data), readTerminal(data));
      case Kind.ANSWER -> new Message.Answer(readText(data, LARGEST));
      case Kind.CANCEL -> new Message.Cancel();
      default -> throw new IOException("a message of unknown kind " + kind);
    };
  }

  /** The byte for each kind of message. */
  private static final class Kind {
    static final int OUTPUT = 1;
    static final int ERRORS = 2;
    static final int EXIT = 3;
    static final int QUESTION = 4;
    static final int RUN = 5;
    static final int REQUEST = 6;
    static final int ANSWER = 7;
    static final int CANCEL = 8;
    static final int RUN_FIRST = 9;
    static final int WANTED = 10;
    static final int PIECE = 11;
    static final int UNREADABLE = 12;
  }

  private static Terminal readTerminal(DataInputStream data) throws IOException {
    return new Terminal(data.readBoolean(), data.readBoolean(), data.readBoolean(), data.readInt());
  }

  private static void writeText(DataOutputStream data, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    data.writeInt(bytes.length);
    data.write(bytes);
  }

  private static String readText(DataInputStream data, int longest) throws IOException {
    int length = data.readInt();
    if (length < 0 || length > longest) {
      throw new IOException("a text of %,d bytes".formatted(length));
    }
    byte[] bytes = data.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("a text that ends early");
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static void writeTexts(DataOutputStream data, List<String> texts) throws IOException {
    data.writeInt(texts.size());
    for (String text : texts) {
      writeText(data, text);
    }
  }

  private static List<String> readTexts(DataInputStream data) throws IOException {
    int count = readCount(data);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      texts.add(readText(data, LARGEST));
    }
    return texts;
  }

  /** Each thing that is counted has at least its length. */
  private static int readCount(DataInputStream data) throws IOException {
    int count = data.readInt();
    if (count < 0 || count > LARGEST / Integer.BYTES) {
      throw new IOException("a list of %,d texts".formatted(count));
    }
    return count;
  }

  private static void writeMap(DataOutputStream data, Map<String, String> map) throws IOException {
    data.writeInt(map.size());
    for (Map.Entry<String, String> entry : map.entrySet()) {
      writeText(data, entry.getKey());
      writeText(data, entry.getValue());
    }
  }

  private static Map<String, String> readMap(DataInputStream data) throws IOException {
    int count = readCount(data);
    Map<String, String> map = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      String key = readText(data, LARGEST);
      map.put(key, readText(data, LARGEST));
    }
    return map;
  }
}
