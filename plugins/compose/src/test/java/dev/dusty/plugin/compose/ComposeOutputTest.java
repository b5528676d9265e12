package dev.dusty.plugin.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dusty.testkit.FakeContext;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines as Compose 2.26 and 1.29 wrote them. */
class ComposeOutputTest {

  @TempDir Path folder;

  @Test
  void containersOfTheSecondGenerationAreShownByTheNamesOfTheirSpecs() {
    assertThat(
            items(
                """
                 Network dusty_default  Creating
                 Network dusty_default  Created
                 Container dusty_mongo_cluster_1  Starting
                 Container dusty_mongo_cluster_1  Started
                 web Pulling\s
                 web Pulled\s
                """))
        .isEqualTo(
            """
            dusty_default: creating
            dusty_default: created
            mongo_cluster: starting
            mongo_cluster: started
            web: pulling
            web: pulled
            """);
  }

  @Test
  void containersOfTheFirstGenerationAreShownByTheNamesOfTheirSpecs() {
    assertThat(
            items(
                """
                Creating network "dusty_default" with the default driver
                Pulling web (nosuch.invalid/x:1)...
                Creating dusty_mongo_cluster_1 ...\s
                Creating dusty_mongo_cluster_1 ... done
                """))
        .isEqualTo(
            """
            web: pulling
            mongo_cluster: creating
            mongo_cluster: creating: done
            """);
  }

  private String items(String output) {
    FakeContext context = new FakeContext(folder);
    ComposeOutput listener = new ComposeOutput(context.reporter());
    output.lines().forEach(line -> listener.line(line, true));
    StringBuilder items = new StringBuilder();
    context.items().forEach(item -> items.append(item).append('\n'));
    return items.toString();
  }
}
