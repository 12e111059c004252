-- One row for a user or team in an organisation, or (user 0, team 0) for the organisation.
CREATE TABLE preference (
  id {serial},
  org_id BIGINT NOT NULL,
  user_id BIGINT NOT NULL,
  team_id BIGINT NOT NULL,
  theme VARCHAR(20) NOT NULL,
  home_dashboard_id BIGINT NOT NULL,
  timezone VARCHAR(80) NOT NULL,
  week_start VARCHAR(20) NOT NULL,
  language VARCHAR(20) NOT NULL,
  navbar {text} NOT NULL,
  query_history {text} NOT NULL,
  updated_at BIGINT NOT NULL);
CREATE UNIQUE INDEX preference_owner ON preference (org_id, user_id, team_id);
