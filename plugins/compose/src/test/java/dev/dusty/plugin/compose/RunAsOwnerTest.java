package dev.dusty.plugin.compose;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunAsOwnerTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | root | root",
        "web | 1000:1000 | root",
        "web, gone | 1000:1000 | root",
        "* | 1000:1000 | 1000:1000"
      })
  void appsThatAreNamedRunAsTheOwnerOfTheRepos(String setting, String web, String shop) {
    Compiled compiled = given(setting).compile();
    assertThat(compiled.service("web").get("user")).isEqualTo(web);
    assertThat(compiled.service("shop").get("user")).isEqualTo(shop);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | /.dusty_once_done | /var/log/dusty_once_fn.log",
        "web | /tmp/.dusty_once_done | /tmp/dusty_once_fn.log"
      })
  void whatDustyWritesInTheContainerIsWhereItsUserMayWrite(
      String setting, String marker, String log) {
    assertThat(given(setting).compile().file("commands/web/dusty_command_file_web.sh"))
        .contains(" " + marker + " ")
        .contains("tee " + log);
  }

  private static Given given(String setting) {
    return new Given()
        .app(Given.app("web").once("make"))
        .app(Given.app("shop"))
        .setting("run_as_owner", setting);
  }
}
