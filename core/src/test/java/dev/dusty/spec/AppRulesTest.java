package dev.dusty.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules of an app's file, each with the message that its author reads. */
class AppRulesTest {

  private static final String REST = "commands: {always: [run]}\n";

  @TempDir Path folder;

  private void expect(String app, String... problems) {
    assertThat(SpecFolder.in(folder).with("apps/web.yml", app).problems())
        .containsExactly(problems);
  }

  @Test
  void aMinimalAppIsValid() {
    expect(SpecFolder.APP);
  }

  @Test
  void anUnknownKeyIsReportedWithTheLikelyOne() {
    expect(
        "image: busybox\ncomands:\n  always: [run]\n",
        "apps/web.yml:2:1: unknown key 'comands'; did you mean 'commands'?");
  }

  @Test
  void anUnknownKeyThatIsLikeNoneIsReportedWithAllThatAreKnown() {
    expect(
        "image: busybox\n" + REST + "depends:\n  bundles: [x]\n",
        "apps/web.yml:4:3: unknown key 'bundles'; known here: apps, services, libs");
  }

  @Test
  void aComposeKeyBesideComposeIsSentThere() {
    expect(
        "image: busybox\n" + REST + "environment: {A: b}\n",
        "apps/web.yml:3:1: unknown key 'environment'; Compose keys go under 'compose'");
  }

  @Test
  void aDuplicateKeyIsReportedWithTheFirstOnesLine() {
    expect(
        "image: busybox\n" + REST + "image: nginx\n",
        "apps/web.yml:3:1: duplicate key 'image'; it is in line 1 already");
  }

  @Test
  void commandsAreRequired() {
    expect("image: busybox\n", "apps/web.yml:1:1: missing required key 'commands'");
  }

  @Test
  void theKeyAlwaysIsRequired() {
    expect(
        "image: busybox\ncommands:\n  once: [a]\n",
        "apps/web.yml:3:3: missing required key 'always'");
  }

  @Test
  void alwaysWithNothingBehindItIsEmpty() {
    expect("image: busybox\ncommands:\n  always:\n");
  }

  @Test
  void repoNeedsMount() {
    expect(
        "image: busybox\nrepo: github.com/org/web\n" + REST,
        "apps/web.yml:2:1: 'repo' needs 'mount': they come together or not at all");
  }

  @Test
  void mountNeedsRepo() {
    expect(
        "image: busybox\nmount: /web\n" + REST,
        "apps/web.yml:2:1: 'mount' needs 'repo': they come together or not at all");
  }

  @Test
  void aMountIsAbsolute() {
    expect(
        "image: busybox\nrepo: github.com/org/web\nmount: web\n" + REST,
        "apps/web.yml:3:8: 'mount': 'web' is not an absolute path");
  }

  @Test
  void aMountHoldsNoColon() {
    expect(
        "image: busybox\nrepo: github.com/org/web\nmount: /a:b\n" + REST,
        "apps/web.yml:3:1: 'mount': '/a:b' has a ':', which a volume cannot have");
  }

  @Test
  void aMountIsNotTheRoot() {
    expect(
        "image: busybox\nrepo: github.com/org/web\nmount: /\n" + REST,
        "apps/web.yml:3:1: 'mount': a repo cannot be mounted over the root of a container");
  }

  @Test
  void aRepoLeadsNowhereElse() {
    expect(
        "image: busybox\nrepo: github.com/../../etc\nmount: /web\n" + REST,
        "apps/web.yml:2:7: 'repo': 'github.com/../../etc' leads outside the folder of repos; write"
            + " github.com/org/name, https://host/path, ssh://user@host:port/path, user@host:path,"
            + " file:///path or /path, each with an optional #branch");
  }

  @Test
  void imageAndBuildExcludeEachOther() {
    expect(
        "image: busybox\nbuild: /x\n" + REST,
        "apps/web.yml:2:1: 'image' and 'build' exclude each other; remove one");
  }

  @Test
  void oneOfImageAndBuildIsNeeded() {
    expect(REST, "apps/web.yml:1:1: one of 'image' and 'build' is needed");
  }

