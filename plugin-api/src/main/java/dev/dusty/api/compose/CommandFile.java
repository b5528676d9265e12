package dev.dusty.api.compose;

import dev.dusty.api.spec.Names;

/**
 * Where a file with the commands of an app, a script or a test suite is found: the compile step
 * writes it there, and whoever starts it looks there.
 *
 * @param folder the folder of the app or lib, below the {@linkplain
 *     dev.dusty.api.compile.Site#commandFiles() folder of command files}; different for an app and
 *     a lib of one name
 * @param file the file below that folder
 * @since 1.0
 */
public record CommandFile(String folder, String file) {

  /** Where a container sees its app's or lib's folder. */
  public static final String MOUNT = "/command_files";

  private static final String PREFIX = "dusty_command_file_";

  /** Returns the file that an app's container runs. */
  public static CommandFile ofApp(String app) {
    return new CommandFile(app, PREFIX + app + ".sh");
  }

  /** Returns the file of an app's script. */
  public static CommandFile ofScript(String app, String script) {
    return new CommandFile(app, PREFIX + app + "_script_" + Names.toFileName(script) + ".sh");
  }

  /** Returns the file of an app's test suite. */
  public static CommandFile ofAppSuite(String app, String suite) {
    return new CommandFile(app, suiteFile(app, suite));
  }

  /** Returns the file of a lib's test suite. */
  public static CommandFile ofLibSuite(String lib, String suite) {
    // No app's name has two hyphens in a row.
    return new CommandFile("lib--" + lib, suiteFile(lib, suite));
  }

  private static String suiteFile(String name, String suite) {
    return "test/" + PREFIX + name + "_test_" + Names.toFileName(suite) + ".sh";
  }

  /** Returns the path below the folder of command files. */
  public String path() {
    return folder + "/" + file;
  }

  /** Returns the absolute path in a container that mounts the folder at {@link #MOUNT}. */
  public String inContainer() {
    return MOUNT + "/" + file;
  }
}
