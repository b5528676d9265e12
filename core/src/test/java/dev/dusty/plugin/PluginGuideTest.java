package dev.dusty.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the plugin guide shows is what a plugin author copies. */
class PluginGuideTest {

  private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern TYPE =
      Pattern.compile("^(?:public final )?class (\\w+)", Pattern.MULTILINE);

  @TempDir Path out;

  @Test
  void theExamplesCompileAgainstTheContractAndTheTestkit() throws IOException {
    String guide = Files.readString(Path.of("..", "docs", "plugin-guide.md"));
    List<JavaFileObject> sources =
        BLOCK.matcher(guide).results().map(match -> source(match.group(1))).toList();
    assertThat(sources).hasSizeGreaterThan(2);
    StringWriter errors = new StringWriter();
    boolean compiled =
        ToolProvider.getSystemJavaCompiler()
            .getTask(errors, null, null, List.of("-proc:none", "-d", out.toString()), null, sources)
            .call();
    assertThat(compiled).as(errors.toString()).isTrue();
  }

  private static JavaFileObject source(String text) {
    Matcher type = TYPE.matcher(text);
    assertThat(type.find()).as(text).isTrue();
    URI name = URI.create("string:///com/example/" + type.group(1) + ".java");
    return new SimpleJavaFileObject(name, JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
      }
    };
  }
}
