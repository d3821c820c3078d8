-- Cancellations, the clicks that asked for them, and the accounts their money goes to.

CREATE TABLE cancellations (
    id                       TEXT COLLATE "C" PRIMARY KEY,
    payment_id               TEXT COLLATE "C" NOT NULL REFERENCES payments (id),
    merchant_id              TEXT COLLATE "C" NOT NULL REFERENCES merchants (id),
    -- Of the payment, which never changes it; here so that lists can be narrowed without a join.
    channel                  TEXT COLLATE "C" NOT NULL,
    kind                     TEXT COLLATE "C" NOT NULL,
    origin                   TEXT COLLATE "C" NOT NULL,
    amount_won               BIGINT NOT NULL,
    tax_free_won             BIGINT,
    state                    TEXT COLLATE "C" NOT NULL,
    reason_code              TEXT COLLATE "C" NOT NULL,
    note                     TEXT COLLATE "C" NOT NULL,
    requested_by             TEXT COLLATE "C",
    requested_at             BIGINT NOT NULL,
    withdraw_until           BIGINT,
    sent_at                  BIGINT,
    settled_at               BIGINT,
    accepted_at              BIGINT,
    gateway_cancellation_id  TEXT COLLATE "C",
    gateway_key              TEXT COLLATE "C" NOT NULL,
    expected_cancellable_won BIGINT NOT NULL,
    refund_account_hint      TEXT COLLATE "C",
    holder_differs           BIGINT NOT NULL,
    failure                  TEXT COLLATE "C",
    receipt_url              TEXT COLLATE "C",
    CONSTRAINT cancellations_amount_positive CHECK (amount_won > 0)
);

CREATE UNIQUE INDEX cancellations_one_in_flight ON cancellations (payment_id)
    WHERE state IN ('awaiting_approval', 'requested', 'sent', 'unknown');
CREATE UNIQUE INDEX cancellations_at_gateway ON cancellations (payment_id, gateway_cancellation_id);

CREATE INDEX cancellations_by_time ON cancellations (merchant_id, requested_at, id);
CREATE INDEX cancellations_by_state ON cancellations (merchant_id, state, requested_at, id);
CREATE INDEX cancellations_by_staff ON cancellations (merchant_id, requested_by, requested_at, id);
CREATE INDEX cancellations_by_amount ON cancellations (merchant_id, amount_won, id);

-- Kept as long as the cancellation: a key that expires would let an old click refund twice.
CREATE TABLE intents (
    staff_id        TEXT COLLATE "C" NOT NULL,
    intent_key      TEXT COLLATE "C" NOT NULL,
    fingerprint     TEXT COLLATE "C" NOT NULL,
    cancellation_id TEXT COLLATE "C" NOT NULL REFERENCES cancellations (id),
    PRIMARY KEY (staff_id, intent_key)
);

-- Sealed by the server, erased as soon as the cancellation is settled.
CREATE TABLE refund_accounts (
    cancellation_id TEXT COLLATE "C" PRIMARY KEY REFERENCES cancellations (id),
    sealed          BYTEA NOT NULL
);
