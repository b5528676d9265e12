package dev.dusty.plugin.compose;

import java.util.ArrayList;
import java.util.List;

/** The shells that images have for {@code sh}. */
enum Shell {
  DASH("dash"),
  BASH("bash --posix"),
  BUSYBOX("busybox sh");

  private final String command;

  Shell(String command) {
    this.command = command;
  }

  List<String> command(String... more) {
    List<String> whole = new ArrayList<>(List.of(command.split(" ", -1)));
    whole.addAll(List.of(more));
    return whole;
  }

  void need() {
    RealParts.need(command("-c", ":").toArray(String[]::new));
  }
}
