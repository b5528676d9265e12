package dev.dusty.distribution.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dusty.distribution.bed.GitRemotes;
import dev.dusty.distribution.bed.Parts;
import dev.dusty.distribution.bed.PlainUser;
import dev.dusty.distribution.bed.Pty;
import dev.dusty.distribution.bed.Shell;
import dev.dusty.distribution.bed.Specs;
import dev.dusty.distribution.bed.Trial;
import dev.dusty.distribution.bed.Wait;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BackupIT {

  private static final Duration SOON = Duration.ofSeconds(60);

  /** Owners, modes, holes, links of both kinds, odd names, and a repo of git. */
  private static final String DATA =
      """
      mkdir -p dusty_assets db/.git 'odd
      name' && echo HEAD > db/.git/HEAD && echo secret > db/a && ln db/a db/b
      chown 999:998 db db/a && chmod 4710 db/a && chmod 2700 db && ln -s /nowhere/at/all link
      truncate -s 200M db/holes && echo end >> db/holes && touch -- -dash .hidden ..odd
      head -c 3000000 /dev/urandom > large && touch -d '2020-02-02 02:02:02' db large
      """;

  private static final String TREE =
      "stat -c '%a %u:%g' .; find . -mindepth 1 -printf '%p %y %m %U:%G %n %t %l\\n' | sort;"
          + " find . -type f -exec sha256sum {} + | sort";

  private final GitRemotes remotes = new GitRemotes();
  private Trial trial;
  private Path persist;
  @TempDir Path local;

  @BeforeAll
  void up() {
    trial = Trial.start();
    persist = trial.home().resolve("persist");
    Specs specs =
        new Specs(remotes.create("specs"))
            .answering("web", "web.test", "hello")
            .bundle("all", "web")
            .commit();
    trial.setUp(specs.remote().fileUrl()).activate("all").up();
    trial.dusty("stop").orFail();
  }

  @AfterAll
  void down() {
    trial.close();
    remotes.close();
  }

  @BeforeEach
  void data() {
    in(persist, "find . -mindepth 1 -delete");
    in(persist, DATA);
  }

  private static String in(Path folder, String script) {
    return Shell.run(folder, "bash", "-c", script).orFail().out();
  }

  private String tree() {
    return in(persist, TREE);
  }

  private void change() {
    in(persist, "rm -rf large link && echo new > db/a && echo more > more && chmod 700 .");
  }

  /** On a thread of its own, as it may have to wait for another one. */
  private static <T> CompletableFuture<T> inBackground(Supplier<T> task) {
    return CompletableFuture.supplyAsync(task, run -> Thread.ofPlatform().daemon().start(run));
  }

  private Shell backup(Path folder) {
    return trial.dusty("disk", "backup", folder.toString());
  }

  private Shell restore(Path folder) {
    return trial.dusty("disk", "restore", folder.toString());
  }

  @Test
  void allComesBackAsItWas() throws IOException {
    String before = tree();
    Path folder = local.resolve("my backup");
    backup(folder).orFail();
    assertThat(Files.size(folder.resolve("persist.tar"))).isLessThan(10_000_000);
    change();
    restore(folder).orFail();
    assertThat(tree()).isEqualTo(before);
    assertThat(Long.parseLong(in(persist, "du -k db/holes | cut -f 1").strip())).isLessThan(1000);
    assertThat(persist.resolve(".dusty-restore")).doesNotExist();
    assertThat(trial.up().out()).contains("Up:");
    trial.dusty("stop").orFail();
  }

  @Test
  void whatRunsIsStoppedFirst() {
    Path folder = local.resolve("b");
    trial.up();
    try {
      Shell warned = backup(folder);
      assertThat(warned.orFail().err()).contains("warning: containers run");
      String before = tree();
      Shell refused = restore(folder);
      assertThat(refused.exitCode()).isEqualTo(1);
      assertThat(refused.err())
          .startsWith("dusty: these containers run and use the persistent data: ")
          .contains("web")
          .endsWith("\nstop them first: dusty stop\n");
      assertThat(tree()).isEqualTo(before);
    } finally {
      trial.dusty("stop").orFail();
    }
  }

  @Test
  void aFolderThatHoldsSomethingIsLeftAlone() throws IOException {
    Path folder = local.resolve("b");
    backup(folder).orFail();
    byte[] former = Files.readAllBytes(folder.resolve("backup.json"));
    Shell refused = backup(folder);
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err())
        .isEqualTo(
            "dusty: the folder '%s' is not empty\n".formatted(folder)
                + "name an empty folder, or one that is not there yet; nothing is written over\n");
    assertThat(Files.readAllBytes(folder.resolve("backup.json"))).isEqualTo(former);
  }

  @Test
  void aPlainUserBacksUpToAFolderOfTheirOwnAndOwnersAreKept() throws IOException {
    Path roots = Files.createDirectory(trial.folder().resolve("roots"));
    in(roots, "chmod 700 .");
    String before = tree();
    backup(roots.resolve("b")).orFail();
    try (PlainUser user = PlainUser.of(trial)) {
      Path folder = user.give(Files.createDirectory(trial.folder().resolve("theirs"))).resolve("b");
      user.dusty("disk", "backup", folder.toString()).orFail();
      assertThat(in(folder, "stat -c '%U %a' persist.tar")).isEqualTo("nobody 600\n");
      Shell elsewhere = user.dusty("disk", "backup", roots.resolve("c").toString());
      assertThat(elsewhere.exitCode()).isEqualTo(1);
      assertThat(elsewhere.err()).contains("you cannot write a backup to '", "ermission denied");
      assertThat(roots.resolve("c")).doesNotExist();
      Shell notTheirs = user.dusty("disk", "restore", roots.resolve("b").toString());
      assertThat(notTheirs.exitCode()).isEqualTo(1);
      assertThat(notTheirs.err()).contains("there is no backup that you can read in");
      change();
      user.dusty("disk", "restore", folder.toString()).orFail();
      assertThat(tree()).isEqualTo(before);
    }
  }

  @Test
  void aDamagedBackupChangesNothing() throws IOException {
    Path folder = local.resolve("b");
    backup(folder).orFail();
    change();
    String before = tree();
    byte[] archive = Files.readAllBytes(folder.resolve("persist.tar"));
    byte[] damaged = archive.clone();
    damaged[damaged.length / 2] ^= 1;
    Files.write(folder.resolve("persist.tar"), damaged);
    Shell flipped = restore(folder);
    assertThat(flipped.exitCode()).isEqualTo(1);
    assertThat(flipped.err()).contains("is damaged: it is not what was written");
    Files.write(folder.resolve("persist.tar"), Arrays.copyOf(archive, archive.length / 2));
    assertThat(restore(folder).exitCode()).isEqualTo(1);
    Files.delete(folder.resolve("backup.json"));
    assertThat(restore(folder).err()).contains("there is no backup that you can read in");
    assertThat(tree()).isEqualTo(before);
  }

  @Test
  void aRestoreThatIsKilledKeepsTheOldData() throws IOException {
    Path folder = local.resolve("b");
    backup(folder).orFail();
    change();
    String before = tree();
    try (SlowArchive slow = SlowArchive.of(folder)) {
      CompletableFuture<Shell> client = inBackground(() -> restore(folder));
      slow.begin(persist);
      trial.killDaemon();
      assertThat(client.join().exitCode()).isEqualTo(1);
    }
    trial.startDaemon();
    assertThat(trial.daemonLog())
        .contains(
            "the last 'dusty disk restore' was cut off",
            "an earlier restore was cut off; the persistent data is as it was before");
    assertThat(tree()).isEqualTo(before);
    assertThat(trial.up().out()).contains("Up:");
    trial.dusty("stop").orFail();
  }

  @Test
  void aRestoreThatIsInterruptedKeepsTheOldData() throws IOException {
    Path folder = local.resolve("b");
    backup(folder).orFail();
    change();
    String before = tree();
    try (SlowArchive slow = SlowArchive.of(folder);
        Pty terminal = trial.terminal("disk", "restore", folder.toString())) {
      terminal.await("Replace all persistent data by that of ");
      terminal.type("y\n");
      slow.begin(persist);
      terminal.interrupt();
      assertThat(terminal.exitCode()).isEqualTo(130);
    }
    assertThat(tree()).isEqualTo(before);
  }

  @Test
  void aDiskThatIsFullIsToldAndKeepsTheOldData() throws IOException {
    Path folder = local.resolve("b");
    // In an archive they take a KiB each, and on the small disk a page.
    in(persist, "mkdir small && cd small && for i in {1..3000}; do echo $i > $i; done");
    backup(folder).orFail();
    mount("-t", "tmpfs", "-o", "size=9m,mode=755", "tmpfs", persist.toString());
    try {
      in(persist, "mkdir dusty_assets && echo old > old");
      String before = tree();
      Shell full = restore(folder);
      assertThat(full.exitCode()).isEqualTo(1);
      assertThat(full.err())
          .contains("No space left on device", "the persistent data is as it was");
      assertThat(tree()).isEqualTo(before);
    } finally {
      Shell.run(local, "umount", persist.toString()).orFail();
    }
    Path small = Files.createDirectory(local.resolve("small"));
    mount("-t", "tmpfs", "-o", "size=1m", "tmpfs", small.toString());
    try {
      Shell full = backup(small);
      assertThat(full.exitCode()).isEqualTo(1);
      assertThat(full.err()).contains("No space left on device", "nothing was left behind");
      assertThat(small).isEmptyDirectory();
    } finally {
      Shell.run(local, "umount", small.toString()).orFail();
    }
  }

  /** A mount is no folder that could be replaced; what is in it can. */
  @Test
  void aDiskOfItsOwnIsRestored() {
    Path folder = local.resolve("b");
    String before = tree();
    backup(folder).orFail();
    mount("-t", "tmpfs", "-o", "size=30m", "tmpfs", persist.toString());
    try {
      restore(folder).orFail();
      assertThat(tree()).isEqualTo(before);
    } finally {
      Shell.run(local, "umount", persist.toString()).orFail();
    }
  }

  private void mount(String... arguments) {
    String[] argv = new String[arguments.length + 1];
    argv[0] = "mount";
    System.arraycopy(arguments, 0, argv, 1, arguments.length);
    Parts.require(Shell.run(local, argv).exitCode() == 0, "nothing can be mounted here");
  }

  /** An archive of which only the first half is there until somebody goes away. */
  private static final class SlowArchive implements AutoCloseable {
    private final Path fifo;
    private final byte[] bytes;
    private final CompletableFuture<OutputStream> opened;

    private SlowArchive(Path fifo, byte[] bytes) {
      this.fifo = fifo;
      this.bytes = bytes;
      this.opened =
          inBackground(
              () -> {
                try {
                  return Files.newOutputStream(fifo);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }

    static SlowArchive of(Path folder) throws IOException {
      Path fifo = folder.resolve("persist.tar");
      byte[] bytes = Files.readAllBytes(fifo);
      Files.delete(fifo);
      Shell.run(folder, "mkfifo", "persist.tar").orFail();
      return new SlowArchive(fifo, bytes);
    }

    /** Waits until the first half has arrived beside the old data. */
    void begin(Path persist) throws IOException {
      OutputStream out = opened.orTimeout(SOON.toSeconds(), TimeUnit.SECONDS).join();
      out.write(bytes, 0, bytes.length / 2);
      out.flush();
      Wait.until(
          "something of " + fifo,
          SOON,
          () ->
              Files.exists(persist.resolve(".dusty-restore/new/.hidden"))
                  || Files.exists(persist.resolve(".dusty-restore/new/db")));
    }

    @Override
    public void close() {
      if (opened.isDone() && !opened.isCompletedExceptionally()) {
        try {
          opened.join().close();
        } catch (IOException e) {
          // Nobody reads any more.
        }
      }
    }
  }
}
