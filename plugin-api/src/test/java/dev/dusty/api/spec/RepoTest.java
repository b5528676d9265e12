package dev.dusty.api.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms in which specs name repos. */
class RepoTest {

  @ParameterizedTest
  @CsvSource({
    "github.com/org/x, git@github.com:org/x, github.com/org/x, x",
    "github.com/org/x.git, git@github.com:org/x.git, github.com/org/x, x",
    "https://example.com/org/x.git, https://example.com/org/x.git, example.com/org/x, x",
    "https://me@example.com/x, https://me@example.com/x, example.com/x, x",
    "ssh://git@example.com:2222/org/x, ssh://git@example.com:2222/org/x, example.com+2222/org/x, x",
    "git@example.com:org/x.git, git@example.com:org/x.git, example.com/org/x, x",
    "file:///srv/git/x.git, /srv/git/x.git, localhost/srv/git/x, x",
    "/srv/git/x, /srv/git/x, localhost/srv/git/x, x",
    "/srv//git/x/, /srv//git/x/, localhost/srv/git/x, x"
  })
  void everyFormIsUnderstood(String text, String remote, String path, String shortName) {
    Repo repo = Repo.parse(text);
    assertThat(repo.path()).isEqualTo(path);
    assertThat(repo.shortName()).isEqualTo(shortName);
    assertThat(repo.branch()).isEmpty();
    if (text.startsWith("file:")) {
      assertThat(repo.remote()).isEqualTo(text);
    } else {
      assertThat(repo.remote()).isEqualTo(remote);
    }
  }

  @Test
  void aBranchHasALocalCopyOfItsOwn() {
    Repo repo = Repo.parse("github.com/org/x#feature/y");
    assertThat(repo.branch()).isEqualTo(Optional.of("feature/y"));
    assertThat(repo.path()).isEqualTo("github.com/org/x@feature/y");
    assertThat(repo).hasToString("github.com/org/x#feature/y");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "github.com/../../etc",
        "https://example.com/a/../../b",
        "/srv/../etc",
        "git@example.com:../x",
        "git@example.com:x:y",
        "/a:b",
        "-oProxyCommand=x@host:y",
        "https://-host/x",
        "word",
        "",
        "   ",
        "http://example.com/x",
        "/",
        "github.com/org/x#",
        "github.com/org/x#-b",
        "github.com/org/x#a..b",
        "github.com/org/x#a b",
        "a\nb"
      })
  void nothingElseIsARepo(String text) {
    assertThatThrownBy(() -> Repo.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Property(tries = 1000)
  void noTextLeadsOutOfTheFolderOfRepos(@ForAll String text) {
    try {
      String path = Repo.parse("/" + text).path();
      assertThat(path.split("/", -1)).doesNotContain("", ".", "..");
      assertThat(path).doesNotContain(":").doesNotStartWith("/");
    } catch (IllegalArgumentException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }
}
