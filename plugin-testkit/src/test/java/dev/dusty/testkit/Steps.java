package dev.dusty.testkit;

import dev.dusty.api.compile.Artifact;
import dev.dusty.api.compile.CompileInput;
import dev.dusty.api.compile.CompileStep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

/** A step that keeps the contract, and some that do not. */
final class Steps {

  private Steps() {}

  private static List<Artifact> file(String content) {
    return List.of(new Artifact("x/y", new Artifact.Place.StateFolder("x/y"), content));
  }

  /** Saves the others a method. */
  public abstract static class Named implements CompileStep {
    @Override
    public String name() {
      return "test";
    }
  }

  /** Keeps every promise. */
  public static final class Good extends Named {
    @Override
    public List<Artifact> compile(CompileInput input) {
      return file(input.specs().bundles() + "\n" + input.site().vmIp());
    }
  }

  /** Reads a file, by way of a helper. */
  public static final class Reading extends Named {
    @Override
    public List<Artifact> compile(CompileInput input) {
      return file(Helper.read());
    }
  }

  private static final class Helper {
    static String read() {
      try {
        return Files.readString(Path.of("/etc/hostname"));
      } catch (IOException e) {
        return "";
      }
    }
  }

  /** Asks the clock in a lambda. */
  public static final class Timed extends Named {
    @Override
    public List<Artifact> compile(CompileInput input) {
      LongSupplier clock = System::nanoTime;
      return file("" + clock.getAsLong());
    }
  }

  /** Remembers earlier calls. */
  public static final class Remembering extends Named {
    private int calls;

    @Override
    public List<Artifact> compile(CompileInput input) {
      return file("" + ++calls);
    }
  }

  /** Writes what a set happens to give first. */
  public static final class Unordered extends Named {
    @Override
    public List<Artifact> compile(CompileInput input) {
      return file(String.join(",", Set.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j")));
    }
  }

  /** Lets the locale decide. */
  public static final class Local extends Named {
    @Override
    @SuppressWarnings("StringCaseLocaleUsage") // what it is bad at
    public List<Artifact> compile(CompileInput input) {
      return file("TITLE".toLowerCase());
    }
  }

  /** Makes one path twice. */
  public static final class Doubling extends Named {
    @Override
    public List<Artifact> compile(CompileInput input) {
      List<Artifact> files = new ArrayList<>(file("a"));
      files.addAll(file("b"));
      return files;
    }
  }
}
