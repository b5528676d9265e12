package dev.dusty.plugin.compose;

import dev.dusty.api.spec.Asset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Copies the user's assets to where a container's specs want them, each once. */
final class AssetCopies {

  /** What is done about a required asset that is not there. */
  enum Missing {
    FAILS,
    IS_LEFT_OUT
  }

  private final String folder;
  private final Map<String, Asset> byPathAndName = new LinkedHashMap<>();

  /** Starts with none; the folder is that of the assets in the container. */
  AssetCopies(String folder) {
    this.folder = folder;
  }

  /** Adds the assets of a spec. One that several specs want is required if one of them says so. */
  void add(List<Asset> assets) {
    for (Asset asset : assets) {
      // No path has a control character, so the two cannot run into each other.
      String key = asset.path().value() + '\n' + asset.name();
      byPathAndName.merge(
          key, asset, (before, now) -> before.required() || !now.required() ? before : now);
    }
  }

  void write(StringBuilder file, Missing missing) {
    for (Asset asset : byPathAndName.values()) {
      String from = Sh.quote(folder + "/" + asset.fileName());
      file.append("if [ -e ").append(from).append(" ]; then\n");
      String to = Sh.quote(asset.path().value());
      file.append("  mkdir -p ").append(Sh.quote(asset.path().parent())).append('\n');
      // A copy that is there would keep its mode; one that is a mount cannot be removed.
      file.append("  rm -f ").append(to).append(" 2>/dev/null || true\n");
      file.append("  cp ").append(from).append(' ').append(to).append('\n');
      if (asset.required() && missing == Missing.FAILS) {
        String message =
            "dusty: the required asset '%1$s' is not set; set it with: dusty assets set %2$s FILE"
                .formatted(asset.name(), Sh.quote(asset.name()));
        file.append("else\n");
        file.append("  printf '%s\\n' ").append(Sh.quote(message)).append(" >&2\n");
        file.append("  exit 1\n");
      }
      file.append("fi\n");
    }
  }
}
