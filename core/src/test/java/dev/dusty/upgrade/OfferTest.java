package dev.dusty.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.zafarkhaja.semver.Version;
import dev.dusty.api.UserError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OfferTest {

  private static final String SUM = "0123456789abcdefABCDEF".repeat(3).substring(0, 64);

  private static Offer offer(String... files) {
    StringBuilder text = new StringBuilder();
    for (String file : files) {
      text.append(SUM).append("  ").append(file).append('\n');
    }
    return Offer.parse(text.toString(), "linux-x64");
  }

  private static Offer versions(String... versions) {
    String[] files = new String[versions.length];
    for (int i = 0; i < files.length; i++) {
      files[i] = "dusty-" + versions[i] + "-linux-x64.tar.gz";
    }
    return offer(files);
  }

  @Test
  void archivesOfThisKindOfComputerAreReleases() {
    assertThat(
            offer(
                    "dusty-0.2.0-linux-x64.tar.gz",
                    "dusty-0.3.0-macos-aarch64.tar.gz",
                    "dusty--linux-x64.tar.gz",
                    "dusty-../../0.9.0-linux-x64.tar.gz",
                    "notes.txt")
                .sums())
        .containsOnlyKeys(Version.parse("0.2.0"));
  }

  @Test
  void aChecksumIsReadInEitherCaseAndWithTheMarkOfABinaryFile() {
    Offer offer = Offer.parse(SUM + " *dusty-1.0.0-linux-x64.tar.gz\nnot a line\n", "linux-x64");
    assertThat(offer.sums()).containsValue(SUM.toLowerCase(java.util.Locale.ROOT));
  }

  @ParameterizedTest
  @CsvSource({
    "0.1.0, 0.10.0",
    "0.10.0, 0.10.0",
    "0.11.0-rc.1, 1.0.0-rc.2",
  })
  void theNewestIsTheHighestAndOneBeforeAReleaseOnlyForWhoHasOne(String present, String newest) {
    assertThat(
            versions("0.9.0", "0.10.0", "1.0.0-rc.2", "1.0.0-rc.1").newest(Version.parse(present)))
        .contains(Version.parse(newest));
  }

  @Test
  void aReleaseThatIsNotThereIsRefusedWithThoseThatAre() {
    assertThatThrownBy(() -> versions("0.9.0", "0.10.0").named("0.11.0"))
        .isInstanceOfSatisfying(
            UserError.class,
            error -> {
              assertThat(error.problem()).isEqualTo("there is no release '0.11.0' for linux-x64");
              assertThat(error.remedy()).isEqualTo("releases there: 0.9.0, 0.10.0");
            });
    assertThatThrownBy(() -> versions("0.9.0").named("../0.9.0")).isInstanceOf(UserError.class);
  }

  @Test
  void aVersionMayBeWrittenAsATag() {
    assertThat(versions("0.9.0").named("v0.9.0")).isEqualTo(Version.parse("0.9.0"));
  }
}
