package dev.dusty.repos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dusty.api.spec.Repo;
import java.util.List;
import org.junit.jupiter.api.Test;

class RepoNamesTest {

  private static final Repo WEB = Repo.parse("github.com/acme/web.git");
  private static final Repo API = Repo.parse("github.com/acme/api");
  private static final Repo OTHER_API = Repo.parse("git@example.com:tools/api");
  private static final List<Repo> KNOWN = List.of(WEB, OTHER_API, API);

  @Test
  void aRepoIsFoundByItsFullAndItsShortName() {
    assertThat(RepoNames.find("github.com/acme/web.git", KNOWN)).isEqualTo(WEB);
    assertThat(RepoNames.find("web", KNOWN)).isEqualTo(WEB);
    assertThat(RepoNames.find("github.com/acme/api", KNOWN)).isEqualTo(API);
  }

  @Test
  void anAmbiguousShortNameIsRefusedWithBoth() {
    assertThatThrownBy(() -> RepoNames.find("api", KNOWN))
        .hasMessage("'api' is the name of 'git@example.com:tools/api' and 'github.com/acme/api'");
  }

  @Test
  void anUnknownNameIsRefusedWithTheClosestOne() {
    assertThatThrownBy(() -> RepoNames.find("wbe", KNOWN))
        .hasMessageStartingWith("no spec names a repo 'wbe'");
    assertThatThrownBy(() -> RepoNames.find("github.com/acme/wed.git", KNOWN))
        .hasMessageEndingWith("; did you mean 'github.com/acme/web.git'?");
  }

  @Test
  void aLabelIsShortWhereThatTellsTheReposApart() {
    assertThat(RepoNames.label(WEB, KNOWN)).isEqualTo("web");
    assertThat(RepoNames.label(API, KNOWN)).isEqualTo("github.com/acme/api");
  }
}
