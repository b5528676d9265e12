package dev.dusty.upgrade;

import dev.dusty.api.UserError;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/**
 * The public key that releases are signed with: Ed25519 of RFC 8032. Its text is that of RFC 8410,
 * as {@code openssl pkey -pubout} writes it, with or without the lines around it.
 *
 * @param key the key
 */
public record ReleaseKey(PublicKey key) {

  private static final String ALGORITHM = "Ed25519";
  private static final int SIGNATURE_BYTES = 64;

  /**
   * Reads a key.
   *
   * @throws UserError if it is none
   */
  public static ReleaseKey parse(String text) {
    String base64 = text.replaceAll("-----(BEGIN|END) PUBLIC KEY-----|\\s", "");
    try {
      byte[] bytes = Base64.getDecoder().decode(base64);
      return new ReleaseKey(
          KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(bytes)));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new UserError(
          "release-key",
          "'%s' is no public key of the kind Ed25519"
              .formatted(base64.length() > 80 ? base64.substring(0, 80) + "…" : base64),
          "give what 'openssl pkey -pubout' prints, without the lines around it");
    }
  }

  /** Returns whether a signature of some bytes was made with this key's private half. */
  public boolean hasSigned(byte[] bytes, byte[] signature) {
    try {
      Signature check = Signature.getInstance(ALGORITHM);
      check.initVerify(key);
      check.update(bytes);
      return signature.length == SIGNATURE_BYTES && check.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
