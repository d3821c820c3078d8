-- Expands: how far book and vendors agree, counted without touching the table, and one summary of it for
-- each merchant and night.

CREATE INDEX payments_by_agreement ON payments
    (merchant_id, channel, agreement, book_status, amount_won);
CREATE INDEX follow_ups_by_opened ON follow_ups (merchant_id, opened_at);

CREATE TABLE nights (
    merchant_id   TEXT COLLATE "C" NOT NULL REFERENCES merchants (id),
    -- The start of the Korean calendar date that it sums up.
    day_at        BIGINT NOT NULL,
    written_at    BIGINT NOT NULL,
    payments      BIGINT NOT NULL,
    agreeing      BIGINT NOT NULL,
    unanswered    BIGINT NOT NULL,
    open_duties   BIGINT NOT NULL,
    at_risk_won   BIGINT NOT NULL,
    opened        BIGINT NOT NULL,
    closed        BIGINT NOT NULL,
    adopted       BIGINT NOT NULL,
    PRIMARY KEY (merchant_id, day_at)
);
