package dev.dusty.api.compose;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CommandFileTest {

  @Test
  void anAppHasOneInItsFolder() {
    assertThat(CommandFile.ofApp("web").path()).isEqualTo("web/dusty_command_file_web.sh");
  }

  @Test
  void aContainerSeesItBelowTheMount() {
    assertThat(CommandFile.ofApp("web").inContainer())
        .isEqualTo("/command_files/dusty_command_file_web.sh");
  }

  @Test
  void aScriptsNameCannotLeaveTheFolder() {
    assertThat(CommandFile.ofScript("web", "../x y").path())
        .isEqualTo("web/dusty_command_file_web_script_%2E.%2Fx%20y.sh");
  }

  @Test
  void suitesWithSimilarNamesHaveDifferentFiles() {
    assertThat(CommandFile.ofAppSuite("web", "a_b"))
        .isNotEqualTo(CommandFile.ofAppSuite("web", "ab"));
  }

  @Test
  void anAppAndALibOfOneNameHaveDifferentFolders() {
    assertThat(CommandFile.ofAppSuite("web", "unit").path())
        .isEqualTo("web/test/dusty_command_file_web_test_unit.sh");
    assertThat(CommandFile.ofLibSuite("web", "unit").path())
        .isEqualTo("lib--web/test/dusty_command_file_web_test_unit.sh");
  }
}
