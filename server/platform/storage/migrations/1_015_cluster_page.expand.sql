-- What an administrator asks of a node: '' or 'drain'; the node looks each second. How a node that is gone ended: 'left' or
-- 'lost'.
ALTER TABLE cluster_node ADD COLUMN wanted VARCHAR(10) NOT NULL DEFAULT '';
ALTER TABLE cluster_node ADD COLUMN ended VARCHAR(10) NOT NULL DEFAULT '';

-- The effective settings of each node, secrets masked; written when it starts.
CREATE TABLE cluster_node_config (node_id VARCHAR(36) NOT NULL PRIMARY KEY, settings {text} NOT NULL, updated_at BIGINT NOT NULL);

-- Findings that are open now, and since when.
CREATE TABLE cluster_finding (id VARCHAR(190) NOT NULL PRIMARY KEY, since BIGINT NOT NULL);

-- What happened in the cluster, kept 30 days: subject is the node, lease, job or finding that it happened to.
CREATE TABLE cluster_history (
    id {serial},
    happened_at BIGINT NOT NULL,
    kind VARCHAR(40) NOT NULL,
    node VARCHAR(190) NOT NULL,
    subject VARCHAR(190) NOT NULL,
    detail {text} NOT NULL);
CREATE INDEX cluster_history_age ON cluster_history (happened_at);
