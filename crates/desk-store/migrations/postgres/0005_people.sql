-- Who may sign in, who is signed in, and who tried in vain.

CREATE TABLE staff (
    id            TEXT COLLATE "C" PRIMARY KEY,
    login         TEXT COLLATE "C" NOT NULL,
    name          TEXT COLLATE "C" NOT NULL,
    role          TEXT COLLATE "C" NOT NULL,
    password_hash TEXT COLLATE "C" NOT NULL,
    active        BIGINT NOT NULL,
    created_at    BIGINT NOT NULL
);

CREATE UNIQUE INDEX staff_by_login ON staff (login);

CREATE TABLE staff_merchants (
    staff_id    TEXT COLLATE "C" NOT NULL REFERENCES staff (id),
    merchant_id TEXT COLLATE "C" NOT NULL REFERENCES merchants (id),
    PRIMARY KEY (staff_id, merchant_id)
);

CREATE TABLE sessions (
    token_hash   TEXT COLLATE "C" PRIMARY KEY,
    staff_id     TEXT COLLATE "C" NOT NULL REFERENCES staff (id),
    created_at   BIGINT NOT NULL,
    last_seen_at BIGINT NOT NULL,
    expires_at   BIGINT NOT NULL
);

CREATE INDEX sessions_by_end ON sessions (expires_at);

CREATE TABLE failed_logins (
    login_key TEXT COLLATE "C" NOT NULL,
    at        BIGINT NOT NULL
);

CREATE INDEX failed_logins_by_key ON failed_logins (login_key, at);
CREATE INDEX failed_logins_by_time ON failed_logins (at);
