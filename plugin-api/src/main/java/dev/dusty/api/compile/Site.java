package dev.dusty.api.compile;

import java.util.regex.Pattern;

/**
 * Addresses and folders of the Docker host, as containers' definitions need them. All folders are
 * absolute paths on the Docker host, without a final slash and without {@code :}.
 *
 * @param vmIp the address at which the user reaches the Docker host: an IPv4 or IPv6 address
 * @param bridgeIp the address at which a container reaches the Docker host: an IPv4 or IPv6 address
 * @param repos the folder that shows the copy in use of each repo, by its {@linkplain
 *     dev.dusty.api.spec.Repo#path() path}
 * @param commandFiles the folder of command files, one folder in it for each app
 * @param assets the folder of assets
 * @param copyArea the folder through which files are copied in and out, one folder in it for each
 *     container
 * @param persist the folder whose content survives a restart of the Docker host
 * @since 1.0
 */
public record Site(
    String vmIp,
    String bridgeIp,
    String repos,
    String commandFiles,
    String assets,
    String copyArea,
    String persist) {

  // Only what such an address can consist of: it ends in files of other languages.
  private static final Pattern IPV4 =
      Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}");
  private static final Pattern IPV6 = Pattern.compile("(?=.*:.*:)[0-9A-Fa-f:]{2,39}");

  /** Checks the addresses and folders. */
  public Site {
    checkAddress(vmIp);
    checkAddress(bridgeIp);
    checkFolder(repos);
    checkFolder(commandFiles);
    checkFolder(assets);
    checkFolder(copyArea);
    checkFolder(persist);
  }

  /** Returns a site with the folders that Dusty uses on a Docker host of its own. */
  public static Site at(String vmIp, String bridgeIp) {
    return new Site(
        vmIp,
        bridgeIp,
        "/dusty_repos",
        "/command_files",
        "/persist/dusty_assets",
        "/cp",
        "/persist");
  }

  /** Returns an address in the form that stands before {@code :port}: IPv6 in brackets. */
  public static String beforePort(String address) {
    return address.indexOf(':') < 0 ? address : "[" + address + "]";
  }

  /** Returns whether this is an IPv4 or IPv6 address. */
  public static boolean isAddress(String text) {
    return IPV4.matcher(text).matches() || IPV6.matcher(text).matches();
  }

  private static void checkAddress(String address) {
    if (!isAddress(address)) {
      throw new IllegalArgumentException("'" + address + "' is not an IP address");
    }
  }

  private static void checkFolder(String folder) {
    if (!folder.startsWith("/") || folder.endsWith("/") || folder.indexOf(':') >= 0) {
      throw new IllegalArgumentException("'" + folder + "' is not an absolute folder");
    }
  }
}
