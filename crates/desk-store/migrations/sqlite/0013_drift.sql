-- Expands: how far book and vendors agree, counted without touching the table, and one summary of it for
-- each merchant and night.

CREATE INDEX payments_by_agreement ON payments
    (merchant_id, channel, agreement, book_status, amount_won);
CREATE INDEX follow_ups_by_opened ON follow_ups (merchant_id, opened_at);

CREATE TABLE nights (
    merchant_id   TEXT NOT NULL REFERENCES merchants (id),
    -- The start of the Korean calendar date that it sums up.
    day_at        INTEGER NOT NULL,
    written_at    INTEGER NOT NULL,
    payments      INTEGER NOT NULL,
    agreeing      INTEGER NOT NULL,
    unanswered    INTEGER NOT NULL,
    open_duties   INTEGER NOT NULL,
    at_risk_won   INTEGER NOT NULL,
    opened        INTEGER NOT NULL,
    closed        INTEGER NOT NULL,
    adopted       INTEGER NOT NULL,
    PRIMARY KEY (merchant_id, day_at)
) STRICT, WITHOUT ROWID;
