package dev.dusty.plugin;

import dev.dusty.api.Extension;
import dev.dusty.api.compile.CompileStep;
import dev.dusty.api.machine.Machine;
import dev.dusty.api.run.RunStep;
import dev.dusty.api.test.TestRunner;

/** What a plugin can add to Dusty. */
enum ExtensionKind {
  COMPILE("compile", CompileStep.class),
  RUN("run", RunStep.class),
  MACHINE("machine", Machine.class),
  TEST("test", TestRunner.class);

  private final String word;
  private final Class<? extends Extension> type;

  ExtensionKind(String word, Class<? extends Extension> type) {
    this.word = word;
    this.type = type;
  }

  /** Returns the word for users. */
  String word() {
    return word;
  }

  /** Returns the interface that extensions of this kind implement. */
  Class<? extends Extension> type() {
    return type;
  }

  /** Returns the file in a plugin that names its extensions of this kind, one class a line. */
  String serviceFile() {
    return "META-INF/services/" + type.getName();
  }
}
