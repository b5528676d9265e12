package dev.dusty.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.dusty.protocol.Terminal;
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
 * @param terminal what the standard streams are
 */
public record Console(
    PrintWriter out,
    PrintWriter err,
    Path folder,
    Map<String, String> environment,
    Terminal terminal) {

  /** Returns a path that the user wrote as an absolute one. */
  public Path resolve(Path written) {
    return folder.resolve(written).normalize();
  }

  /** Writes a value of maps, lists and scalars to standard output as one JSON document. */
  public void json(Object document) {
    ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    try {
      out.println(mapper.writeValueAsString(document));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a value of maps and lists is not JSON", e);
    }
  }

  /** Writes a warning to standard error. */
  public void warn(String warning) {
    err.println("warning: " + TerminalText.plain(warning));
  }

  /** Writes what is wrong, and what to do about it, to standard error. */
  public void error(String problem, String remedy) {
    err.println("dusty: " + TerminalText.plain(problem));
    err.println(TerminalText.plain(remedy));
  }
}
