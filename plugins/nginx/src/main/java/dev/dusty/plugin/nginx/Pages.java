package dev.dusty.plugin.nginx;

import dev.dusty.api.compile.PortPlan.Forwarding;
import java.util.ArrayList;
import java.util.List;

/**
 * Dusty's own pages, small and without anything from elsewhere, each written once as a variable
 * that servers refer to. Names in them are DNS names and names of apps, which hold nothing that
 * HTML or nginx would take for its own.
 */
final class Pages {

  /** The variable with the page for a host name that no rule has. */
  static final String UNKNOWN_NAME = "$dusty_unknown_name";

  /** The variable with the page while an app does not answer; it goes on to the app by itself. */
  static final String NO_ANSWER = "$dusty_no_answer";

  /** The variable that each server sets to its app's name. */
  static final String APP = "$dusty_app";

  /** nginx takes words of up to 4096 bytes, quotes included (NGX_CONF_BUFFER). */
  private static final int LONGEST_WORD = 3500;

  private static final String HEAD =
      "<!doctype html><html lang='en'><meta charset='utf-8'>"
          + "<meta name='viewport' content='width=device-width'>"
          + "<style>body{font:16px/1.5 system-ui,sans-serif;max-width:40em;margin:12vh auto;"
          + "padding:0 1em;color:#223;background:#fafafa}h1{font-size:1.4em}"
          + "code,pre{background:#eee;padding:.1em .3em}pre{white-space:pre-wrap;font-size:.8em}"
          + "@media(prefers-color-scheme:dark){body{color:#dde;background:#181a1f}"
          + "code,pre{background:#333}a{color:#8cf}}</style>";

  /**
   * Shows the app's state and log as they come from Dusty's daemon, and reloads once the app
   * answers. What an app says is shown as text, never as HTML.
   */
  private static final String SCRIPT =
      "<script>"
          + "let by=id=>document.getElementById(id);"
          + "async function look(){"
          + "try{let r=await fetch(location.href,{cache:'no-store'});"
          + "if(r.status!=502&&r.status!=504)return location.reload()}catch(e){}"
          + "try{let a=await(await fetch('http://127.0.0.1:PORT/app')).json();"
          + "by('state').textContent=a.state+(a.health&&', '+a.health);"
          + "let l=by('log'),end=innerHeight+scrollY>=document.body.scrollHeight-50;"
          + "l.textContent=a.log.join(String.fromCharCode(10));l.hidden=!a.log.length;"
          + "if(end)scrollTo(0,document.body.scrollHeight)}catch(e){}"
          + "setTimeout(look,1000)}"
          + "look()</script>";

  private final List<Forwarding> rules;
  private final String pagePort;

  Pages(List<Forwarding> rules, String pagePort) {
    this.rules = rules;
    this.pagePort = pagePort;
  }

  void writeTo(NginxText config) {
    List<String> parts = listOfNames();
    // nginx itself has some hundred variables.
    config.line("variables_hash_bucket_size 128;");
    config.line("variables_hash_max_size " + Math.max(2048, parts.size() * 8) + ";");
    StringBuilder list = new StringBuilder();
    for (int i = 0; i < parts.size(); i++) {
      String name = "$dusty_names_" + i;
      constant(config, name, NginxText.quote(parts.get(i)));
      list.append("${").append(name.substring(1)).append('}');
    }
    constant(config, "$dusty_head", NginxText.quote(HEAD));
    constant(
        config,
        UNKNOWN_NAME,
        "\"${dusty_head}<title>Unknown name</title><h1>Dusty knows no app of this name</h1>"
            + "<p>These are reached here:</p><ul>"
            + list
            + "</ul>\\n\"");
    constant(config, "$dusty_script", NginxText.quote(SCRIPT.replace("PORT", pagePort)));
    constant(
        config,
        NO_ANSWER,
        "\"${dusty_head}<noscript><meta http-equiv='refresh' content='2'></noscript>"
            + "<title>${dusty_app}</title><h1>${dusty_app} does not answer yet</h1>"
            + "<p>It may still be starting; this page goes on to it as soon as it answers.</p>"
            + "<p>Its container: <b id='state'>unknown</b>. All that it says:"
            + " <code>dusty logs -f ${dusty_app}</code></p><pre id='log' hidden></pre>"
            + "${dusty_script}\\n\"");
  }

  /** A map without cases is nginx's way to define a variable that is the same for all servers. */
  private static void constant(NginxText config, String variable, String word) {
    config.block("map $host " + variable, () -> config.line("default " + word + ";"));
  }

  /** Returns the items of the list of names, in pieces that nginx takes as one word. */
  private List<String> listOfNames() {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    for (Forwarding forwarding : rules) {
      int port = forwarding.rule().hostPort();
      String name = forwarding.rule().hostName() + (port == 80 ? "" : ":" + port);
      part.append("<li><a href='http://").append(name).append("/'>").append(name).append("</a>");
      if (part.length() > LONGEST_WORD - 600) {
        parts.add(part.toString());
        part.setLength(0);
      }
    }
    if (!part.isEmpty()) {
      parts.add(part.toString());
    }
    return parts;
  }
}
