package dev.dusty.testkit;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * What a class file refers to: the fields and methods in its constant pool (Java Virtual Machine
 * Specification, 4.4). Whatever its code can call is there, what lambdas and method references lead
 * to included.
 *
 * @param references in the order of the pool
 */
record ClassFile(List<Reference> references) {

  /**
   * A field or method.
   *
   * @param owner the class, as {@code java.lang.System}
   * @param member its name
   */
  record Reference(String owner, String member) {
    @Override
    public String toString() {
      return owner + "." + member;
    }
  }

  private static final int MAGIC = 0xCAFEBABE;

  /** An entry of the pool: its tag, and two indexes or a text. */
  private record Entry(int tag, int first, int second, String text) {}

  static ClassFile read(InputStream in) throws IOException {
    DataInputStream data = new DataInputStream(in);
    if (data.readInt() != MAGIC) {
      throw new IOException("not a class file");
    }
    data.readInt(); // the version
    Entry[] pool = new Entry[data.readUnsignedShort()];
    for (int i = 1; i < pool.length; i++) {
      int tag = data.readUnsignedByte();
      pool[i] = entry(tag, data);
      if (tag == 5 || tag == 6) {
        i++; // a long or double takes two places
      }
    }
    List<Reference> references = new ArrayList<>();
    for (Entry entry : pool) {
      if (entry != null && entry.tag() >= 9 && entry.tag() <= 11) {
        String member = pool[pool[entry.second()].first()].text();
        references.add(new Reference(className(pool, pool[entry.first()]), member));
      }
    }
    return new ClassFile(List.copyOf(references));
  }

  private static Entry entry(int tag, DataInputStream data) throws IOException {
    return switch (tag) {
      case 1 -> new Entry(tag, 0, 0, data.readUTF());
      case 3, 4 -> new Entry(tag, data.readInt(), 0, "");
      case 5, 6 -> new Entry(tag, data.readInt(), data.readInt(), "");
      case 7, 8, 16, 19, 20 -> new Entry(tag, data.readUnsignedShort(), 0, "");
      case 9, 10, 11, 12, 17, 18 ->
          new Entry(tag, data.readUnsignedShort(), data.readUnsignedShort(), "");
      case 15 -> new Entry(tag, data.readUnsignedByte(), data.readUnsignedShort(), "");
      default -> throw new IOException("an unknown tag " + tag + " in the constant pool");
    };
  }

  private static String className(Entry[] pool, Entry entry) {
    String name = pool[entry.first()].text();
    int element = name.lastIndexOf('[') + 1;
    if (element > 0) {
      name = name.substring(element).replaceAll("^L|;$", "");
    }
    return name.replace('/', '.');
  }
}
