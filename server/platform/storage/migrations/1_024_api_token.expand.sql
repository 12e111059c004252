-- Tokens of service accounts, and API keys of an organisation (service_account_id 0).
CREATE TABLE api_token (
  id {serial},
  org_id BIGINT NOT NULL,
  service_account_id BIGINT NOT NULL,
  name VARCHAR(190) NOT NULL,
  hash CHAR(64) NOT NULL,
  role VARCHAR(10) NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT,
  revoked_at BIGINT,
  last_used_at BIGINT);
CREATE UNIQUE INDEX api_token_hash ON api_token (hash);
CREATE UNIQUE INDEX api_token_name ON api_token (org_id, name);
CREATE INDEX api_token_owner ON api_token (service_account_id);