  @Test
  void aRelativeBuildFolderNeedsARepo() {
    expect(
        "build: docker\n" + REST,
        "apps/web.yml:1:1: 'build' is relative to the repo, and there is no 'repo'; add one or"
            + " write an absolute folder");
  }

  @Test
  void aRepoThatNobodyMountsIsOneMistake() {
    expect(
        "build: docker\nrepo: github.com/org/web\n" + REST,
        "apps/web.yml:2:1: 'repo' needs 'mount': they come together or not at all");
  }

  @Test
  void aBuildFolderStaysInTheRepo() {
    expect(
        "build: ../x\nrepo: github.com/org/web\nmount: /web\n" + REST,
        "apps/web.yml:1:1: 'build': '../x' leads outside the repo");
  }

  @Test
  void aLoginForABuildIsOdd() {
    expect(
        "build: /x\nimage_requires_login: true\n" + REST,
        "apps/web.yml:2:1: warning: 'image_requires_login' has no effect with 'build'");
  }

  @Test
  void aTruthValueIsNoString() {
    expect(
        "image: busybox\nimage_requires_login: maybe\n" + REST,
        "apps/web.yml:2:23: 'image_requires_login' must be true or false, not the string 'maybe'");
  }

  @Test
  void aNumberIsNoString() {
    expect(
        "image: 5\n" + REST,
        "apps/web.yml:1:8: 'image' must be a string, not the number 5; write it in quotes: '5'");
  }

  @Test
  void aCommandThatYamlTakesForATruthValueIsToBeQuoted() {
    expect(
        "image: busybox\ncommands:\n  always:\n    - true\n",
        "apps/web.yml:4:7: an item of 'always' must be a string, not the truth value true; write it"
            + " in quotes: 'true'");
  }

  @Test
  void aListIsNoString() {
    expect(
        "image: busybox\n" + REST + "depends:\n  apps: web\n",
        "apps/web.yml:4:9: 'apps' must be a list, not the string 'web'; write '- web' in a line of"
            + " its own");
  }

  @Test
  void aMapIsNoList() {
    expect(
        "image: busybox\n" + REST + "depends:\n  - web\n",
        "apps/web.yml:4:3: 'depends' must be a map, not a list");
  }

  @Test
  void anEmptyItemIsReported() {
    expect(
        "image: busybox\ncommands:\n  always:\n    -\n",
        "apps/web.yml:4:6: an item of 'always' is empty");
  }

  @Test
  void keysWithNothingBehindThemHaveTheirDefaults() {
    expect(
        "image: busybox\n"
            + REST
            + "depends:\nconditional_links:\nhost_forwarding:\nscripts:\nassets:\ncompose:\ntest:\n"
            + "image_requires_login:\nrepo:\nmount:\n");
  }

  @Test
  void aScriptNeedsNameAndCommand() {
    expect(
        "image: busybox\n" + REST + "scripts:\n  - description: x\n",
        "apps/web.yml:4:5: missing required key 'command'",
        "apps/web.yml:4:5: missing required key 'name'");
  }

  @Test
  void scriptNamesAreUsedOnce() {
    expect(
        "image: busybox\n"
            + REST
            + "scripts:\n  - {name: a, command: [x]}\n  - {name: a, command: [y]}\n",
        "apps/web.yml:5:6: a second script 'a'; names are used once");
  }

  @Test
  void assetNamesAreUsedOnce() {
    expect(
        "image: busybox\n" + REST + "assets:\n  - {name: a, path: /x}\n  - {name: a, path: /y}\n",
        "apps/web.yml:5:6: a second asset 'a'; names are used once");
  }

  @Test
  void anAssetsPathIsAbsolute() {
    expect(
        "image: busybox\n" + REST + "assets:\n  - {name: a, path: etc/x}\n",
        "apps/web.yml:4:21: 'path': 'etc/x' is not an absolute path");
  }

