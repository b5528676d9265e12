package dev.dusty.distribution.bed;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** A class of tests in an emulated VM, which are slow: they are run where they are asked for. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@EnabledIfEnvironmentVariable(
    named = NeedsVm.VARIABLE,
    matches = ".+",
    disabledReason = NeedsVm.REASON)
public @interface NeedsVm {

  /** The environment variable that asks for them. */
  String VARIABLE = "DUSTY_VM";

  /** Why they are not run. */
  String REASON =
      "set DUSTY_VM=1 for the tests in an emulated VM; they take a quarter of an hour and more";
}
