package dev.dusty.cli;

import dev.dusty.command.Assets;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code dusty assets}. */
@Command(
    name = "assets",
    description = "Set files that containers need and that live in no repo.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  dusty assets set shop.key ~/keys/shop.pem    the content and the mode of a file",
      "  dusty assets set shop.key <(pass show shop)  what another program prints",
      "  dusty assets read shop.key > copy"
    })
final class AssetsCommand extends GroupCommand {

  private static final String KEY = "See 'dusty assets list'.";

  @Command(name = "list", description = "List the assets, who uses them, and which are set.")
  int list(
      @Parameters(
              paramLabel = "NAME",
              arity = "0..1",
              description = "An app, with the libs that it needs, or a lib; by default all.",
              completionCandidates = Names.AppsAndLibs.class)
          @Nullable String name,
      @Mixin FormatOption format)
      throws IOException {
    return assets().list(Optional.ofNullable(name), format.isJson());
  }

  @Command(name = "read", description = "Write what an asset is set to on standard output.")
  int read(
      @Parameters(paramLabel = "KEY", description = KEY, completionCandidates = Names.Assets.class)
          String key)
      throws IOException {
    return assets().read(key);
  }

  @Command(name = "set", description = "Set an asset to what is in a file now.")
  int set(
      @Parameters(paramLabel = "KEY", description = KEY, completionCandidates = Names.Assets.class)
          String key,
      @Parameters(paramLabel = "FILE", description = "The file; - for standard input.") String file)
      throws IOException {
    return assets().set(key, file);
  }

  @Command(name = "unset", description = "Forget what an asset is set to.")
  int unset(
      @Parameters(paramLabel = "KEY", description = KEY, completionCandidates = Names.Assets.class)
          String key)
      throws IOException {
    return assets().unset(key);
  }

  private Assets assets() {
    return new Assets(dusty(), caller());
  }
}
