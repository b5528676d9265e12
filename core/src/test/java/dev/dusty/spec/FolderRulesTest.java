package dev.dusty.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dusty.api.UserError;
import dev.dusty.api.spec.ServiceSpec;
import dev.dusty.spec.read.SpecReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules that hold among files: names, references, cycles; and the other kinds of files. */
class FolderRulesTest {

  @TempDir Path folder;

  private void expect(SpecFolder specs, String... problems) {
    assertThat(specs.problems()).containsExactly(problems);
  }

  private SpecFolder specs() {
    return SpecFolder.in(folder);
  }

  @Test
  void bothExtensionsAreRead() {
    assertThat(specs().with("apps/api.yaml", SpecFolder.APP).read().specs().apps())
        .containsOnlyKeys("api", "web");
  }

  @Test
  void theSameNameTwiceIsAnError() {
    expect(
        specs().with("apps/web.yaml", SpecFolder.APP),
        "apps/web.yml:1:1: app 'web' is in apps/web.yaml already; remove one of the two files");
  }

  @Test
  void otherFilesAreLeftAlone() {
    expect(
        specs().with("apps/README.md", "x").with("apps/.hidden.yml", "x").with("notes.yml", "x"));
  }

  @Test
  void foldersInsideAreNotLookedInto() {
    expect(
        specs().with("apps/more/x.yml", SpecFolder.APP),
        "apps/more:1:1: warning: folders in 'apps' are not looked into");
  }

  @Test
  void appNamesTakeAFewCharacters() {
    expect(
        specs().with("apps/My App.yml", SpecFolder.APP),
        "apps/My App.yml:1:1: 'My App' is not a name for an app: it takes lower-case letters and"
            + " digits, in parts joined by single '.', '_' or '-'; rename the file");
  }

  @Test
  void libNamesTakeAFewCharacters() {
    expect(
        specs().with("libs/a--b.yml", SpecFolder.LIB),
        "libs/a--b.yml:1:1: 'a--b' is not a name for a lib: it takes lower-case letters and"
            + " digits, in parts joined by single '.', '_' or '-'; rename the file");
  }

  @Test
  void serviceNamesAreContainerNames() {
    expect(
        specs().with("services/a b.yml", SpecFolder.SERVICE),
        "services/a b.yml:1:1: 'a b' is not a name for a service: it takes letters, digits, '.',"
            + " '_' and '-', beginning with a letter or digit; rename the file");
  }

  @Test
  void theNameOfDustysNginxIsReserved() {
    expect(
        specs().with("services/dustyInternalNginx.yml", SpecFolder.SERVICE),
        "services/dustyInternalNginx.yml:1:1: the name 'dustyInternalNginx' is reserved for Dusty's"
            + " own nginx; rename the file");
  }

  @Test
  void anAppAndAServiceCannotShareAName() {
    expect(
        specs().with("services/web.yml", SpecFolder.SERVICE),
        "apps/web.yml:1:1: the name 'web' is also that of services/web.yml; both are containers, so"
            + " rename one");
  }

  @Test
  void anAppAndALibMayShareANameWithAWarning() {
    expect(
        specs().with("libs/web.yml", SpecFolder.LIB),
        "apps/web.yml:1:1: warning: the name 'web' is also that of libs/web.yml; where a command"
            + " takes either, this app is meant, and 'lib:web' says the lib");
  }

  @Test
  void aServiceAndALibMayShareANameWithAWarning() {
    expect(
        specs().with("libs/db.yml", SpecFolder.LIB),
        "services/db.yml:1:1: warning: the name 'db' is also that of libs/db.yml; where a command"
            + " takes either, this service is meant, and 'lib:db' says the lib");
  }

  @Test
  void namesThatNoSpecHasAreReportedWithTheLikelyOne() {
    expect(
        specs()
            .with("bundles/all.yml", "apps: [wep]\nservices: [dbb]\n")
            .with("apps/api.yml", SpecFolder.APP + "depends: {libs: [comon]}\n"),
        "apps/api.yml:5:18: there is no lib 'comon'; did you mean 'common'?",
        "bundles/all.yml:1:8: there is no app 'wep'; did you mean 'web'?",
        "bundles/all.yml:2:12: there is no service 'dbb'; did you mean 'db'?");
  }

