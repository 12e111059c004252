CREATE TABLE data_source (
  id {serial}, org_id BIGINT NOT NULL, uid VARCHAR(40) NOT NULL, name VARCHAR(190) NOT NULL, type VARCHAR(190) NOT NULL,
  access VARCHAR(10) NOT NULL, url {text} NOT NULL, user_name VARCHAR(190) NOT NULL, database_name VARCHAR(190) NOT NULL,
  basic_auth SMALLINT NOT NULL, basic_auth_user VARCHAR(190) NOT NULL, with_credentials SMALLINT NOT NULL,
  is_default SMALLINT NOT NULL, json_data {text} NOT NULL, version INTEGER NOT NULL, read_only SMALLINT NOT NULL,
  created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL);
CREATE UNIQUE INDEX data_source_uid ON data_source (org_id, uid);
CREATE UNIQUE INDEX data_source_name ON data_source (org_id, name);
-- Passwords, tokens and keys of data sources, each sealed for its organisation, data source and name.
CREATE TABLE data_source_secret (
  data_source_id BIGINT NOT NULL, name VARCHAR(190) NOT NULL, sealed {bytes} NOT NULL, PRIMARY KEY (data_source_id, name));
