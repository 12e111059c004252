CREATE TABLE star (
  user_id BIGINT NOT NULL,
  org_id BIGINT NOT NULL,
  dashboard_id BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (user_id, org_id, dashboard_id));
CREATE INDEX star_dashboard ON star (org_id, dashboard_id);