  @Test
  void aNameOfAnotherKindIsSentThere() {
    expect(
        specs().with("apps/web.yml", SpecFolder.APP + "depends:\n  apps:\n    - db\n"),
        "apps/web.yml:7:7: there is no app 'db'; there is a service of that name, which goes under"
            + " 'services'");
  }

  @Test
  void aNameLikeNoneIsReportedWithTheMissingFile() {
    expect(
        specs().with("apps/web.yml", SpecFolder.APP + "conditional_links: {apps: [payments]}\n"),
        "apps/web.yml:5:28: there is no app 'payments'; add apps/payments.yml or remove the name");
  }

  @Test
  void aSuitesUnknownServiceIsReported() {
    expect(
        specs()
            .with(
                "libs/common.yml",
                SpecFolder.LIB
                    + "test: {image: busybox, suites: [{name: u, command: [x], services:"
                    + " [redis]}]}\n"),
        "libs/common.yml:3:68: there is no service 'redis'; add services/redis.yml or remove the"
            + " name");
  }

  @Test
  void aComposeLinkToNoContainerIsReported() {
    expect(
        specs()
            .with("apps/web.yml", SpecFolder.APP + "compose:\n  links: ['db:database', nothing]\n"),
        "apps/web.yml:6:26: there is no app 'nothing'; add apps/nothing.yml or remove the name");
  }

  @Test
  void aCycleOfAppsIsPrinted() {
    expect(
        specs()
            .with("apps/a.yml", SpecFolder.APP + "depends: {apps: [b]}\n")
            .with("apps/b.yml", SpecFolder.APP + "depends: {apps: [web, c]}\n")
            .with("apps/c.yml", SpecFolder.APP + "depends: {apps: [a]}\n"),
        "apps/a.yml:5:18: these need each other, so none can be first: a -> b -> c -> a");
  }

  @Test
  void aConditionalLinkCanCloseACycle() {
    expect(
        specs()
            .with("apps/a.yml", SpecFolder.APP + "depends: {apps: [b]}\n")
            .with("apps/b.yml", SpecFolder.APP + "conditional_links: {apps: [a]}\n"),
        "apps/a.yml:5:18: these need each other, so none can be first: a -> b -> a");
  }

  @Test
  void aSharedNetworkCanCloseACycle() {
    expect(
        specs()
            .with("apps/a.yml", SpecFolder.APP + "depends: {apps: [b]}\n")
            .with("apps/b.yml", SpecFolder.APP + "compose: {network_mode: 'service:a'}\n"),
        "apps/a.yml:5:18: these need each other, so none can be first: a -> b -> a");
  }

  @Test
  void anAppThatDependsOnItselfIsACycle() {
    expect(
        specs().with("apps/a.yml", SpecFolder.APP + "depends: {apps: [a]}\n"),
        "apps/a.yml:5:18: these need each other, so none can be first: a -> a");
  }

  @Test
  void aCycleOfLibsIsPrinted() {
    expect(
        specs()
            .with("libs/a.yml", SpecFolder.LIB + "depends: {libs: [b]}\n")
            .with("libs/b.yml", SpecFolder.LIB + "depends: {libs: [a]}\n"),
        "libs/a.yml:3:18: these need each other, so none can be first: a -> b -> a");
  }

  @Test
  void aDiamondIsNoCycle() {
    expect(
        specs()
            .with("apps/a.yml", SpecFolder.APP + "depends: {apps: [b, c]}\n")
            .with("apps/b.yml", SpecFolder.APP + "depends: {apps: [d]}\n")
            .with("apps/c.yml", SpecFolder.APP + "depends: {apps: [d]}\n")
            .with("apps/d.yml", SpecFolder.APP));
  }

  @Test
  void eachOfTwoSeparateCyclesIsReportedOnce() {
    expect(
        specs()
            .with("apps/a.yml", SpecFolder.APP + "depends: {apps: [b]}\n")
            .with("apps/b.yml", SpecFolder.APP + "depends: {apps: [a]}\n")
            .with("apps/c.yml", SpecFolder.APP + "depends: {apps: [d]}\n")
            .with("apps/d.yml", SpecFolder.APP + "depends: {apps: [c]}\n"),
        "apps/a.yml:5:18: these need each other, so none can be first: a -> b -> a",
        "apps/c.yml:5:18: these need each other, so none can be first: c -> d -> c");
  }

