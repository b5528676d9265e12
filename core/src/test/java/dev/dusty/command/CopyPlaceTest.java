package dev.dusty.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CopyPlaceTest {

  @ParameterizedTest
  @ValueSource(strings = {"file", "/a:b", "./web:c", "../x:y", ".", "-", ":a", "a b"})
  void aPathOfThisComputerIsTakenAsItIs(String typed) {
    CopyPlace place = CopyPlace.of(typed);
    assertThat(place.isLocal()).isTrue();
    assertThat(place.path()).isEqualTo(typed);
  }

  @ParameterizedTest
  @CsvSource({"web:/a b, web, /a b", "mongo_cluster:a:b, mongo_cluster, /a:b", "web:/, web, /"})
  void whatIsBeforeTheFirstColonIsAContainer(String typed, String container, String path) {
    CopyPlace place = CopyPlace.of(typed);
    assertThat(place.container()).contains(container);
    assertThat(place.absolute()).isEqualTo(path);
  }
}
