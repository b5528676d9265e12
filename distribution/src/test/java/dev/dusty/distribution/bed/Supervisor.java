package dev.dusty.distribution.bed;

import java.util.List;
import java.util.Map;

/** Starts a program again each time it fails, as a service manager does; SIGTERM ends both. */
final class Supervisor {

  /** By which the daemon knows that it is started again. */
  static final Map<String, String> ENVIRONMENT = Map.of("DUSTY_RESTARTED", "yes");

  /** The beginning of an argument vector that ends with the program and its arguments. */
  static final List<String> STARTER =
      List.of(
          "sh",
          "-c",
          """
          over=
          trap 'over=yes; kill -TERM "$child"' TERM
          while :; do
            "$@" &
            child=$!
            code=0
            wait "$child" || code=$?
            if [ -n "$over" ]; then
              wait "$child"
              exit
            fi
            [ "$code" != 0 ] || exit 0
            sleep 1
          done
          """,
          "supervisor");

  private Supervisor() {}
}
