package dev.dusty.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class WireTest {

  private static byte[] bytes(Message message) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Wire.write(out, message);
    return out.toByteArray();
  }

  private static Message read(byte... bytes) throws IOException {
    return Wire.read(new ByteArrayInputStream(bytes));
  }

  private static byte[] frame(int kind, int... numbers) {
    ByteBuffer frame = ByteBuffer.allocate(5 + 4 * numbers.length);
    frame.putInt(frame.capacity() - 4).put((byte) kind);
    Arrays.stream(numbers).forEach(frame::putInt);
    return frame.array();
  }

  @Property(tries = 300)
  void aMessageIsReadAsItWasWritten(@ForAll("messages") Message message) throws IOException {
    assertThat(read(bytes(message))).usingRecursiveComparison().isEqualTo(message);
  }

  @Property(tries = 300)
  void messagesInARowAreReadOneByOne(
      @ForAll("messages") Message first, @ForAll("messages") Message second) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Wire.write(out, first);
    Wire.write(out, second);
    InputStream in = new ByteArrayInputStream(out.toByteArray());
    assertThat(Wire.read(in)).usingRecursiveComparison().isEqualTo(first);
    assertThat(Wire.read(in)).usingRecursiveComparison().isEqualTo(second);
    assertThat(in.read()).isEqualTo(-1);
  }

  @Property(tries = 300)
  void aMessageThatIsCutOffIsTheEnd(
      @ForAll("messages") Message message, @ForAll @IntRange(max = 1 << 20) int at)
      throws IOException {
    byte[] whole = bytes(message);
    byte[] cut = Arrays.copyOf(whole, at % whole.length);
    assertThatThrownBy(() -> read(cut)).isInstanceOf(EOFException.class);
  }

  @Property(tries = 2000)
  void anyFrameIsAMessageOrRefused(
      @ForAll @IntRange(max = 14) int kind, @ForAll @Size(max = 60) byte[] content) {
    ByteBuffer frame = ByteBuffer.allocate(5 + content.length);
    frame.putInt(1 + content.length).put((byte) kind).put(content);
    Throwable thrown = catchThrowable(() -> read(frame.array()));
    assertThat(thrown == null || thrown instanceof IOException).as("%s", thrown).isTrue();
  }

  @Property(tries = 500)
  void anyBytesAreAGreetingOrRefused(@ForAll @Size(max = 60) byte[] bytes) {
    Throwable thrown = catchThrowable(() -> Wire.greeting(new ByteArrayInputStream(bytes)));
    assertThat(thrown).isInstanceOf(IOException.class);
  }

  @Test
  void aGreetingIsReadAsItWasWritten() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Wire.greet(out, "1.2.3");
    assertThat(Wire.greeting(new ByteArrayInputStream(out.toByteArray())))
        .isEqualTo(new Wire.Greeting(Wire.VERSION, "1.2.3"));
  }

  @Test
  void aGreetingWithALongReleaseIsRefused() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Wire.greet(out, "x".repeat(101));
    assertThatThrownBy(() -> Wire.greeting(new ByteArrayInputStream(out.toByteArray())))
        .isInstanceOf(IOException.class)
        .hasMessage("a text of 101 bytes");
  }

  @Test
  void aFrameThatIsTooLargeIsRefusedBeforeItIsRead() {
    InputStream in = new ByteArrayInputStream(new byte[] {0x7f, 0, 0, 0, 1, 'a', 'b'});
    assertThatThrownBy(() -> Wire.read(in)).isInstanceOf(IOException.class);
    assertThat(in).hasBinaryContent(new byte[] {1, 'a', 'b'});
  }

  @Test
  void countsWithoutContentTakeNeitherMemoryNorTime() {
    for (int count : new int[] {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, Wire.LARGEST}) {
      Assertions.assertTimeout(
          Duration.ofSeconds(1),
          () -> {
            assertThatThrownBy(() -> read(frame(5, count))).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> read(frame(5, 0, count))).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> read(frame(6, count))).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> read(frame(6, 0, 0, count))).isInstanceOf(IOException.class);
          });
    }
  }

  @Test
  void textsLongerThanTheirFrameAreRefused() {
    for (int length : new int[] {-1, 1, Wire.LARGEST, Integer.MAX_VALUE}) {
      assertThatThrownBy(() -> read(frame(4, length))).isInstanceOf(IOException.class);
    }
  }

  @Test
  void aMessageThatIsTooLargeIsNotWrittenAtAll() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] most = new byte[Wire.LARGEST - 1];
    Wire.write(out, new Message.Output(false, most));
    assertThat(read(out.toByteArray())).isInstanceOf(Message.Output.class);
    out.reset();
    assertThatThrownBy(() -> Wire.write(out, new Message.Output(false, new byte[Wire.LARGEST])))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("too large");
    assertThat(out.size()).isZero();
  }

  @Test
  void aWidthThatNoTerminalHasIsBroughtIntoBounds() throws IOException {
    byte[] request = bytes(new Message.Request(List.of(), "/", Map.of(), Terminal.NONE));
    ByteBuffer.wrap(request).putInt(request.length - 4, Integer.MAX_VALUE);
    assertThat(((Message.Request) read(request)).terminal().columns()).isEqualTo(1000);
    ByteBuffer.wrap(request).putInt(request.length - 4, -1);
    assertThat(((Message.Request) read(request)).terminal().columns()).isEqualTo(20);
  }

  /** Clients and daemons of other releases go by these bytes. */
  @Test
  void theGreetingOutputAndExitAreTheSameInAllVersions() throws IOException {
    ByteArrayOutputStream greeting = new ByteArrayOutputStream();
    Wire.greet(greeting, "1.0");
    assertThat(greeting.toByteArray())
        .containsExactly('D', 'S', 'T', 'Y', 0, Wire.VERSION, 0, 0, 0, 3, '1', '.', '0');
    assertThat(bytes(new Message.Output(false, new byte[] {'h', 'i'})))
        .containsExactly(0, 0, 0, 3, 1, 'h', 'i');
    assertThat(bytes(new Message.Output(true, new byte[] {'h', 'i'})))
        .containsExactly(0, 0, 0, 3, 2, 'h', 'i');
    assertThat(bytes(new Message.Exit(130))).containsExactly(0, 0, 0, 5, 3, 0, 0, 0, (byte) 130);
  }

  @Provide
  Arbitrary<Message> messages() {
    Arbitrary<String> texts =
        Arbitraries.oneOf(
            Arbitraries.strings().ofMaxLength(30).filter(WireTest::isUnicode),
            Arbitraries.of("", "\0", "a b", "\u2603", "\ud83d\udc33", "\n"));
    Arbitrary<List<String>> lists = texts.list().ofMaxSize(6);
    Arbitrary<Map<String, String>> maps = Arbitraries.maps(texts, texts).ofMaxSize(4);
    Arbitrary<Boolean> flags = Arbitraries.of(true, false);
    Arbitrary<Terminal> terminals =
        Combinators.combine(flags, flags, flags, Arbitraries.integers().between(20, 1000))
            .as(Terminal::new);
    return Arbitraries.oneOf(
        Combinators.combine(lists, texts, maps, terminals).as(Message.Request::new),
        texts.map(Message.Answer::new),
        Arbitraries.just(new Message.Cancel()),
        Combinators.combine(flags, Arbitraries.bytes().array(byte[].class).ofMaxSize(50))
            .as(Message.Output::new),
        texts.map(Message.Question::new),
        Combinators.combine(lists, maps).as(Message.Run::new),
        Combinators.combine(lists, maps).as(Message.RunFirst::new),
        texts.map(Message.Wanted::new),
        Combinators.combine(texts, Arbitraries.bytes().array(byte[].class).ofMaxSize(50))
            .as(Message.Piece::new),
        texts.map(Message.Unreadable::new),
        Arbitraries.integers().map(Message.Exit::new));
  }

  /** Half of a surrogate pair is no text. */
  private static boolean isUnicode(String text) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }
}
