-- People and service accounts. A service account has no password, so it cannot sign in by name.
CREATE TABLE user_account (
  id {serial},
  uid VARCHAR(40) NOT NULL,
  login VARCHAR(190) NOT NULL,
  email VARCHAR(190) NOT NULL,
  name VARCHAR(190) NOT NULL,
  password_hash VARCHAR(255),
  org_id BIGINT NOT NULL,
  is_admin SMALLINT NOT NULL,
  is_disabled SMALLINT NOT NULL,
  is_service_account SMALLINT NOT NULL,
  theme VARCHAR(20) NOT NULL,
  help_flags BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  last_seen_at BIGINT);
CREATE UNIQUE INDEX user_account_uid ON user_account (uid);
CREATE INDEX user_account_kind ON user_account (is_service_account, login);
CREATE INDEX user_account_admin ON user_account (is_admin);
-- What may be typed as user name: logins and e-mail addresses, in lower case. One index for both, so nobody can take
-- another one's address as login.
CREATE TABLE user_identifier (
  name VARCHAR(190) NOT NULL PRIMARY KEY,
  user_id BIGINT NOT NULL);
CREATE INDEX user_identifier_user ON user_identifier (user_id);