  @Test
  void composeKeysOfDustysOwnHaveNoEffect() {
    expect(
        "image: busybox\n"
            + REST
            + "compose:\n  command: a\n  entrypoint: b\n  working_dir: /c\n  container_name: d\n"
            + "  user: e\n",
        "apps/web.yml:4:3: warning: 'compose.command' is Dusty's own and has no effect here",
        "apps/web.yml:5:3: warning: 'compose.entrypoint' is Dusty's own and has no effect here",
        "apps/web.yml:6:3: warning: 'compose.working_dir' is Dusty's own and has no effect here",
        "apps/web.yml:7:3: warning: 'compose.container_name' is Dusty's own and has no effect here",
        "apps/web.yml:8:3: warning: 'compose.user' is Dusty's own and has no effect here;"
            + " the config key 'run_as_owner' names the apps that run as the owner of the repos");
  }

  @Test
  void keysOfTheFirstComposeFormatAreOdd() {
    expect(
        "image: busybox\n" + REST + "compose:\n  net: bridge\n  log_driver: none\n",
        "apps/web.yml:4:3: warning: 'net' is a key of the first Compose file format; write"
            + " 'network_mode'",
        "apps/web.yml:5:3: warning: 'log_driver' is a key of the first Compose file format; write"
            + " 'logging.driver'");
  }

  @Test
  void composeKeysThatNeedATopLevelAreRefused() {
    expect(
        "image: busybox\n" + REST + "compose:\n  secrets: [a]\n",
        "apps/web.yml:4:3: 'secrets' refers to the top level of a Compose file, which specs do not"
            + " have; use assets or 'environment'");
  }

  @Test
  void composeKeysThatDustyAddsToHaveTheRightForm() {
    expect(
        "image: busybox\n" + REST + "compose:\n  environment: A=b\n  volumes: {a: b}\n",
        "apps/web.yml:4:16: 'environment' must be a list or a map, not the string 'A=b'",
        "apps/web.yml:5:12: 'volumes' must be a list, not a map");
  }

  @Test
  void aVolumesPlaceInTheContainerIsAbsolute() {
    expect(
        "image: busybox\n"
            + REST
            + "compose:\n  volumes:\n    - /a:b\n    - data:/x:ro\n    - {type: bind, source: /a,"
            + " target: c}\n    - relative\n",
        "apps/web.yml:5:7: the volume's place in the container, 'b', is not an absolute path",
        "apps/web.yml:7:40: the volume's place in the container, 'c', is not an absolute path",
        "apps/web.yml:8:7: the volume's place in the container, 'relative', is not an absolute"
            + " path");
  }

  @Test
  void suitesNeedAnImage() {
    expect(
        "image: busybox\n" + REST + "test:\n  suites:\n    - {name: unit, command: [x]}\n",
        "apps/web.yml:4:3: one of 'image' and 'build' is needed");
  }

  @Test
  void noSuiteIsNamedAll() {
    expect(
        "image: busybox\n"
            + REST
            + "test:\n  image: busybox\n  suites:\n    - {name: All, command: [x]}\n",
        "apps/web.yml:6:14: 'name': 'All' is not a name of one line, at most 100 characters and not"
            + " 'all'");
  }

  @Test
  void suiteNamesAreUsedOnce() {
    expect(
        "image: busybox\n"
            + REST
            + "test:\n  image: busybox\n  suites:\n    - {name: a, command: [x]}\n    - {name: a,"
            + " command: [x]}\n",
        "apps/web.yml:7:8: a second suite 'a'; names are used once");
  }

  @Test
  void allProblemsOfAFileAreReportedInOneRun() {
    expect(
        "imag: busybox\ncommands: {always: 5}\nassets: [{name: a}]\nmount: x\n",
        "apps/web.yml:1:1: one of 'image' and 'build' is needed",
        "apps/web.yml:1:1: unknown key 'imag'; did you mean 'image'?",
        "apps/web.yml:2:20: 'always' must be a list, not the number 5",
        "apps/web.yml:3:10: missing required key 'path'",
        "apps/web.yml:4:1: 'mount' needs 'repo': they come together or not at all",
        "apps/web.yml:4:8: 'mount': 'x' is not an absolute path");
  }
}
