-- Which set of provisioning files was applied last, and whether what they no longer name was deleted, too.
CREATE TABLE provisioning_state (
    one SMALLINT NOT NULL PRIMARY KEY,
    files_hash CHAR(64) NOT NULL,
    has_deleted SMALLINT NOT NULL,
    applied_at BIGINT NOT NULL);
