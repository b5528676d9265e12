package dev.dusty;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The floors of the house: each uses only those below it. */
@AnalyzeClasses(
    packages = "dev.dusty",
    importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.NoTestkit.class})
class ArchitectureTest {

  /** The testkit is there for tests alone, and has rules of its own. */
  static final class NoTestkit implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("dev/dusty/testkit/");
    }
  }

  @ArchTest
  static final ArchRule eachFloorUsesOnlyThoseBelowIt =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .withOptionalLayers(true)
          .layer("api")
          .definedBy("dev.dusty.api..")
          .layer("spec")
          .definedBy("dev.dusty.spec..")
          .layer("assembly")
          .definedBy("dev.dusty.assembly..")
          .layer("graph")
          .definedBy("dev.dusty.graph..")
          .layer("plugin")
          .definedBy("dev.dusty.plugin..")
          .layer("compile")
          .definedBy("dev.dusty.compile..")
          .layer("config")
          .definedBy("dev.dusty.config..")
          .layer("host")
          .definedBy("dev.dusty.host..")
          .layer("repos")
          .definedBy("dev.dusty.repos..")
          .layer("run")
          .definedBy("dev.dusty.run..")
          .layer("upgrade")
          .definedBy("dev.dusty.upgrade..")
          .layer("protocol")
          .definedBy("dev.dusty.protocol..")
          .layer("command")
          .definedBy("dev.dusty.command..")
          .layer("daemon")
          .definedBy("dev.dusty.daemon..")
          .layer("client")
          .definedBy("dev.dusty.client..")
          .layer("cli")
          .definedBy("dev.dusty.cli..")
          .whereLayer("cli")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("client")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("daemon")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("command")
          .mayOnlyBeAccessedByLayers("daemon", "cli")
          .whereLayer("upgrade")
          .mayOnlyBeAccessedByLayers("command", "daemon", "cli")
          .whereLayer("protocol")
          .mayOnlyBeAccessedByLayers("upgrade", "command", "daemon", "client", "cli")
          .whereLayer("run")
          .mayOnlyBeAccessedByLayers("command", "daemon", "cli")
          .whereLayer("repos")
          .mayOnlyBeAccessedByLayers("command")
          .whereLayer("host")
          .mayOnlyBeAccessedByLayers("repos", "run", "upgrade", "command", "daemon", "cli")
          .whereLayer("config")
          .mayOnlyBeAccessedByLayers("run", "upgrade", "command", "daemon", "cli")
          .whereLayer("compile")
          .mayOnlyBeAccessedByLayers("run", "command", "daemon", "cli")
          .whereLayer("plugin")
          .mayOnlyBeAccessedByLayers("compile", "run", "command", "daemon", "cli")
          .whereLayer("graph")
          .mayOnlyBeAccessedByLayers("command", "cli")
          .whereLayer("assembly")
          .mayOnlyBeAccessedByLayers("graph", "compile", "run", "command", "cli")
          .whereLayer("spec")
          .mayOnlyBeAccessedByLayers(
              "assembly", "graph", "compile", "config", "repos", "run", "command", "cli");

  @ArchTest
  static final ArchRule theClientKnowsTheProtocolAndNothingElse =
      classes()
          .that()
          .resideInAnyPackage("dev.dusty.client..", "dev.dusty.protocol..")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                  "dev.dusty.client..", "dev.dusty.protocol..", "java..", "org.jspecify.."));

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("dev.dusty.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule theContractUsesTheJdkOnly =
      classes()
          .that()
          .resideInAPackage("dev.dusty.api..")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage("dev.dusty.api..", "java..", "org.jspecify.annotations.."));

  @ArchTest
  static final ArchRule pf4jIsNamedInOnePackage =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.dusty.plugin..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.pf4j..");

  @ArchTest
  static final ArchRule snakeYamlIsNamedInOnePackage =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.dusty.spec.yaml..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.yaml..");

  @ArchTest
  static final ArchRule picocliIsNamedInOnePackage =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.dusty.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("picocli..");

  @ArchTest
  static final ArchRule assemblyAndGraphTouchNothing =
      noClasses()
          .that()
          .resideInAnyPackage("dev.dusty.assembly..", "dev.dusty.graph..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.nio.file..", "java.net..", "java.time..")
          .orShould()
          .dependOnClassesThat()
          .haveNameMatching("java\\.io\\.(File|RandomAccess|Console).*");

  @ArchTest
  static final ArchRule commandsAnswerToTheirConsole =
      noClasses()
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .because("a command may run for somebody who typed it elsewhere");
}
