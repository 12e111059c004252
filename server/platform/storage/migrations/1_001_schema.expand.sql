-- What the migrator itself keeps: the identity of the cluster and the steps that ran.
CREATE TABLE IF NOT EXISTS schema_state (
    one SMALLINT NOT NULL PRIMARY KEY,
    cluster_id CHAR(32) NOT NULL,
    expanded INTEGER NOT NULL,
    contracted INTEGER NOT NULL,
    key_check VARCHAR(190) NOT NULL
);

CREATE TABLE IF NOT EXISTS schema_step (
    release_no INTEGER NOT NULL,
    phase VARCHAR(10) NOT NULL,
    step INTEGER NOT NULL,
    checksum CHAR(64) NOT NULL,
    state VARCHAR(10) NOT NULL,
    progress BIGINT NOT NULL,
    node VARCHAR(60) NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (release_no, phase, step)
);
