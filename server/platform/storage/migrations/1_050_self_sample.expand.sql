-- Key figures of the nodes: a row for each node every 15 s, kept 24 h. Times are ms UTC by the database's clock; figures are
-- "id:value" pairs whose ids are fixed in the program.
CREATE TABLE self_sample (
    taken_at BIGINT NOT NULL,
    node VARCHAR(190) NOT NULL,
    figures {text} NOT NULL,
    PRIMARY KEY (taken_at, node)
);
