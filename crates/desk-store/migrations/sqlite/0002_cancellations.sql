-- Cancellations, the clicks that asked for them, and the accounts their money goes to.

CREATE TABLE cancellations (
    id                       TEXT PRIMARY KEY,
    payment_id               TEXT NOT NULL REFERENCES payments (id),
    merchant_id              TEXT NOT NULL REFERENCES merchants (id),
    -- Of the payment, which never changes it; here so that lists can be narrowed without a join.
    channel                  TEXT NOT NULL,
    kind                     TEXT NOT NULL,
    origin                   TEXT NOT NULL,
    amount_won               INTEGER NOT NULL,
    tax_free_won             INTEGER,
    state                    TEXT NOT NULL,
    reason_code              TEXT NOT NULL,
    note                     TEXT NOT NULL,
    requested_by             TEXT,
    requested_at             INTEGER NOT NULL,
    withdraw_until           INTEGER,
    sent_at                  INTEGER,
    settled_at               INTEGER,
    accepted_at              INTEGER,
    gateway_cancellation_id  TEXT,
    gateway_key              TEXT NOT NULL,
    expected_cancellable_won INTEGER NOT NULL,
    refund_account_hint      TEXT,
    holder_differs           INTEGER NOT NULL,
    failure                  TEXT,
    receipt_url              TEXT,
    CONSTRAINT cancellations_amount_positive CHECK (amount_won > 0)
) STRICT;

CREATE UNIQUE INDEX cancellations_one_in_flight ON cancellations (payment_id)
    WHERE state IN ('awaiting_approval', 'requested', 'sent', 'unknown');
CREATE UNIQUE INDEX cancellations_at_gateway ON cancellations (payment_id, gateway_cancellation_id);

CREATE INDEX cancellations_by_time ON cancellations (merchant_id, requested_at, id);
CREATE INDEX cancellations_by_state ON cancellations (merchant_id, state, requested_at, id);
CREATE INDEX cancellations_by_staff ON cancellations (merchant_id, requested_by, requested_at, id);
CREATE INDEX cancellations_by_amount ON cancellations (merchant_id, amount_won, id);

-- Kept as long as the cancellation: a key that expires would let an old click refund twice.
CREATE TABLE intents (
    staff_id        TEXT NOT NULL,
    intent_key      TEXT NOT NULL,
    fingerprint     TEXT NOT NULL,
    cancellation_id TEXT NOT NULL REFERENCES cancellations (id),
    PRIMARY KEY (staff_id, intent_key)
) STRICT, WITHOUT ROWID;

-- Sealed by the server, erased as soon as the cancellation is settled.
CREATE TABLE refund_accounts (
    cancellation_id TEXT PRIMARY KEY REFERENCES cancellations (id),
    sealed          BLOB NOT NULL
) STRICT;