  @Test
  void bundlesMissingAltogetherIsAProblem() {
    expect(
        specs().without("bundles/all.yml"),
        "bundles:1:1: there are no bundles; add a file such as bundles/all.yml that lists 'apps'");
  }

  @Test
  void aBundleNeedsAppsOrServices() {
    expect(
        specs().with("bundles/all.yml", "description: x\n"),
        "bundles/all.yml:1:1: a bundle needs 'apps' or 'services'");
  }

  @Test
  void aLibNeedsRepoAndMount() {
    expect(
        specs().with("libs/common.yml", "install: [make]\n"),
        "libs/common.yml:1:1: missing required key 'mount'",
        "libs/common.yml:1:1: missing required key 'repo'");
  }

  @Test
  void aServiceNeedsAnImage() {
    expect(
        specs().with("services/db.yml", "environment: {A: b}\n"),
        "services/db.yml:1:1: a service needs 'image' or 'build'");
  }

  @Test
  void aServicesContainerNameHasNoEffect() {
    expect(
        specs().with("services/db.yml", SpecFolder.SERVICE + "container_name: x\n"),
        "services/db.yml:2:1: warning: 'container_name' is Dusty's own and has no effect here");
  }

  @Test
  void aServicesLoginIsReadAndNotPassedOn() {
    Specs specs =
        specs()
            .with("services/db.yml", SpecFolder.SERVICE + "image_requires_login: yes\n")
            .read()
            .specs();
    ServiceSpec service = Specs.values(specs.services()).iterator().next();
    assertThat(service.imageRequiresLogin()).isTrue();
    assertThat(service.compose().entries()).containsOnlyKeys("image");
  }

  @Test
  void aFileThatIsNoMapIsAProblem() {
    expect(
        specs().with("apps/web.yml", "- a\n"),
        "apps/web.yml:1:1: an app's file must be a map, not a list");
  }

  @Test
  void anEmptyFileIsAProblem() {
    expect(specs().with("apps/web.yml", ""), "apps/web.yml:1:1: the file is empty");
  }

  @Test
  void aFileOfCommentsIsAProblem() {
    expect(specs().with("apps/web.yml", "# later\n"), "apps/web.yml:1:1: the file is empty");
  }

  @Test
  void aLinkOutOfTheFolderIsNotFollowed(@TempDir Path elsewhere) throws IOException {
    Path secret = Files.writeString(elsewhere.resolve("secret"), "password\n");
    SpecFolder specs = specs();
    Files.createSymbolicLink(folder.resolve("apps/stolen.yml"), secret);
    expect(specs, "apps/stolen.yml:1:1: the link leads outside the folder of specs");
  }

  @Test
  void aLinkInsideTheFolderIsFollowed() throws IOException {
    SpecFolder specs = specs();
    Files.createSymbolicLink(folder.resolve("apps/twin.yml"), Path.of("web.yml"));
    expect(specs);
  }

  @Test
  void aFolderThatIsNotThereIsAnError() {
    assertThatThrownBy(() -> SpecReader.read(folder.resolve("nowhere")))
        .isInstanceOf(UserError.class)
        .hasMessage("there is no folder '" + folder.resolve("nowhere") + "'");
  }

  @Test
  void problemsAreSortedByFileAndLine() {
    expect(
        specs()
            .with("apps/b.yml", "x: 1\n" + SpecFolder.APP + "y: 1\n")
            .with("apps/a.yml", SpecFolder.APP + "z: 1\n"),
        "apps/a.yml:5:1: unknown key 'z'; known here: repo, mount, image, build,"
            + " image_requires_login, depends, conditional_links, host_forwarding, commands,"
            + " scripts, assets, compose, test",
        "apps/b.yml:1:1: unknown key 'x'; known here: repo, mount, image, build,"
            + " image_requires_login, depends, conditional_links, host_forwarding, commands,"
            + " scripts, assets, compose, test",
        "apps/b.yml:6:1: unknown key 'y'; known here: repo, mount, image, build,"
            + " image_requires_login, depends, conditional_links, host_forwarding, commands,"
            + " scripts, assets, compose, test");
  }
}
