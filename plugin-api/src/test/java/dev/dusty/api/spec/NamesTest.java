package dev.dusty.api.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Names, and values that guard themselves. */
class NamesTest {

  @Property(tries = 1000)
  void differentTextsHaveDifferentFileNames(@ForAll String a, @ForAll String b) {
    Assume.that(isWhole(a) && isWhole(b));
    assertThat(Names.toFileName(a).equals(Names.toFileName(b))).isEqualTo(a.equals(b));
  }

  @Property(tries = 1000)
  void aFileNameIsOneSafeWord(@ForAll String text) {
    assertThat(Names.toFileName(text)).matches("[A-Za-z0-9_%-][A-Za-z0-9._%-]*|");
  }

  /** Half a surrogate pair cannot be written as UTF-8. */
  private static boolean isWhole(String text) {
    return text.codePoints()
        .noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }

  @Test
  void plainTextIsItsOwnFileName() {
    assertThat(Names.toFileName("example_events-1.2")).isEqualTo("example_events-1.2");
    assertThat(Names.toFileName("../a b")).isEqualTo("%2E.%2Fa%20b");
  }

  @Test
  void hostNamesAreDnsNames() {
    assertThat(Names.isHostName("local.my-app.com")).isTrue();
    assertThat(Names.isHostName("a".repeat(63) + ".b")).isTrue();
    assertThat(Names.isHostName("a".repeat(64) + ".b")).isFalse();
    assertThat(Names.isHostName("a.".repeat(127) + "a")).isFalse();
    assertThat(Names.isHostName("1.2.3.4")).isFalse();
  }

  @Test
  void forwardingRulesKeepLowerCase() {
    assertThat(new HostForwarding("Local.Example", 80, 80, HostForwarding.Type.HTTP).hostName())
        .isEqualTo("local.example");
  }

  @Test
  void aContainerPathKnowsItsFolder() {
    assertThat(new ContainerPath("/a/b/").parent()).isEqualTo("/a");
    assertThat(new ContainerPath("/a").parent()).isEqualTo("/");
    assertThat(new ContainerPath("/").parent()).isEqualTo("/");
    assertThatThrownBy(() -> new ContainerPath("a")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aBuildFolderMayNotLeaveTheRepo() {
    assertThat(new Origin.Build("a/../b").isInRepo()).isTrue();
    assertThatThrownBy(() -> new Origin.Build("a/../../b"))
        .hasMessage("'a/../../b' leads outside the repo");
  }
}
