package dev.dusty.upgrade;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How this daemon makes room for the next release: it ends, and whoever started it starts it again.
 */
public final class Succession {

  /** The variable by which a service manager says that it starts a daemon again that failed. */
  public static final String RESTARTED = "DUSTY_RESTARTED";

  private final Releases releases;
  private final Map<String, String> environment;
  private volatile boolean due;

  /**
   * Creates it.
   *
   * @param releases the releases in this installation
   * @param environment the daemon's variables
   */
  public Succession(Releases releases, Map<String, String> environment) {
    this.releases = releases;
    this.environment = Collections.unmodifiableMap(new TreeMap<>(environment));
  }

  /** Returns the releases in this installation. */
  public Releases releases() {
    return releases;
  }

  /** Returns the daemon's variables. */
  public Map<String, String> environment() {
    return environment;
  }

  /** Returns whether somebody starts this daemon again once it has ended. */
  public boolean isRestarted() {
    return !environment.getOrDefault(RESTARTED, "").isEmpty();
  }

  /** Has this daemon end as soon as the command that asks for it has been answered. */
  public void begin() {
    due = true;
  }

  /** Returns whether this daemon is to end. */
  public boolean isDue() {
    return due;
  }
}
