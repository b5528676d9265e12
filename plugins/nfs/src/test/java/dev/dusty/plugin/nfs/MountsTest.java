package dev.dusty.plugin.nfs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dusty.plugin.nfs.Mounts.Mounted;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MountsTest {

  private static Mounts read(String... lines) {
    return Mounts.read(String.join("\n", lines), "/dusty_repos");
  }

  @Test
  void theUppermostOfSeveralMountsIsWhatIsSeen() {
    Mounts mounts =
        read(
            "mount\t10.0.0.1:/old\t/dusty_repos/shop",
            "mount\t10.0.0.1:/new\t/dusty_repos/shop",
            "alive\t/dusty_repos/shop");
    assertThat(mounts.byPath())
        .containsOnlyKeys("/dusty_repos/shop")
        .containsValue(new Mounted("10.0.0.1:/new", 2, true));
  }

  @Test
  void whatIsMountedElsewhereIsNotDustys() {
    assertThat(read("mount\t10.0.0.1:/home\t/home", "mount\t10.0.0.1:/a\t/dusty_repos2/a").byPath())
        .isEmpty();
  }

  @Test
  void namesAreThoseBehindTheKernelsEscapes() {
    Mounts mounts =
        read(
            "mount\t[fd00::1]:/a\\040b\\134c\\011\\303\\244ü\\9\\\t/dusty_repos/a\\040b",
            "alive\t/dusty_repos/a b");
    assertThat(mounts.working("/dusty_repos/a b")).isEqualTo("[fd00::1]:/a b\\c\täü\\9\\");
  }

  @Test
  void aMountThatDoesNotAnswerIsSeenAndDoesNotWork() {
    Mounts mounts = read("mount\t10.0.0.1:/a\t/dusty_repos/a");
    assertThat(mounts.source("/dusty_repos/a")).isEqualTo("10.0.0.1:/a");
    assertThat(mounts.working("/dusty_repos/a")).isEmpty();
    assertThat(mounts.times("/dusty_repos/a")).isEqualTo(1);
  }

  @Test
  void whatAContainerHoldsIsToldFromWhatAServiceSees() {
    Mounts mounts =
        read(
            "use\t361 36 0:48 / /app rw,noatime - nfs 10.0.0.1:/a\\040b rw,vers=3",
            "use\t362 36 0:48 /x /lib rw,noatime master:7 shared:8 - nfs4 10.0.0.1:/c rw,vers=4.1",
            "use\t363 36 0:49 / /dusty_repos/b rw,noatime shared:9 - nfs 10.0.0.1:/b rw",
            "use\t364 36 0:50 / /d rw - nfsd nfsd rw",
            "use\tnonsense");
    assertThat(mounts.held()).isEqualTo(Set.of("10.0.0.1:/a b", "10.0.0.1:/c"));
    assertThat(mounts.sources()).isEqualTo(mounts.held());
  }

  @Test
  void nothingIsMountedWhereNobodySaysSo() {
    Mounts mounts = read("Welcome!", "", "alive\t/dusty_repos/a", "mount\ttoo short");
    assertThat(mounts.byPath()).isEmpty();
    assertThat(mounts.working("/dusty_repos/a")).isEmpty();
    assertThat(mounts.times("/dusty_repos/a")).isZero();
  }
}
