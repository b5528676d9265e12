package dev.dusty.plugin.compose;

import static dev.dusty.plugin.compose.Given.list;
import static dev.dusty.plugin.compose.Given.map;
import static dev.dusty.plugin.compose.Given.plain;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole output for one team's specs, as it is meant to look. */
class GoldenTest {

  static final Compiled COMPILED =
      new Given()
          .app(
              Given.app("shop")
                  .repo("github.com/example/shop", "/shop")
                  .image("python:3")
                  .uses(Given.libSpec("log", "pip install -e ."))
                  .links("db", "mail")
                  .forwards("local.shop.com", 80, 8000)
                  .asset("shop.key", "/etc/shop/key.pem", true)
                  .once("pip install -r requirements.txt", "for i in 1 2; do ./seed $i; done")
                  .always("./migrate", "python app.py")
                  .script("reset", "./reset --yes")
                  .tests(Given.suite("unit", "-k 'not slow'", "python -m pytest"))
                  .compose(
                      "environment",
                      map("DEBUG", plain("true"), "PRICE", "${PRICE:-5}"),
                      "volumes",
                      list("/persist/shop:/data", "cache:/cache"),
                      "mem_limit",
                      plain("512m"),
                      "user",
                      "nobody"))
          .app(Given.app("mail").always("mailhog").compose("net", "container:db"))
          .service("db", map("image", "postgres:16", "volumes", list("/persist/db:/var/lib/db")))
          .override("shop", "TOKEN", "a$b")
          .nginx()
          .compile();

  @Test
  void theArtifactsAreTheComposeFileAndTheCommandFiles() {
    assertThat(COMPILED.paths())
        .containsExactlyInAnyOrder(
            "compose/docker-compose.yml",
            "commands/mail/dusty_command_file_mail.sh",
            "commands/shop/dusty_command_file_shop.sh",
            "commands/shop/dusty_command_file_shop_script_reset.sh",
            "commands/shop/test/dusty_command_file_shop_test_unit.sh");
  }

  @ParameterizedTest
  @CsvSource({
    "compose/docker-compose.yml, docker-compose.yml",
    "commands/mail/dusty_command_file_mail.sh, mail.sh",
    "commands/shop/dusty_command_file_shop.sh, shop.sh",
    "commands/shop/dusty_command_file_shop_script_reset.sh, shop-reset.sh",
    "commands/shop/test/dusty_command_file_shop_test_unit.sh, shop-unit.sh"
  })
  void everyFileIsAsItIsMeantToLook(String path, String golden) throws IOException {
    assertThat(COMPILED.file(path)).isEqualTo(read(golden));
  }

  private static String read(String golden) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(GoldenTest.class.getResourceAsStream("golden/" + golden))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
