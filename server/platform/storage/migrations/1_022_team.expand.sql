CREATE TABLE team (
  id {serial},
  uid VARCHAR(40) NOT NULL,
  org_id BIGINT NOT NULL,
  name VARCHAR(190) NOT NULL,
  email VARCHAR(190) NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL);
CREATE UNIQUE INDEX team_name ON team (org_id, name);
CREATE UNIQUE INDEX team_uid ON team (org_id, uid);
CREATE TABLE team_member (
  org_id BIGINT NOT NULL,
  team_id BIGINT NOT NULL,
  user_id BIGINT NOT NULL,
  permission SMALLINT NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (team_id, user_id));
CREATE INDEX team_member_user ON team_member (user_id, org_id);
