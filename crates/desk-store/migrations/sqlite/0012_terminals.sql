-- Expands: card terminals with the agents beside them, the codes that pair them, and the terminal that a
-- cancel is carried out at. Tokens and codes are kept as digests only.

CREATE TABLE terminals (
    id            TEXT PRIMARY KEY,
    merchant_id   TEXT NOT NULL REFERENCES merchants (id),
    name          TEXT NOT NULL,
    created_at    INTEGER NOT NULL,
    cat_id        TEXT,
    driver        TEXT,
    agent_version TEXT,
    token_hash    TEXT,
    paired_at     INTEGER,
    revoked_at    INTEGER,
    last_seen_at  INTEGER
) STRICT;

CREATE INDEX terminals_of_merchant ON terminals (merchant_id, name, id);
CREATE UNIQUE INDEX terminals_by_token ON terminals (token_hash) WHERE token_hash IS NOT NULL;

-- One code at a time for each terminal; it goes with its use.
CREATE TABLE pairing_codes (
    terminal_id TEXT PRIMARY KEY REFERENCES terminals (id),
    code_hash   TEXT NOT NULL,
    expires_at  INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX pairing_codes_by_code ON pairing_codes (code_hash);

ALTER TABLE cancellations ADD COLUMN terminal_id TEXT REFERENCES terminals (id);
