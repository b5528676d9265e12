package dev.dusty.spec.schema;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.dusty.spec.Kind;
import dev.dusty.spec.model.SpecModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a JSON Schema for each kind of spec; the build puts them into the distribution. */
public final class SchemaFiles {

  private SchemaFiles() {}

  /**
   * Writes {@code app.schema.json} and its likes.
   *
   * @param args the folder to write into; made where it is missing
   * @throws IOException if a file cannot be written
   */
  public static void main(String[] args) throws IOException {
    Path folder = Files.createDirectories(Path.of(args[0]));
    for (Kind kind : Kind.values()) {
      Files.writeString(folder.resolve(kind.word() + ".schema.json"), schema(kind));
    }
  }

  /** Returns the schema of a kind's files as JSON. */
  public static String schema(Kind kind) throws IOException {
    ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    return mapper.writeValueAsString(SpecModel.schemaOf(kind)) + "\n";
  }
}
