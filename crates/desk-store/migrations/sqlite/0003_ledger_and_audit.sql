-- What may only grow: the money that moved and the events that happened.

CREATE TABLE ledger_entries (
    id              INTEGER PRIMARY KEY,
    payment_id      TEXT NOT NULL REFERENCES payments (id),
    cancellation_id TEXT REFERENCES cancellations (id),
    kind            TEXT NOT NULL,
    -- Positive for money in, negative for money given back.
    amount_won      INTEGER NOT NULL,
    at              INTEGER NOT NULL,
    CONSTRAINT ledger_entries_kind CHECK (
        (kind = 'pay' AND cancellation_id IS NULL AND amount_won >= 0)
        OR (kind = 'cancel' AND cancellation_id IS NOT NULL AND amount_won < 0)
    )
) STRICT;

CREATE UNIQUE INDEX ledger_entries_paid_once ON ledger_entries (payment_id) WHERE kind = 'pay';
CREATE UNIQUE INDEX ledger_entries_cancelled_once ON ledger_entries (cancellation_id);

CREATE TABLE audit_events (
    seq         INTEGER PRIMARY KEY,
    at          INTEGER NOT NULL,
    actor       TEXT NOT NULL,
    action      TEXT NOT NULL,
    subject     TEXT NOT NULL,
    body        TEXT NOT NULL,
    -- Only narrows who may read it; not a part of the hash.
    merchant_id TEXT,
    previous    TEXT NOT NULL,
    hash        TEXT NOT NULL
) STRICT;

CREATE INDEX audit_events_by_subject ON audit_events (subject, seq);

-- Where the two numbered streams stand. Writers take this row last and keep it until they commit,
-- so numbers become visible in their order and without gaps.
CREATE TABLE stream_heads (
    id         INTEGER PRIMARY KEY CHECK (id = 1),
    audit_seq  INTEGER NOT NULL,
    audit_hash TEXT NOT NULL,
    change_seq INTEGER NOT NULL
) STRICT;

INSERT INTO stream_heads (id, audit_seq, audit_hash, change_seq)
VALUES (1, 0, '0000000000000000000000000000000000000000000000000000000000000000', 0);

CREATE TRIGGER ledger_entries_no_update BEFORE UPDATE ON ledger_entries
BEGIN SELECT RAISE(ABORT, 'ledger_entries is append-only'); END;
CREATE TRIGGER ledger_entries_no_delete BEFORE DELETE ON ledger_entries
BEGIN SELECT RAISE(ABORT, 'ledger_entries is append-only'); END;
CREATE TRIGGER audit_events_no_update BEFORE UPDATE ON audit_events
BEGIN SELECT RAISE(ABORT, 'audit_events is append-only'); END;
CREATE TRIGGER audit_events_no_delete BEFORE DELETE ON audit_events
BEGIN SELECT RAISE(ABORT, 'audit_events is append-only'); END;
