package dev.dusty.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where a command was typed: what it reads from there and where its answer goes. A command uses
 * nothing else of its process, so that it can run for somebody who typed it elsewhere.
 *
 * @param out standard output
 * @param err standard error
 * @param folder the working folder, absolute
 * @param environment environment variables
 */
record Console(PrintWriter out, PrintWriter err, Path folder, Map<String, String> environment) {

  /** Returns a path that the user wrote as an absolute one. */
  Path resolve(Path written) {
    return folder.resolve(written).normalize();
  }

  /** Writes a value of maps, lists and scalars to standard output as one JSON document. */
  void json(Object document) {
    ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    try {
      out.println(mapper.writeValueAsString(document));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a value of maps and lists is not JSON", e);
    }
  }

  /** Writes a warning to standard error. */
  void warn(String warning) {
    err.println("warning: " + warning);
  }

  /** Writes what is wrong, and what to do about it, to standard error. */
  void error(String problem, String remedy) {
    err.println("dusty: " + problem);
    err.println(remedy);
  }
}
