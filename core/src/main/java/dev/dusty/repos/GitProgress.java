package dev.dusty.repos;

import dev.dusty.api.step.ProcessRunner.Listener;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Hears from git's progress how much of a transfer is done. */
final class GitProgress implements Listener {

  private static final Pattern RECEIVING = Pattern.compile("Receiving objects: +([0-9]{1,3})% .*");

  private final IntConsumer percents;
  private int last = -1;

  /** Creates one that hands out each percent once. */
  GitProgress(IntConsumer percents) {
    this.percents = percents;
  }

  @Override
  public void line(String line, boolean error) {
    Matcher matcher = RECEIVING.matcher(line);
    if (error && matcher.matches()) {
      int percent = Integer.parseInt(matcher.group(1));
      if (percent != last) {
        last = percent;
        percents.accept(percent);
      }
    }
  }
}
