package dev.dusty.plugin.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dusty.api.UserError;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where things go; what the engine makes of it is in the end-to-end tests. */
class CopyPlanTest {

  private static final Optional<Boolean> NOTHING = Optional.empty();
  private static final Optional<Boolean> FOLDER = Optional.of(true);
  private static final Optional<Boolean> FILE = Optional.of(false);

  private static CopyPlan.Source file(String path) {
    return new CopyPlan.Source(path, false, Optional.empty());
  }

  private static CopyPlan.Source folder(String path) {
    return new CopyPlan.Source(path, true, Optional.empty());
  }

  private static CopyPlan plan(String folder, String name) {
    return new CopyPlan(folder, Optional.of(name));
  }

  @Test
  void aFolderThatExistsGetsWhatIsCopiedUnderItsOwnName() {
    CopyPlan expected = new CopyPlan("/dst", Optional.empty());
    assertThat(CopyPlan.of(file("/a"), "/dst", FOLDER)).isEqualTo(expected);
    assertThat(CopyPlan.of(folder("/a"), "/dst", FOLDER)).isEqualTo(expected);
    assertThat(CopyPlan.of(folder("/a/."), "/dst", FOLDER)).isEqualTo(expected);
  }

  @Test
  void whatIsNotThereIsTheNewName() {
    assertThat(CopyPlan.of(file("/a"), "/dst/new", NOTHING)).isEqualTo(plan("/dst", "new"));
    assertThat(CopyPlan.of(folder("/a"), "/new/", NOTHING)).isEqualTo(plan("/", "new"));
    assertThat(CopyPlan.of(folder("/a/."), "/dst/new", NOTHING)).isEqualTo(plan("/dst", "new"));
  }

  @Test
  void aFileIsReplacedByAFileAlone() {
    assertThat(CopyPlan.of(file("/a"), "/dst/old", FILE)).isEqualTo(plan("/dst", "old"));
    assertThatThrownBy(() -> CopyPlan.of(folder("/a"), "/dst/old", FILE))
        .isInstanceOf(UserError.class)
        .hasMessage("'/a' is a folder, and '/dst/old' is a file");
  }

  @Test
  void aFileDoesNotMakeAFolder() {
    assertThatThrownBy(() -> CopyPlan.of(file("/a"), "/dst/", NOTHING))
        .isInstanceOf(UserError.class)
        .hasMessage("there is no folder '/dst/' to put '/a' into");
  }

  @Test
  void aLinkLeadsOnFromTheFolderThatItIsIn() {
    assertThat(CopyPlan.followed("/a/link", "b/c")).isEqualTo("/a/b/c");
    assertThat(CopyPlan.followed("/a/link", "../b")).isEqualTo("/b");
    assertThat(CopyPlan.followed("/link", "/b")).isEqualTo("/b");
  }

  @Test
  void whatALinkLeadsToIsCalledAsTheLink() {
    assertThat(CopyPlan.followed("/a/link", "b", false))
        .isEqualTo(new CopyPlan.Source("/a/b", false, Optional.of("link")));
    assertThat(CopyPlan.followed("/a/link/.", "b", true))
        .isEqualTo(new CopyPlan.Source("/a/b/.", true, Optional.empty()));
    assertThat(CopyPlan.followed("/a/same", "/b/same", false).name()).isEmpty();
  }

  @Test
  void aFolderHoldsItselfAndWhatIsInIt() {
    assertThat(CopyPlan.isWithin("/a/b", "/a")).isTrue();
    assertThat(CopyPlan.isWithin("/a/./", "/a")).isTrue();
    assertThat(CopyPlan.isWithin("/ab", "/a")).isFalse();
    assertThat(CopyPlan.isWithin("/a/../b", "/a")).isFalse();
  }
}
