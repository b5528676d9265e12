package dev.dusty.api.test;

import dev.dusty.api.Extension;
import dev.dusty.api.run.MachineContext;
import dev.dusty.api.spec.Suite;
import dev.dusty.api.step.ProcessRunner;
import java.io.IOException;
import java.util.List;

/**
 * Runs test suites in containers that are there for them alone.
 *
 * <p>Several threads may call it at once: suites of several apps, and several suites of one app,
 * run at the same time. Dusty sees to it that {@link #image} is called for one app or lib by one
 * thread at a time. Any method may throw {@link dev.dusty.api.UserError}, and {@link
 * java.util.concurrent.CancellationException} from what the context hands out.
 *
 * @since 1.0
 */
public interface TestRunner extends Extension {

  /**
   * Makes sure that the image is there in which the suites run: pulled or built, and with what the
   * {@code once} commands leave as one layer on top. It is kept, and made again from its base if
   * that is another one now, if what the spec says of it changed, or if a repo that is in it has
   * other commits checked out.
   *
   * @param anew whether it is made again in any case
   * @return the image, for one call of {@link #run}; it is there until that returns
   * @throws IOException if something cannot be read or written
   */
  String image(TestContext context, boolean anew) throws IOException;

  /**
   * Runs a suite to its end, in a fresh container beside fresh ones of its services, which it
   * reaches on localhost. None of them is there any more when this returns or throws, and none of
   * another run is touched.
   *
   * @param image what {@link #image} returned
   * @param suite a suite of the tested app or lib
   * @param arguments what the suite's last command is given, exactly; none for its default ones
   * @param output told of each line that the suite writes, as it comes, by one thread at a time
   * @return the suite's exit code, 0 to 255
   * @throws IOException if something cannot be read or written
   */
  int run(
      TestContext context,
      String image,
      Suite suite,
      List<String> arguments,
      ProcessRunner.Listener output)
      throws IOException;

  /**
   * Removes what runs left behind that were cut off because Dusty was killed. What runs now in this
   * process stays. Does nothing, and asks no machine, where there is nothing to remove.
   *
   * @throws IOException if something cannot be read or written
   */
  default void sweep(MachineContext context) throws IOException {}
}
