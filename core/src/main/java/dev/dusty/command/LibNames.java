package dev.dusty.command;

import dev.dusty.spec.Specs;
import java.util.Set;
import java.util.TreeSet;

/** How a lib is named where an app could be meant as well. */
final class LibNames {

  /** What stands before a lib's name to say that no app is meant. */
  static final String PREFIX = "lib:";

  private LibNames() {}

  /** Returns whether no app can be meant. */
  static boolean isOfLib(String typed) {
    return typed.startsWith(PREFIX);
  }

  /** Returns the lib's name in what somebody typed, with the prefix or without. */
  static String lib(String typed) {
    return isOfLib(typed) ? typed.substring(PREFIX.length()) : typed;
  }

  /** Returns what one has to type to mean a lib. */
  static String toType(Specs specs, String lib) {
    return specs.apps().containsKey(lib) ? PREFIX + lib : lib;
  }

  /** Returns what one can type to mean an app or a lib, sorted. */
  static Set<String> all(Specs specs) {
    Set<String> names = new TreeSet<>(specs.apps().keySet());
    specs.libs().keySet().forEach(lib -> names.add(toType(specs, lib)));
    return names;
  }
}
