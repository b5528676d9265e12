package dev.dusty.cli;

import dev.dusty.api.text.ResourceText;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A shell whose completion Dusty knows, and where such a script is looked for. */
enum ShellKind {
  BASH("bash-completion/completions/dusty"),
  ZSH("zsh/site-functions/_dusty"),
  FISH("fish/vendor_completions.d/dusty.fish");

  private final String path;

  ShellKind(String path) {
    this.path = path;
  }

  /** Returns where the script belongs below a folder {@code share}. */
  String path() {
    return path;
  }

  /** Returns the script. */
  String script() {
    return ResourceText.of(ShellKind.class, "completion." + this);
  }

  /** Returns the shell's name. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads the name, and says which there are where it is none of them. */
  static final class Converter implements ITypeConverter<ShellKind> {
    @Override
    public ShellKind convert(String word) {
      for (ShellKind shell : values()) {
        if (shell.toString().equals(word)) {
          return shell;
        }
      }
      throw new TypeConversionException("'" + word + "' is none of bash, zsh and fish");
    }
  }
}
