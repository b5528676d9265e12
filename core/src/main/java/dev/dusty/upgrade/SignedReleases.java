package dev.dusty.upgrade;

import com.github.zafarkhaja.semver.Version;
import dev.dusty.api.UserError;
import dev.dusty.api.step.Cancellation;
import dev.dusty.api.step.Reporter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A source's releases, of which only what the key has signed is believed: the checksums by their
 * signature, and the archives by their checksums.
 *
 * @param source where they are
 * @param key whose they have to be
 * @param cancellation ends what takes long
 * @param reporter is told how far it is
 */
public record SignedReleases(
    ReleaseSource source, ReleaseKey key, Cancellation cancellation, Reporter reporter) {

  private static final String SUMS = "SHA256SUMS";
  private static final String SIGNATURE = "SHA256SUMS.sig";
  private static final long MOST_SUMS = 1 << 20;
  private static final long MOST_SIGNATURE = 1 << 10;
  private static final long MOST_ARCHIVE = 1L << 30;
  private static final int PIECE = 1 << 16;
  private static final long MEGABYTE = 1_000_000;

  /**
   * Returns what there is.
   *
   * @throws UserError if the signature is not that of the key, or the files cannot be had
   */
  public Offer offer(String system) throws IOException {
    Path folder = Files.createTempDirectory("dusty-");
    try {
      byte[] sums = small(SUMS, folder, MOST_SUMS);
      byte[] signature = small(SIGNATURE, folder, MOST_SIGNATURE);
      if (!key.hasSigned(sums, signature)) {
        throw new UserError(
            "release-signature",
            "the file %s at '%s' is not signed with the key of this Dusty's releases"
                .formatted(SUMS, source),
            "do not use these releases before you know why; nothing was changed");
      }
      return Offer.parse(new String(sums, StandardCharsets.UTF_8), system);
    } finally {
      Releases.delete(folder);
    }
  }

  private byte[] small(String name, Path folder, long most) throws IOException {
    Path file = folder.resolve(name);
    source.fetch(name, file, most, cancellation, sofar -> {});
    return Files.readAllBytes(file);
  }

  /**
   * Fetches a release, and unpacks it once it is known to be what was signed.
   *
   * @param folder an empty folder
   * @return the folder in it that is the release
   */
  public Path unpacked(Offer offer, Version version, Path folder) throws IOException {
    String name = offer.archive(version);
    Path archive = folder.resolve(name);
    String item = "Dusty " + version;
    source.fetch(
        name,
        archive,
        MOST_ARCHIVE,
        cancellation,
        sofar -> reporter.item(item, "fetching, %d MB".formatted(sofar / MEGABYTE), false));
    String sum = sum(archive);
    if (!sum.equals(offer.sums().get(version))) {
      throw new UserError(
          "release-checksum",
          "'%s' at '%s' is not what was released: its SHA-256 is %s".formatted(name, source, sum),
          "try again, and if it stays so do not use it; nothing was changed");
    }
    reporter.item(item, "unpacking", false);
    Path release = Files.createDirectory(folder.resolve("dusty"));
    new ReleaseArchive(archive).unpack(release, cancellation);
    Files.delete(archive);
    return release;
  }

  private String sum(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] piece = new byte[PIECE];
      for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
        cancellation.check();
        digest.update(piece, 0, read);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
