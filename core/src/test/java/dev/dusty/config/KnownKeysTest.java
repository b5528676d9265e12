package dev.dusty.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dusty.api.ConfigKey;
import dev.dusty.api.UserError;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KnownKeysTest {

  private static final String ALL =
      "keys: address, folder, image, machine, program, quick, release_key, release_source, specs_repo, username, vm_memory_size";

  private final KnownKeys keys =
      KnownKeys.with(
          List.of(
              ConfigKey.text("image", "nginx", "An image"),
              new ConfigKey("quick", ConfigKey.Type.BOOLEAN, "true", "A flag"),
              ConfigKey.address("address", "", "An address"),
              new ConfigKey("folder", ConfigKey.Type.PATH, "/srv", "A folder"),
              new ConfigKey("program", ConfigKey.Type.ROOT_COMMAND, "", "A program")),
          List.of("boot2docker", "local"));

  private void assertRefused(String key, String value, String problem, String remedy) {
    assertThatThrownBy(() -> keys.check(key, value))
        .isInstanceOf(UserError.class)
        .hasMessage(problem)
        .extracting(e -> ((UserError) e).remedy())
        .isEqualTo(remedy);
  }

  @Test
  void theKeysArePluginsAndDustysOwnByName() {
    assertThat(keys.keys().keySet())
        .containsExactly(
            "address",
            "folder",
            "image",
            "machine",
            "program",
            "quick",
            "release_key",
            "release_source",
            "specs_repo",
            "username",
            "vm_memory_size");
  }

  @ParameterizedTest
  @CsvSource({
    "image,nginx:1.27",
    "image,''",
    "quick,true",
    "quick,false",
    "address,127.0.0.1",
    "address,fe80::1",
    "address,''",
    "folder,/a b",
    "machine,local",
    "machine,''",
    "program,/sbin/reload",
    "program,/sbin/reload -a  b",
    "program,''",
    "vm_memory_size,4096",
    "vm_memory_size,-9223372036854775808",
    "vm_memory_size,9223372036854775807"
  })
  void aValueOfTheRightTypeIsKeptAsItIs(String key, String value) {
    assertThat(keys.check(key, value)).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2 GB", "1e3", "+5", "9223372036854775808", "0x10", "\u0665"})
  void aNumberIsADecimalOfTheRangeOfLong(String value) {
    assertRefused(
        "vm_memory_size",
        value,
        "'%s' is no value for 'vm_memory_size'".formatted(value),
        "give a whole number");
  }

  @ParameterizedTest
  @ValueSource(strings = {"reload", "./reload", " /sbin/reload", "/sbin/reload ", "/a\tb", "/a\n"})
  void aProgramOfRootsIsAnAbsolutePathAndArguments(String value) {
    assertRefused(
        "program",
        value,
        "'%s' is no value for 'program'".formatted(value.strip()),
        "give a program's absolute path and its arguments, or '' for what is found out");
  }

  @Test
  void aFlagIsTrueOrFalse() {
    assertRefused("quick", "yes", "'yes' is no value for 'quick'", "give true or false");
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "1.2.3", "1.2.3.4/24"})
  void anAddressIsOneOfTheInternetProtocol(String value) {
    assertRefused(
        "address",
        value,
        "'%s' is no value for 'address'".formatted(value),
        "give an IP address, or '' for what is found out");
  }

  @Test
  void aPathIsAbsolute() {
    assertRefused("folder", "a/b", "'a/b' is no value for 'folder'", "give an absolute path");
    assertRefused("folder", "", "'' is no value for 'folder'", "give an absolute path");
  }

  @Test
  void aChoiceIsOneOfItsWordsAndTheOneThatIsMeantIsTold() {
    assertRefused(
        "machine",
        "boot2dokker",
        "'boot2dokker' is no value for 'machine'; did you mean 'boot2docker'?",
        "give one of: boot2docker, local, or '' for what is found out");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "a\n", "a\r", "a\0"})
  void aTextHasOneLine(String value) {
    assertThatThrownBy(() -> keys.check("image", value))
        .isInstanceOf(UserError.class)
        .extracting(e -> ((UserError) e).remedy())
        .isEqualTo("give a text of one line");
  }

  @Test
  void anUnknownKeyIsRefusedWithTheListAndTheOneThatIsMeant() {
    assertRefused("usernam", "x", "there is no key 'usernam'; did you mean 'username'?", ALL);
  }

  @Test
  void aKeyThatIsNoPlainStringIsRefusedWithTheCommandForIt() {
    assertRefused(
        "bundles",
        "x",
        "'bundles' is no plain string",
        "use 'dusty bundles activate' for it; " + ALL);
  }
}
