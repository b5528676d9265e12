package dev.dusty.plugin.compose;

import dev.dusty.api.text.MarkedSection;
import java.util.ArrayList;
import java.util.List;

/** Host names in {@code /etc/hosts} of containers that were made before the names were known. */
record HostNames(Engine engine, String address) {

  // In one go and in place, as Docker mounts the file; with what every sh has, and nothing else.
  private static final String SCRIPT =
      """
      begin=$1 end=$2
      shift 2
      text= inside=
      while IFS= read -r line || [ -n "$line" ]; do
        case $line in
          "$begin") inside=1 ;;
          "$end") inside= ;;
          *) [ -n "$inside" ] || text="$text$line
      " ;;
        esac
      done < /etc/hosts
      if [ "$#" -gt 0 ]; then
        text="$text$begin
      "
        for line; do
          text="$text$line
      "
        done
        text="$text$end
      "
      fi
      printf %s "$text" > /etc/hosts
      """;

  /**
   * Makes Dusty's section of the file the lines for some names, or takes it out if there are none.
   *
   * @return whether that worked: an image may have no shell
   */
  boolean write(String id, List<String> names) {
    List<String> argv =
        new ArrayList<>(
            List.of("sh", "-c", SCRIPT, "dusty", MarkedSection.BEGIN, MarkedSection.END));
    names.forEach(name -> argv.add(address + " " + name));
    return engine.exec(id, argv) == 0;
  }
}
