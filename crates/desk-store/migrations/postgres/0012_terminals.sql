-- Expands: card terminals with the agents beside them, the codes that pair them, and the terminal that a
-- cancel is carried out at. Tokens and codes are kept as digests only.

CREATE TABLE terminals (
    id            TEXT COLLATE "C" PRIMARY KEY,
    merchant_id   TEXT COLLATE "C" NOT NULL REFERENCES merchants (id),
    name          TEXT COLLATE "C" NOT NULL,
    created_at    BIGINT NOT NULL,
    cat_id        TEXT COLLATE "C",
    driver        TEXT COLLATE "C",
    agent_version TEXT COLLATE "C",
    token_hash    TEXT COLLATE "C",
    paired_at     BIGINT,
    revoked_at    BIGINT,
    last_seen_at  BIGINT
);

CREATE INDEX terminals_of_merchant ON terminals (merchant_id, name, id);
CREATE UNIQUE INDEX terminals_by_token ON terminals (token_hash) WHERE token_hash IS NOT NULL;

-- One code at a time for each terminal; it goes with its use.
CREATE TABLE pairing_codes (
    terminal_id TEXT COLLATE "C" PRIMARY KEY REFERENCES terminals (id),
    code_hash   TEXT COLLATE "C" NOT NULL,
    expires_at  BIGINT NOT NULL
);

CREATE UNIQUE INDEX pairing_codes_by_code ON pairing_codes (code_hash);

ALTER TABLE cancellations ADD COLUMN terminal_id TEXT COLLATE "C" REFERENCES terminals (id);
