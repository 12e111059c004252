-- Who may become a user and member of an organisation by knowing the code. Rows go when they are used, revoked or too old.
CREATE TABLE invitation (
  id {serial},
  org_id BIGINT NOT NULL,
  code CHAR(32) NOT NULL,
  email VARCHAR(190) NOT NULL,
  name VARCHAR(190) NOT NULL,
  role VARCHAR(10) NOT NULL,
  invited_by BIGINT NOT NULL,
  created_at BIGINT NOT NULL);
CREATE UNIQUE INDEX invitation_code ON invitation (code);
CREATE INDEX invitation_org ON invitation (org_id, created_at);
