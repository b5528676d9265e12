package dev.dusty.spec.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.dusty.spec.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The schemas say what the reader does, as an independent validator understands them. */
class SchemaFilesTest {

  private static final Path EXAMPLES = Path.of("../examples/specs");
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private static JsonSchema schema(Kind kind) throws IOException {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(SchemaFiles.schema(kind));
  }

  private static List<String> complaints(Kind kind, JsonNode spec) throws IOException {
    return schema(kind).validate(spec).stream().map(Object::toString).toList();
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void everyExampleFitsItsSchema(Kind kind) throws IOException {
    List<Path> files = new ArrayList<>();
    try (var listed = Files.newDirectoryStream(EXAMPLES.resolve(kind.folder()), "*.yml")) {
      listed.forEach(files::add);
    }
    assertThat(files).isNotEmpty();
    for (Path file : files) {
      assertThat(complaints(kind, YAML.readTree(Files.readString(file))))
          .as(file.toString())
          .isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "APP     | {image: busybox}",
        "APP     | {image: busybox, commands: {}}",
        "APP     | {image: busybox, commands: {always: [5]}}",
        "APP     | {image: busybox, commands: {always: [a]}, ports: []}",
        "APP     | {commands: {always: [a]}, mount: relative}",
        "APP     | {commands: {always: [a]}, host_forwarding: [{host_name: a, host_port: 0,"
            + " container_port: 1}]}",
        "LIB     | {repo: /x}",
        "BUNDLE  | {apps: web}",
        "SERVICE | []"
      })
  void whatTheReaderRefusesByFormTheSchemaRefusesToo(Kind kind, String spec) throws IOException {
    assertThat(complaints(kind, YAML.readTree(spec))).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "APP     | {image: busybox, commands: {always: }, depends: , scripts: }",
        "LIB     | {repo: /x, mount: /x}",
        "BUNDLE  | {apps: [web]}",
        "SERVICE | {image: busybox, image_requires_login: true, anything: 1}"
      })
  void whatTheReaderTakesTheSchemaTakesToo(Kind kind, String spec) throws IOException {
    assertThat(complaints(kind, YAML.readTree(spec))).isEmpty();
  }

  @Test
  void thereIsAFileForEachKind(@TempDir Path folder) throws IOException {
    SchemaFiles.main(new String[] {folder.toString()});
    assertThat(folder)
        .isDirectoryContaining("glob:**/app.schema.json")
        .isDirectoryContaining("glob:**/lib.schema.json")
        .isDirectoryContaining("glob:**/service.schema.json")
        .isDirectoryContaining("glob:**/bundle.schema.json");
  }
}
