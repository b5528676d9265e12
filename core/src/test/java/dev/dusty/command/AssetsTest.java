package dev.dusty.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dusty.api.UserError;
import dev.dusty.config.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AssetsTest {

  private static final byte[] BINARY = {0, (byte) 0xff, '\r', '\n', 27, (byte) 0xc3};

  @TempDir Path home;
  @TempDir Path elsewhere;
  private Dusty dusty = TestDusty.nowhere();
  private TestCaller caller = TestCaller.of(TestDusty.NOBODY, Path.of("/"));
  private Assets assets = new Assets(dusty, caller);

  @BeforeEach
  void setUp() throws IOException {
    dusty = TestDusty.in(home);
    caller = TestCaller.of(TestDusty.self(dusty), elsewhere);
    assets = new Assets(dusty, caller);
    String url =
        GitSpecs.in(elsewhere.resolve("specs"))
            .with(
                "apps/web.yml",
                "image: busybox\ncommands: {always: [a]}\ndepends: {libs: [tls]}\n"
                    + "assets: [{name: my key, path: /key}]\n")
            .with(
                "apps/tls.yml",
                "image: busybox\ncommands: {always: [a]}\n"
                    + "assets: [{name: pass, path: /pass, required: false}]\n")
            .with(
                "libs/tls.yml",
                "repo: github.com/org/tls\nmount: /tls\ndepends: {libs: [base]}\n"
                    + "assets: [{name: cert, path: /cert}]\n")
            .with(
                "libs/base.yml",
                "repo: github.com/org/base\nmount: /base\nassets: [{name: ca, path: /ca}]\n")
            .url();
    dusty
        .configFile()
        .write(
            Config.NONE.with(Config.USERNAME, caller.user().name()).with(Config.SPECS_REPO, url));
    new Repos(dusty, caller).update();
    caller.err();
  }

  private Path folder() {
    return home.resolve("machine/persist/dusty_assets");
  }

  private void set(String asset) throws IOException {
    assets.set(asset, Files.write(elsewhere.resolve("file"), BINARY).toString());
    caller.out();
  }

  private List<String> lines() {
    return caller.out().lines().map(line -> line.replaceAll("  +", "|")).toList();
  }

  private static void assertRefused(ThrowingCallable command, String problem, String remedy) {
    assertThatThrownBy(command)
        .isInstanceOf(UserError.class)
        .hasMessage(problem)
        .extracting(e -> ((UserError) e).remedy())
        .isEqualTo(remedy);
  }

  @Test
  void anAssetIsTheFilesContentAndMode() throws IOException {
    Path file = Files.write(elsewhere.resolve("file"), BINARY);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-x---"));
    assertThat(assets.set("my key", "file")).isZero();
    assertThat(caller.out()).isEqualTo("Asset 'my key' is set.\n");
    Path asset = folder().resolve("my%20key");
    assertThat(asset).hasBinaryContent(BINARY);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(asset)))
        .isEqualTo("rwxr-x---");
    assertThat(folder().toFile().list()).containsExactly("my%20key");
  }

  @Test
  void itIsReadAsItWasSet() throws IOException {
    set("my key");
    assets.read("my key");
    assertThat(caller.bytes()).isEqualTo(BINARY);
  }

  @Test
  void assetsAreListedWithWhoUsesThem() throws IOException {
    set("ca");
    Files.writeString(folder().resolve("old%20one"), "of a spec that is gone");
    Files.writeString(folder().resolve("not+ours"), "");
    assets.list(Optional.empty(), false);
    assertThat(lines())
        .containsExactly(
            "ASSET|USED BY|PATH|REQUIRED?|SET?",
            "ca|lib:base|/ca|yes|yes",
            "cert|lib:tls|/cert|yes",
            "my key|web|/key|yes",
            "old one|yes",
            "pass|tls|/pass");
  }

  @Test
  void anAppsAssetsAreThoseOfItsLibsToo() throws IOException {
    assets.list(Optional.of("web"), false);
    assertThat(lines())
        .containsExactly(
            "ASSET|USED BY|PATH|REQUIRED?|SET?",
            "ca|lib:base|/ca|yes",
            "cert|lib:tls|/cert|yes",
            "my key|web|/key|yes");
  }

  @Test
  void aNameThatAnAppAndALibHaveMeansTheApp() throws IOException {
    assets.list(Optional.of("tls"), true);
    assertThat(new ObjectMapper().readTree(caller.out()))
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    [{"asset": "pass", "used_by": "tls", "path": "/pass", "required": false,
                      "set": false}]
                    """));
    assets.list(Optional.of("lib:tls"), false);
    assertThat(lines()).hasSize(3).anyMatch(line -> line.startsWith("cert|"));
    assets.list(Optional.of("base"), false);
    assertThat(lines()).hasSize(2).anyMatch(line -> line.startsWith("ca|"));
    assertRefused(
        () -> assets.list(Optional.of("wep"), false),
        "there is no app or lib 'wep'; did you mean 'web'?",
        "apps and libs: base, common, lib:tls, tls, web");
  }

  @Test
  void anAssetIsForgotten() throws IOException {
    set("cert");
    assets.unset("cert");
    assertThat(caller.out()).isEqualTo("Asset 'cert' is not set any more.\n");
    assertThat(folder()).isEmptyDirectory();
    assets.unset("cert");
    assertThat(caller.out()).isEqualTo("Asset 'cert' is not set anyway.\n");
  }

  @Test
  void anAssetThatNoSpecHasIsRefused() {
    String all = "assets: ca, cert, my key, pass";
    assertRefused(
        () -> assets.set("crt", "/no/such/file"),
        "no spec has an asset 'crt'; did you mean 'cert'?",
        all);
    assertRefused(() -> assets.read("x1"), "no spec has an asset 'x1'", all);
    assertRefused(() -> assets.unset("x1"), "no spec has an asset 'x1'", all);
  }

  @Test
  void anAssetThatIsNotSetIsToldWithWhatIsTyped() {
    assertRefused(
        () -> assets.read("my key"),
        "asset 'my key' is not set",
        "set it: dusty assets set 'my key' FILE");
  }

  @Test
  void aFileThatCannotBeReadLeavesTheAssetAsItIs() throws IOException {
    set("cert");
    assertThatThrownBy(() -> assets.set("cert", "nothing")).hasMessage("'nothing' cannot be read");
    assertThat(folder().resolve("cert")).hasBinaryContent(BINARY);
  }

  @Test
  void whatIsTypedIsQuotedForTheShell() {
    assertThat(Assets.setting("a.key")).isEqualTo("dusty assets set a.key FILE");
    assertThat(Assets.setting("it's")).isEqualTo("dusty assets set 'it'\\''s' FILE");
    assertThat(Assets.setting("-x")).isEqualTo("dusty assets set '-x' FILE");
  }
}
