-- 청구서 beside payments, and how much of a cancelled sum was asked for again. A bill that was sent or
-- recorded is a payment; its row keeps what the payment cannot know. Instants are microseconds UTC, money
-- is whole won, JSON is text.

-- Only the statements of bills write it, so that a read that writes the whole payment back never does.
ALTER TABLE payments ADD COLUMN rebilled_won BIGINT NOT NULL DEFAULT 0
    CONSTRAINT payments_rebilled_within_cancelled
    CHECK (rebilled_won >= 0 AND rebilled_won <= cancelled_won);

CREATE TABLE bills (
    id             TEXT COLLATE "C" PRIMARY KEY,
    merchant_id    TEXT COLLATE "C" NOT NULL REFERENCES merchants (id),
    -- Of a bill that is a payment a copy of where that stands, kept in step by whatever changes the
    -- payment: lists are narrowed by it. A read says what the payment says.
    status         TEXT COLLATE "C" NOT NULL,
    customer_id    TEXT COLLATE "C",
    customer_name  TEXT COLLATE "C",
    customer_phone TEXT COLLATE "C",
    items          TEXT COLLATE "C" NOT NULL,
    amount_won     BIGINT NOT NULL,
    -- What it takes up of the cancelled sum of `rebill_of`.
    held_won       BIGINT NOT NULL,
    rebill_of      TEXT COLLATE "C" REFERENCES payments (id),
    payment_id     TEXT COLLATE "C" REFERENCES payments (id),
    channel_id     TEXT COLLATE "C",
    bill_number    TEXT COLLATE "C",
    delivery       TEXT COLLATE "C",
    message        TEXT COLLATE "C",
    last_day       TEXT COLLATE "C",
    link           TEXT COLLATE "C",
    note           TEXT COLLATE "C" NOT NULL,
    trouble        TEXT COLLATE "C",
    created_at     BIGINT NOT NULL,
    created_by     TEXT COLLATE "C",
    sent_at        BIGINT,
    version        BIGINT NOT NULL,
    CONSTRAINT bills_amount_not_negative CHECK (amount_won >= 0),
    CONSTRAINT bills_held_within_amount CHECK (
        held_won >= 0 AND held_won <= amount_won AND (held_won = 0 OR rebill_of IS NOT NULL)
    ),
    CONSTRAINT bills_standing CHECK (
        (status IN ('unsent', 'sending') AND payment_id IS NULL)
        OR (status IN ('waiting', 'paid', 'cancelled') AND payment_id IS NOT NULL)
        OR status = 'void'
    )
);

CREATE UNIQUE INDEX bills_of_payment ON bills (payment_id) WHERE payment_id IS NOT NULL;
CREATE INDEX bills_of_origin ON bills (rebill_of, created_at, id) WHERE rebill_of IS NOT NULL;
CREATE INDEX bills_by_number ON bills (merchant_id, bill_number) WHERE bill_number IS NOT NULL;
-- Carries what a summary adds up.
CREATE INDEX bills_by_time ON bills (merchant_id, created_at, id, status, amount_won);
CREATE INDEX bills_by_status ON bills (merchant_id, status, created_at, id);
CREATE INDEX bills_by_customer ON bills (merchant_id, customer_id, created_at, id);

-- As `payment_terms`: every search is an equality, in the order of time.
CREATE TABLE bill_terms (
    merchant_id TEXT COLLATE "C" NOT NULL,
    term        TEXT COLLATE "C" NOT NULL,
    created_at  BIGINT NOT NULL,
    bill_id     TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (merchant_id, term, created_at, bill_id)
);

-- Clicks on bills, kept as long as the bill: an old click must not send or record a second time.
CREATE TABLE bill_intents (
    staff_id    TEXT COLLATE "C" NOT NULL,
    intent_key  TEXT COLLATE "C" NOT NULL,
    fingerprint TEXT COLLATE "C" NOT NULL,
    bill_id     TEXT COLLATE "C" NOT NULL REFERENCES bills (id),
    PRIMARY KEY (staff_id, intent_key)
);

ALTER TABLE jobs ADD COLUMN bill_id TEXT COLLATE "C" REFERENCES bills (id);

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
    CAST(json_build_array(json_build_object('name', order_name, 'amount_won', amount_won)) AS TEXT),
    amount_won, 0,
    id, channel_id, '', requested_at, requested_at, 1
FROM payments WHERE channel = 'payssam';

INSERT INTO bill_terms (merchant_id, term, created_at, bill_id)
SELECT t.merchant_id, t.term, p.requested_at, 'bil_' || substr(p.id, 5)
FROM payment_terms t CROSS JOIN payments p
WHERE p.id = t.payment_id AND p.channel = 'payssam';
