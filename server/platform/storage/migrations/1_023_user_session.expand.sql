CREATE TABLE user_session (
  id {serial},
  sid_hash CHAR(64) NOT NULL,
  user_id BIGINT NOT NULL,
  n INTEGER NOT NULL,
  created_at BIGINT NOT NULL,
  rotated_at BIGINT NOT NULL,
  first_seen_at BIGINT,
  seen_at BIGINT NOT NULL,
  revoked_at BIGINT,
  revoked_why VARCHAR(20),
  client_ip VARCHAR(45) NOT NULL,
  user_agent VARCHAR(255) NOT NULL);
CREATE UNIQUE INDEX user_session_sid ON user_session (sid_hash);
CREATE INDEX user_session_user ON user_session (user_id, revoked_at);
CREATE INDEX user_session_age ON user_session (rotated_at);
