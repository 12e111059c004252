-- How nodes know of each other: heartbeats, leases, jobs and events. All times are ms UTC by the database's clock.
CREATE TABLE cluster_node (
    node_id VARCHAR(36) NOT NULL PRIMARY KEY,
    incarnation BIGINT NOT NULL,
    host_id VARCHAR(64) NOT NULL,
    name VARCHAR(190) NOT NULL,
    address VARCHAR(190) NOT NULL,
    release_no INTEGER NOT NULL,
    version VARCHAR(40) NOT NULL,
    state VARCHAR(10) NOT NULL,
    started_at BIGINT NOT NULL,
    heartbeat_at BIGINT NOT NULL,
    clock_offset INTEGER NOT NULL,
    last_event BIGINT NOT NULL,
    fingerprints {text} NOT NULL,
    detail {text} NOT NULL
);

CREATE TABLE cluster_lease (
    name VARCHAR(120) NOT NULL PRIMARY KEY,
    owner VARCHAR(60) NOT NULL,
    epoch BIGINT NOT NULL,
    taken_at BIGINT NOT NULL,
    lease_until BIGINT NOT NULL,
    detail {text} NOT NULL
);

CREATE TABLE cluster_job (
    name VARCHAR(120) NOT NULL PRIMARY KEY,
    due_at BIGINT NOT NULL,
    epoch BIGINT NOT NULL,
    started_at BIGINT NOT NULL,
    finished_at BIGINT NOT NULL,
    result VARCHAR(20) NOT NULL,
    message {text} NOT NULL
);

CREATE TABLE cluster_event_seq (
    one SMALLINT NOT NULL PRIMARY KEY,
    last_id BIGINT NOT NULL
);

INSERT INTO cluster_event_seq (one, last_id) VALUES (1, 0) {ifabsent one};

CREATE TABLE cluster_event (
    id BIGINT NOT NULL PRIMARY KEY,
    nonce CHAR(16) NOT NULL,
    topic VARCHAR(40) NOT NULL,
    payload {text} NOT NULL,
    origin VARCHAR(60) NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE INDEX cluster_event_age ON cluster_event (created_at);
