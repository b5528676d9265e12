package dev.dusty.plugin;

/** Why a plugin cannot be used, in words for the user. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Refusal(String reason) {
    super(reason);
  }
}
