package dev.dusty.api.test;

import dev.dusty.api.compile.ActiveApp;
import dev.dusty.api.compile.ActiveLib;
import dev.dusty.api.spec.Asset;
import dev.dusty.api.spec.LibSpec;
import dev.dusty.api.spec.Source;
import dev.dusty.api.spec.TestSpec;
import java.util.List;
import java.util.Optional;

/**
 * Whose suites are run. An app and a lib may have the same name.
 *
 * @since 1.0
 */
public sealed interface Tested {

  /**
   * An app.
   *
   * @param app the app with its libs; without links, as nothing else that runs is its tests'
   *     business
   * @since 1.0
   */
  record App(ActiveApp app) implements Tested {
    @Override
    public String name() {
      return app.name();
    }

    @Override
    public String place() {
      return "apps/" + app.name();
    }

    @Override
    public Optional<Source> source() {
      return app.spec().source();
    }

    @Override
    public List<LibSpec> libs() {
      return app.libs();
    }

    @Override
    public List<Asset> assets() {
      return app.spec().assets();
    }

    @Override
    public TestSpec test() {
      return app.spec().test();
    }
  }

  /**
   * A lib.
   *
   * @param lib the lib with those that it depends on
   * @since 1.0
   */
  record Lib(ActiveLib lib) implements Tested {
    @Override
    public String name() {
      return lib.spec().name();
    }

    @Override
    public String place() {
      return "libs/" + lib.spec().name();
    }

    @Override
    public Optional<Source> source() {
      return Optional.of(lib.spec().source());
    }

    @Override
    public List<LibSpec> libs() {
      return lib.libs();
    }

    @Override
    public List<Asset> assets() {
      return lib.spec().assets();
    }

    @Override
    public TestSpec test() {
      return lib.spec().test();
    }
  }

  /** Returns its name. */
  String name();

  /** Returns what to call its spec in messages: {@code apps/web}. */
  String place();

  /** Returns its own repo and where that appears. */
  Optional<Source> source();

  /** Returns every lib that it depends on, each after those that it depends on itself. */
  List<LibSpec> libs();

  /** Returns its own assets; those of its libs are in their specs. */
  List<Asset> assets();

  /** Returns how it is tested. */
  TestSpec test();
}
