package dev.dusty.spec.model;

import dev.dusty.spec.yaml.Problems;
import dev.dusty.spec.yaml.YamlNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What may stand behind a key: how to read it, and how to describe it to an editor.
 *
 * @param <T> what it is read as
 */
interface Type<T> {

  /**
   * Reads a value.
   *
   * @param node the value; not {@linkplain YamlNode#isMissing() missing}
   * @param label what the value is, for messages: {@code 'host_port'}
   * @param problems where problems go
   * @return the value, or null where it cannot be used, which is then among the problems
   */
  @Nullable T read(YamlNode node, String label, Problems problems);

  /** Returns the JSON Schema (draft 2020-12) of the values that {@link #read} takes. */
  Map<String, Object> schema();
}
