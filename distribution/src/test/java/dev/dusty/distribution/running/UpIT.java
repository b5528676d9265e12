package dev.dusty.distribution.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dusty.distribution.bed.Examples;
import dev.dusty.distribution.bed.Trial;
import dev.dusty.distribution.bed.Web;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpIT {

  private static final Duration SOON = Duration.ofSeconds(20);

  @ParameterizedTest
  @ValueSource(strings = {"docker compose", "docker-compose"})
  void theExamplesComeUpAndAnswerByName(String compose) {
    try (Trial trial = Trial.start()) {
      Examples.setUp(trial, "shop", "chat", "orders");
      trial.dusty("config", "set", "compose_command", compose).orFail();
      trial.up();

      Web web = trial.web();
      Web.Answer shop = web.await("shop.test", "/cgi-bin/front", 200, SOON);
      assertThat(shop.body()).contains("The corner shop", "tea");
      assertThat(web.await("catalog.shop.test", "/cgi-bin/products", 200, SOON).body())
          .contains("tea");
      web.await("cart.shop.test", "/cgi-bin/cart", 200, SOON);
      assertThat(trial.web(7000).talk("last\nquit\n", "welcome to the chat"))
          .contains("welcome to the chat");
      assertThat(web.get("nobody.test", "/").status()).isEqualTo(404);
      assertThat(trial.hostsFile())
          .contains(trial.address() + " shop.test", trial.address() + " chat.shop.test");
      assertThat(trial.containers().keySet())
          .contains("shop", "catalog", "cart", "chat", "worker", "store");
    }
  }
}
