package dev.dusty.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dusty.config.Config;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

  private static String masked(String text) {
    return new Secrets(List.of()).mask(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://ann:pa55@git.test/x | https://***@git.test/x",
        "https://t0ken@git.test/x.git | https://***@git.test/x.git",
        "ssh://git:pa55@git.test/x | ssh://***@git.test/x",
        "DB_PASSWORD=hunter2 | DB_PASSWORD=***",
        "DB_PASSWORD: hunter2 | DB_PASSWORD: ***",
        "db_password: \"hunter 2\", x: 1 | db_password: ***, x: 1",
        "{\"api_key\":\"abc\",\"n\":1} | {\"api_key\":***,\"n\":1}",
        "--token abc --name x | --token *** --name x",
        "https://x.test/?access_token=abc&n=1 | https://x.test/?access_token=***&n=1",
        "Authorization: Bearer abcdefgh12345 | Authorization: Bearer ***",
        "dbpassword: hunter2 | dbpassword: ***",
        "AWS_SECRET_ACCESS_KEY=wJalr/x+y | AWS_SECRET_ACCESS_KEY=***",
        "is ghp_abcdefghijklmnopqrstuvwxyz012345 good | is *** good",
        "id AKIAABCDEFGHIJKLMNOP | id ***",
        "jwt eyJhbGciOiJI.eyJzdWIiOiIx.abc-def | jwt ***",
      })
  void whatIsASecretByItsFormOrNameIsMasked(String text, String masked) {
    assertThat(masked(text)).isEqualTo(masked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ssh://git@git.test/org/x",
        "git@git.test:org/x.git",
        "unix:///var/run/docker.sock",
        "/etc/hosts:12: Dusty's section is damaged",
        "the author wrote: hello",
        "keyboard: us",
        "monkey=banana",
        "compass: north",
        "com.docker.compose.project=dusty"
      })
  void whatIsNoneStays(String text) {
    assertThat(masked(text)).isEqualTo(text);
  }

  @Test
  void aPrivateKeyIsMaskedAsAWhole() {
    assertThat(
            masked(
                "a\n-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl\nbnNz\n-----END OPENSSH PRIVATE KEY-----\nz"))
        .isEqualTo("a\n***\nz");
  }

  @Test
  void whatTheUserPutIntoContainersIsMaskedWhereverItStands() {
    Config config =
        new Config(
            Map.of(),
            List.of(),
            Map.of(),
            Map.of("web", Map.of("GREETING", "open sesame", "PORT", "5432")));
    assertThat(Secrets.of(config).mask("it said 'open sesame!' at 5432"))
        .isEqualTo("it said '***!' at 5432");
  }

  @ParameterizedTest
  @ValueSource(strings = {"password", "git_token", "registry-password", "API_KEY", "dbpassword"})
  void namesThatSoundLikeSecretsAreKnown(String name) {
    assertThat(Secrets.isSecretName(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"username", "specs_repo", "author", "tokenizer_mode", "local_address"})
  void otherNamesAreNot(String name) {
    assertThat(Secrets.isSecretName(name)).isFalse();
  }
}
