package dev.dusty.spec.model;

import dev.dusty.api.spec.ServiceSpec;
import dev.dusty.api.value.Value;
import dev.dusty.spec.yaml.Problems;
import dev.dusty.spec.yaml.YamlNode;
import dev.dusty.spec.yaml.YamlNode.Entry;
import dev.dusty.spec.yaml.YamlNode.Mapping;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A service's file: Compose keys, and one key of Dusty's own among them. */
final class ServiceType implements Type<Function<String, ServiceSpec>> {

  private final SpecKey<Boolean> login;

  ServiceType(SpecKey<Boolean> login) {
    this.login = login;
  }

  @Override
  public @Nullable Function<String, ServiceSpec> read(
      YamlNode node, String label, Problems problems) {
    if (!(node instanceof Mapping mapping)) {
      problems.error(node.position(), Types.wrong(label, "a map", node));
      return null;
    }
    if (mapping.entry("image") == null
        && mapping.entry("build") == null
        && mapping.entry("extends") == null) {
      problems.error(node.position(), "a service needs 'image' or 'build'");
    }
    ComposeRules.checkService(mapping, problems);
    Entry loginEntry = mapping.entry(login.name());
    boolean requiresLogin =
        loginEntry != null
            && !loginEntry.value().isMissing()
            && Boolean.TRUE.equals(
                login.type().read(loginEntry.value(), "'" + login.name() + "'", problems));
    Map<String, Value> compose = new LinkedHashMap<>(Values.entries(mapping).entries());
    compose.remove(login.name());
    return name -> new ServiceSpec(name, requiresLogin, new Value.Entries(compose));
  }

  @Override
  public Map<String, Object> schema() {
    Map<String, Object> loginSchema = new LinkedHashMap<>();
    loginSchema.put("description", login.description());
    loginSchema.putAll(login.type().schema());
    return Types.schema(
        "title",
        "A Dusty service",
        "description",
        "Any keys of a Compose service.",
        "type",
        "object",
        "minProperties",
        1,
        "properties",
        Map.of(login.name(), loginSchema),
        "additionalProperties",
        true);
  }
}
