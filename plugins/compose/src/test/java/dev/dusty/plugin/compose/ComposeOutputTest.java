package dev.dusty.plugin.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dusty.api.step.Reporter;
import dev.dusty.testkit.FakeContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

  @Test
  void aNetworkIsReadyOnceItIsMadeAndAContainerOnceItIsStarted() {
    List<String> ready = new ArrayList<>();
    ComposeOutput listener =
        new ComposeOutput(
            new Reporter() {
              @Override
              public void progress(String text) {}

              @Override
              public void item(String name, String state, boolean done) {
                if (done) {
                  ready.add(name + ": " + state);
                }
              }

              @Override
              public void line(String text) {}

              @Override
              public void warning(String text) {}
            });
    listener.line(" Network dusty_default  Created", true);
    listener.line(" Container dusty_web_1  Created", true);
    assertThat(ready).containsExactly("dusty_default: created");
    listener.line(" Container dusty_web_1  Started", true);
    assertThat(ready).containsExactly("dusty_default: created", "web: started");
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
