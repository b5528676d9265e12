package dev.dusty.spec.yaml;

import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** Writes values of maps, lists and strings as a YAML document for people to read. */
public final class YamlText {

  private YamlText() {}

  /** Returns the document, its entries in the map's order, strings quoted where they must be. */
  public static String of(Map<String, ?> values) {
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    options.setSplitLines(false);
    options.setAllowUnicode(true);
    return new Yaml(options).dump(values);
  }
}
