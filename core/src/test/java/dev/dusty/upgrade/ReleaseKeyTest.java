package dev.dusty.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dusty.api.UserError;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReleaseKeyTest {

  /** The second test of RFC 8032, section 7.1; its key in the format of RFC 8410. */
  private static final String KEY = "MCowBQYDK2VwAyEAPUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgw=";

  private static final byte[] MESSAGE = {0x72};
  private static final byte[] SIGNATURE =
      HexFormat.of()
          .parseHex(
              "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                  + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");

  @ParameterizedTest
  @ValueSource(strings = {"%s", "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"})
  void aSignatureOfTheStandardIsRight(String form) {
    assertThat(ReleaseKey.parse(form.formatted(KEY)).hasSigned(MESSAGE, SIGNATURE)).isTrue();
  }

  @Test
  void aSignatureOfSomethingElseOrOfAnotherLengthIsWrong() {
    ReleaseKey key = ReleaseKey.parse(KEY);
    byte[] changed = SIGNATURE.clone();
    changed[0] ^= 1;
    assertThat(key.hasSigned(new byte[] {0x73}, SIGNATURE)).isFalse();
    assertThat(key.hasSigned(MESSAGE, changed)).isFalse();
    assertThat(key.hasSigned(MESSAGE, new byte[0])).isFalse();
    assertThat(key.hasSigned(MESSAGE, java.util.Arrays.copyOf(SIGNATURE, 65))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no key",
        "MCow",
        // RSA.
        "MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBAKj34GkxFhD90vcNLYLInFEX6Ppy1tPf9Cnzj4p4WGeKLs1Pt8QuKUpRKfFLfRYC9AIKjbJTWit+CqvjWYzvQwECAwEAAQ=="
      })
  void whatIsNoSuchKeyIsRefused(String text) {
    assertThatThrownBy(() -> ReleaseKey.parse(text))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("no public key of the kind Ed25519");
  }
}
