package dev.dusty.compile;

/** A plugin did what its contract forbids: a bug of the plugin, whose name and step it tells. */
public final class PluginFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the failure.
   *
   * @param plugin the plugin's id
   * @param step the step's name
   * @param what what it did, to stand behind "step x of plugin y"
   */
  public PluginFailure(String plugin, String step, String what) {
    super(message(plugin, step, what));
  }

  /** Creates the failure of a step that threw. */
  public PluginFailure(String plugin, String step, Throwable cause) {
    super(message(plugin, step, "failed: " + cause), cause);
  }

  private static String message(String plugin, String step, String what) {
    return "step '" + step + "' of plugin '" + plugin + "' " + what;
  }
}
