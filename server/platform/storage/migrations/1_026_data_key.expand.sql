-- Keys that seal secrets, themselves encrypted under [security] secret_key. The index makes nodes agree on one a generation.
CREATE TABLE data_key (
  id {serial},
  org_id BIGINT NOT NULL,
  generation BIGINT NOT NULL,
  wrapped {bytes} NOT NULL,
  created_at BIGINT NOT NULL);
CREATE UNIQUE INDEX data_key_generation ON data_key (org_id, generation);
