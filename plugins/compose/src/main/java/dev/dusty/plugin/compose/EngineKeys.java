package dev.dusty.plugin.compose;

import com.github.dockerjava.core.util.CertificateUtils;
import com.github.dockerjava.transport.SSLConfig;
import dev.dusty.api.UserError;
import dev.dusty.api.step.Command;
import dev.dusty.api.step.Command.Identity;
import dev.dusty.api.step.ProcessRunner;
import dev.dusty.api.step.StepContext;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Security;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * By what an engine behind TLS is known, and by what it knows us. The user says in which folder
 * that is, and any of its files may be a link to one of root's: so they are read as the user.
 *
 * @param authority the certificate of the engine's authority, in PEM
 * @param certificate our own
 * @param key its private key
 */
record EngineKeys(String authority, String certificate, String key) {

  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final String ENOUGH_BYTES = "262144";

  /** What docker-java gives its store of keys, which is never written. */
  private static final char[] PASSWORD = "docker".toCharArray();

  /**
   * Reads those that the variables of docker clients name; empty where there is no TLS.
   *
   * @throws UserError if the user cannot read them
   */
  static Optional<EngineKeys> of(StepContext context, Map<String, String> environment)
      throws IOException {
    if (environment.getOrDefault("DOCKER_TLS_VERIFY", "").isEmpty()) {
      return Optional.empty();
    }
    String named = environment.getOrDefault("DOCKER_CERT_PATH", "");
    String folder = named.isEmpty() ? context.user().home().resolve(".docker").toString() : named;
    return Optional.of(
        new EngineKeys(
            read(context, folder + "/ca.pem"),
            read(context, folder + "/cert.pem"),
            read(context, folder + "/key.pem")));
  }

  private static String read(StepContext context, String file) throws IOException {
    ProcessRunner.Result result =
        context
            .processes()
            .run(Command.of(Identity.USER, LIMIT, "head", "-c", ENOUGH_BYTES, "--", file));
    if (!result.succeeded()) {
      throw new UserError(
          "docker-keys",
          "%s cannot read %s, by which the Docker engine and its clients know one another"
              .formatted(context.user().name(), file),
          "see that 'docker info' works, with the same DOCKER_CERT_PATH");
    }
    return result.output();
  }

  /**
   * Returns them as docker-java wants them.
   *
   * @throws UserError if they are not what they should be
   */
  SSLConfig forClient() {
    SSLContext context;
    // What docker-java reads keys with, of which Java knows not all forms, asks for it by its name.
    if (Security.getProvider(BouncyCastleProvider.PROVIDER_NAME) == null) {
      Security.addProvider(new BouncyCastleProvider());
    }
    try {
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(CertificateUtils.createKeyStore(key, certificate), PASSWORD);
      KeyStore trusted = CertificateUtils.createTrustStore(authority);
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      throw new UserError(
          "docker-keys",
          "ca.pem, cert.pem and key.pem in DOCKER_CERT_PATH cannot be used: " + e.getMessage(),
          "see that 'docker info' works, with the same DOCKER_CERT_PATH");
    }
    return () -> context;
  }

  /** Tells nothing of the key. */
  @Override
  public String toString() {
    return "EngineKeys[" + certificate + "]";
  }
}
