-- Folders are a tree by parent_uid ('' is the root); dashboards stand in one folder ('' is General).
-- changed_seq is the organisation's content number of the last change: a node reads what is above the number it knows.
CREATE TABLE folder (
  id {serial}, org_id BIGINT NOT NULL, uid VARCHAR(40) NOT NULL, parent_uid VARCHAR(40) NOT NULL,
  title VARCHAR(255) NOT NULL, description {text} NOT NULL, version INTEGER NOT NULL, changed_seq BIGINT NOT NULL,
  created_at BIGINT NOT NULL, created_by BIGINT NOT NULL, updated_at BIGINT NOT NULL, updated_by BIGINT NOT NULL);
CREATE UNIQUE INDEX folder_uid ON folder (org_id, uid);
CREATE UNIQUE INDEX folder_title ON folder (org_id, parent_uid, title);
CREATE INDEX folder_changed ON folder (org_id, changed_seq);

-- The JSON of a dashboard is that of its newest version; tags is a JSON array of strings.
CREATE TABLE dashboard (
  id {serial}, org_id BIGINT NOT NULL, uid VARCHAR(40) NOT NULL, folder_uid VARCHAR(40) NOT NULL,
  title VARCHAR(255) NOT NULL, tags {text} NOT NULL, version INTEGER NOT NULL, changed_seq BIGINT NOT NULL,
  created_at BIGINT NOT NULL, created_by BIGINT NOT NULL, updated_at BIGINT NOT NULL, updated_by BIGINT NOT NULL);
CREATE UNIQUE INDEX dashboard_uid ON dashboard (org_id, uid);
CREATE UNIQUE INDEX dashboard_title ON dashboard (org_id, folder_uid, title);
CREATE INDEX dashboard_changed ON dashboard (org_id, changed_seq);

CREATE TABLE dashboard_version (
  id {serial}, dashboard_id BIGINT NOT NULL, version INTEGER NOT NULL, parent_version INTEGER NOT NULL,
  restored_from INTEGER NOT NULL, created_at BIGINT NOT NULL, created_by BIGINT NOT NULL, message VARCHAR(500) NOT NULL,
  data {text} NOT NULL);
CREATE UNIQUE INDEX dashboard_version_number ON dashboard_version (dashboard_id, version);

-- Which file a dashboard was provisioned from; it is then read-only unless the provider allows changes.
CREATE TABLE dashboard_provisioning (
  dashboard_id BIGINT NOT NULL PRIMARY KEY, provider VARCHAR(190) NOT NULL, external_id VARCHAR(500) NOT NULL,
  checksum CHAR(64) NOT NULL, allows_changes SMALLINT NOT NULL, updated_at BIGINT NOT NULL);
CREATE INDEX dashboard_provisioning_provider ON dashboard_provisioning (provider);

-- One row an organisation: its row lock puts content changes in order, so a reader that saw number n missed nothing below.
CREATE TABLE content_seq (org_id BIGINT NOT NULL PRIMARY KEY, seq BIGINT NOT NULL);
-- What went, beside the rows that still are: kind 1 a folder, 2 a dashboard.
CREATE TABLE content_deleted (org_id BIGINT NOT NULL, seq BIGINT NOT NULL, kind SMALLINT NOT NULL, uid VARCHAR(40) NOT NULL,
  deleted_at BIGINT NOT NULL, PRIMARY KEY (org_id, seq, kind, uid));
CREATE INDEX content_deleted_age ON content_deleted (deleted_at);
