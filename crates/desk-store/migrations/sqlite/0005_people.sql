-- Who may sign in, who is signed in, and who tried in vain.

CREATE TABLE staff (
    id            TEXT PRIMARY KEY,
    login         TEXT NOT NULL,
    name          TEXT NOT NULL,
    role          TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    active        INTEGER NOT NULL,
    created_at    INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX staff_by_login ON staff (login);

CREATE TABLE staff_merchants (
    staff_id    TEXT NOT NULL REFERENCES staff (id),
    merchant_id TEXT NOT NULL REFERENCES merchants (id),
    PRIMARY KEY (staff_id, merchant_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE sessions (
    token_hash   TEXT PRIMARY KEY,
    staff_id     TEXT NOT NULL REFERENCES staff (id),
    created_at   INTEGER NOT NULL,
    last_seen_at INTEGER NOT NULL,
    expires_at   INTEGER NOT NULL
) STRICT;

CREATE INDEX sessions_by_end ON sessions (expires_at);

CREATE TABLE failed_logins (
    login_key TEXT NOT NULL,
    at        INTEGER NOT NULL
) STRICT;

CREATE INDEX failed_logins_by_key ON failed_logins (login_key, at);
CREATE INDEX failed_logins_by_time ON failed_logins (at);
