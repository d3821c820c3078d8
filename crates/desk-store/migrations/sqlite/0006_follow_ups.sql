-- Duties that stay until book and gateway agree again, the words people leave on them, and until
-- when a session may do what needs the password once more.

CREATE TABLE follow_ups (
    id                 TEXT PRIMARY KEY,
    payment_id         TEXT NOT NULL REFERENCES payments (id),
    merchant_id        TEXT NOT NULL REFERENCES merchants (id),
    cancellation_id    TEXT REFERENCES cancellations (id),
    cause              TEXT NOT NULL,
    amount_at_risk_won INTEGER NOT NULL,
    owner              TEXT,
    -- The start of the Korean calendar date it is due on.
    due_at             INTEGER NOT NULL,
    opened_at          INTEGER NOT NULL,
    closed_at          INTEGER,
    closed_by          TEXT,
    proof              TEXT,
    evidence           TEXT NOT NULL,
    CONSTRAINT follow_ups_closed_by_proof CHECK ((closed_at IS NULL) = (proof IS NULL))
) STRICT;

CREATE UNIQUE INDEX follow_ups_one_open ON follow_ups (payment_id) WHERE closed_at IS NULL;
CREATE INDEX follow_ups_of_payment ON follow_ups (payment_id, opened_at);
CREATE INDEX follow_ups_open ON follow_ups (merchant_id, due_at, id) WHERE closed_at IS NULL;
CREATE INDEX follow_ups_closed ON follow_ups (merchant_id, closed_at, id)
    WHERE closed_at IS NOT NULL;

CREATE TABLE follow_up_notes (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    follow_up_id TEXT NOT NULL REFERENCES follow_ups (id),
    staff_id     TEXT NOT NULL,
    at           INTEGER NOT NULL,
    words        TEXT NOT NULL
) STRICT;

CREATE INDEX follow_up_notes_of ON follow_up_notes (follow_up_id, id);

ALTER TABLE sessions ADD COLUMN stepped_up_until INTEGER;
