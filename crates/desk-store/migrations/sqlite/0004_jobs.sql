-- Work that survives a crash, what vendors called about, what screens are told, where a pull stands.

CREATE TABLE jobs (
    id                 INTEGER PRIMARY KEY AUTOINCREMENT,
    kind               TEXT NOT NULL,
    cancellation_id    TEXT REFERENCES cancellations (id),
    channel_id         TEXT,
    gateway_payment_id TEXT,
    -- When it may run. A claim moves it to the end of the lease: a crash needs no clean-up.
    run_at             INTEGER NOT NULL,
    attempts           INTEGER NOT NULL,
    worker             TEXT
) STRICT;

CREATE INDEX jobs_due ON jobs (run_at, id);

CREATE TABLE hooks (
    channel_id         TEXT NOT NULL,
    hook_id            TEXT NOT NULL,
    kind               TEXT NOT NULL,
    gateway_payment_id TEXT NOT NULL,
    received_at        INTEGER NOT NULL,
    PRIMARY KEY (channel_id, hook_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE changes (
    seq             INTEGER PRIMARY KEY,
    merchant_id     TEXT NOT NULL,
    kind            TEXT NOT NULL,
    payment_id      TEXT NOT NULL,
    cancellation_id TEXT,
    at              INTEGER NOT NULL
) STRICT;

CREATE TABLE imports (
    channel_id TEXT PRIMARY KEY,
    from_at    INTEGER NOT NULL,
    until_at   INTEGER NOT NULL,
    cursor     TEXT,
    imported   INTEGER NOT NULL,
    done       INTEGER NOT NULL
) STRICT;
