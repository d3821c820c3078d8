-- 청구서 beside payments, and how much of a cancelled sum was asked for again. A bill that was sent or
-- recorded is a payment; its row keeps what the payment cannot know. Instants are microseconds UTC, money
-- is whole won, JSON is text.

-- Only the statements of bills write it, so that a read that writes the whole payment back never does.
ALTER TABLE payments ADD COLUMN rebilled_won INTEGER NOT NULL DEFAULT 0
    CONSTRAINT payments_rebilled_within_cancelled
    CHECK (rebilled_won >= 0 AND rebilled_won <= cancelled_won);

CREATE TABLE bills (
    id             TEXT PRIMARY KEY,
    merchant_id    TEXT NOT NULL REFERENCES merchants (id),
    -- Of a bill that is a payment a copy of where that stands, kept in step by whatever changes the
    -- payment: lists are narrowed by it. A read says what the payment says.
    status         TEXT NOT NULL,
    customer_id    TEXT,
    customer_name  TEXT,
    customer_phone TEXT,
    items          TEXT NOT NULL,
    amount_won     INTEGER NOT NULL,
    -- What it takes up of the cancelled sum of `rebill_of`.
    held_won       INTEGER NOT NULL,
    rebill_of      TEXT REFERENCES payments (id),
    payment_id     TEXT REFERENCES payments (id),
    channel_id     TEXT,
    bill_number    TEXT,
    delivery       TEXT,
    message        TEXT,
    last_day       TEXT,
    link           TEXT,
    note           TEXT NOT NULL,
    trouble        TEXT,
    created_at     INTEGER NOT NULL,
    created_by     TEXT,
    sent_at        INTEGER,
    version        INTEGER NOT NULL,
    CONSTRAINT bills_amount_not_negative CHECK (amount_won >= 0),
    CONSTRAINT bills_held_within_amount CHECK (
        held_won >= 0 AND held_won <= amount_won AND (held_won = 0 OR rebill_of IS NOT NULL)
    ),
    CONSTRAINT bills_standing CHECK (
        (status IN ('unsent', 'sending') AND payment_id IS NULL)
        OR (status IN ('waiting', 'paid', 'cancelled') AND payment_id IS NOT NULL)
        OR status = 'void'
    )
) STRICT;

CREATE UNIQUE INDEX bills_of_payment ON bills (payment_id) WHERE payment_id IS NOT NULL;
CREATE INDEX bills_of_origin ON bills (rebill_of, created_at, id) WHERE rebill_of IS NOT NULL;
CREATE INDEX bills_by_number ON bills (merchant_id, bill_number) WHERE bill_number IS NOT NULL;
-- Carries what a summary adds up.
CREATE INDEX bills_by_time ON bills (merchant_id, created_at, id, status, amount_won);
CREATE INDEX bills_by_status ON bills (merchant_id, status, created_at, id);
CREATE INDEX bills_by_customer ON bills (merchant_id, customer_id, created_at, id);

-- As `payment_terms`: every search is an equality, in the order of time.
CREATE TABLE bill_terms (
    merchant_id TEXT NOT NULL,
    term        TEXT NOT NULL,
    created_at  INTEGER NOT NULL,
    bill_id     TEXT NOT NULL,
    PRIMARY KEY (merchant_id, term, created_at, bill_id)
) STRICT, WITHOUT ROWID;

-- Clicks on bills, kept as long as the bill: an old click must not send or record a second time.
CREATE TABLE bill_intents (
    staff_id    TEXT NOT NULL,
    intent_key  TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    bill_id     TEXT NOT NULL REFERENCES bills (id),
    PRIMARY KEY (staff_id, intent_key)
) STRICT, WITHOUT ROWID;

ALTER TABLE jobs ADD COLUMN bill_id TEXT REFERENCES bills (id);

-- What vendors of bills told of before: each payment has its bill, with an id made from its own.
INSERT INTO bills (
    id, merchant_id, status, customer_id, customer_name, customer_phone, items, amount_won, held_won,
    payment_id, channel_id, note, created_at, sent_at, version
)
SELECT
    'bil_' || substr(id, 5), merchant_id,
    CASE book_status
        WHEN 'unpaid' THEN 'waiting' WHEN 'cancelled' THEN 'cancelled' WHEN 'void' THEN 'void'
        ELSE 'paid'
    END,
    customer_id, customer_name, customer_phone,
    json_array(json_object('name', order_name, 'amount_won', amount_won)),
    amount_won, 0,
    id, channel_id, '', requested_at, requested_at, 1
FROM payments WHERE channel = 'payssam';

INSERT INTO bill_terms (merchant_id, term, created_at, bill_id)
SELECT t.merchant_id, t.term, p.requested_at, 'bil_' || substr(p.id, 5)
FROM payment_terms t CROSS JOIN payments p
WHERE p.id = t.payment_id AND p.channel = 'payssam';
