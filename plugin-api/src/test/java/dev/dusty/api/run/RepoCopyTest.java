package dev.dusty.api.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dusty.api.UserError;
import dev.dusty.api.run.RepoCopy.Kind;
import dev.dusty.api.spec.Repo;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class RepoCopyTest {

  private static RepoCopy copy(String name, Kind kind) {
    return new RepoCopy(Repo.parse("github.com/example/" + name), Path.of("/srv/" + name), kind);
  }

  @Test
  void aCopyInAnotherOnesFolderIsRefused() {
    assertThatThrownBy(
            () ->
                RepoCopy.checkApart(
                    List.of(copy("shop/plugins/cart", Kind.MANAGED), copy("shop", Kind.OVERRIDE))))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "the repo 'github.com/example/shop/plugins/cart' would lie in the folder of the repo"
                + " 'github.com/example/shop'");
  }

  @Test
  void copiesBesideEachOtherAreFine() {
    RepoCopy.checkApart(
        List.of(
            copy("shop", Kind.MANAGED),
            copy("shop-plugins", Kind.MANAGED),
            copy("sho", Kind.OVERRIDE)));
    RepoCopy.checkApart(List.of());
  }

  @Test
  void whatToDoAboutAMissingCopyDependsOnWhoseItIs() {
    assertThat(copy("shop", Kind.MANAGED).missing().problem())
        .isEqualTo("the folder of the repo 'github.com/example/shop' is missing: /srv/shop");
    assertThat(copy("shop", Kind.MANAGED).missing().remedy())
        .isEqualTo("fetch it with 'dusty repos manage github.com/example/shop' and 'dusty up'");
    assertThat(copy("shop", Kind.OVERRIDE).missing().remedy())
        .isEqualTo(
            "use Dusty's own copy with 'dusty repos manage github.com/example/shop', or another"
                + " folder with 'dusty repos override'");
  }
}
