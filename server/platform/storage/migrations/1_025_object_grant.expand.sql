-- Who may do what with one folder or dashboard, besides what the role gives. Exactly one of user_id, team_id and role is
-- set, the others are 0 and ''. Right: 0 takes a role's default away, 1 view, 2 edit, 4 administrate.
CREATE TABLE object_grant (
  id {serial},
  org_id BIGINT NOT NULL,
  kind VARCHAR(10) NOT NULL,
  object_id BIGINT NOT NULL,
  user_id BIGINT NOT NULL,
  team_id BIGINT NOT NULL,
  role VARCHAR(10) NOT NULL,
  granted SMALLINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL);
CREATE UNIQUE INDEX object_grant_place ON object_grant (org_id, object_id, kind, user_id, team_id, role);
CREATE INDEX object_grant_user ON object_grant (user_id, org_id);
CREATE INDEX object_grant_team ON object_grant (team_id, org_id);
