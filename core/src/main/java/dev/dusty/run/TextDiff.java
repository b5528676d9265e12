package dev.dusty.run;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.util.List;

/** Differences of texts for people to read. */
final class TextDiff {

  private static final int CONTEXT = 3;

  private TextDiff() {}

  /** Returns a unified diff as of diff(1), each line ended by a newline; empty if there is none. */
  static String unified(String name, String before, String after) {
    List<String> old = before.lines().toList();
    List<String> diff =
        UnifiedDiffUtils.generateUnifiedDiff(
            before.isEmpty() ? "/dev/null" : name,
            after.isEmpty() ? "/dev/null" : name,
            old,
            DiffUtils.diff(old, after.lines().toList()),
            CONTEXT);
    if (diff.isEmpty()) {
      return "";
    }
    // What has no lines begins at line 0, as diff(1) and patch(1) have it.
    diff.set(2, diff.get(2).replace(" -1,0 ", " -0,0 ").replace(" +1,0 ", " +0,0 "));
    return String.join("\n", diff) + "\n";
  }
}
