package dev.dusty.command;

import dev.dusty.api.step.HostUser;
import dev.dusty.host.Users;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Looks up users. An answer is kept for a minute, as each command asks twice and each question is a
 * process.
 */
public final class Accounts {

  private static final long KEPT_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final Users users;
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();

  private record Answer(Optional<HostUser> user, long time) {}

  private interface Question {
    Optional<HostUser> ask() throws IOException;
  }

  /** Creates the look-up. */
  public Accounts(Users users) {
    this.users = users;
  }

  /** Returns the user of a name. */
  public Optional<HostUser> named(String name) throws IOException {
    return remembered("name " + name, () -> users.named(name));
  }

  /** Returns the user of a number. */
  public Optional<HostUser> withUid(long uid) throws IOException {
    return remembered("uid " + uid, () -> users.withUid(uid));
  }

  /** Returns whether a user is in a group now. */
  public boolean isInGroup(String user, String group) throws IOException {
    return users.isInGroup(user, group);
  }

  private Optional<HostUser> remembered(String key, Question question) throws IOException {
    Answer answer = answers.get(key);
    long now = System.nanoTime();
    if (answer == null || now - answer.time() > KEPT_NANOS || answer.user().isEmpty()) {
      answer = new Answer(question.ask(), now);
      answers.put(key, answer);
    }
    return answer.user();
  }
}
