-- Payments with both of their truths, and the words they are found by.
-- Instants are microseconds UTC, money is whole won, JSON is text.
-- Texts compare by their bytes ("C"), so that both databases and the code agree on every order.

CREATE TABLE merchants (
    id   TEXT COLLATE "C" PRIMARY KEY,
    name TEXT COLLATE "C" NOT NULL
);

CREATE TABLE payments (
    id                     TEXT COLLATE "C" PRIMARY KEY,
    merchant_id            TEXT COLLATE "C" NOT NULL REFERENCES merchants (id),
    channel                TEXT COLLATE "C" NOT NULL,
    channel_id             TEXT COLLATE "C",
    gateway_payment_id     TEXT COLLATE "C" NOT NULL,
    customer_id            TEXT COLLATE "C",
    customer_name          TEXT COLLATE "C",
    customer_phone         TEXT COLLATE "C",
    order_name             TEXT COLLATE "C" NOT NULL,
    method                 TEXT COLLATE "C" NOT NULL,
    method_detail          TEXT COLLATE "C" NOT NULL,
    amount_won             BIGINT NOT NULL,
    cancelled_won          BIGINT NOT NULL,
    reserved_won           BIGINT NOT NULL,
    tax_free_won           BIGINT NOT NULL,
    cancelled_tax_free_won BIGINT NOT NULL,
    cash_receipt           TEXT COLLATE "C" NOT NULL,
    book_status            TEXT COLLATE "C" NOT NULL,
    gateway_status         TEXT COLLATE "C" NOT NULL,
    gateway_checked_at     BIGINT,
    gateway_cancelled_won  BIGINT NOT NULL,
    agreement              TEXT COLLATE "C" NOT NULL,
    requested_at           BIGINT NOT NULL,
    paid_at                BIGINT,
    -- When it was paid, or asked for while it is unpaid: every payment has a place in time.
    sort_at                BIGINT NOT NULL,
    cancelled_at           BIGINT,
    approval_number        TEXT COLLATE "C",
    receipt_url            TEXT COLLATE "C",
    version                BIGINT NOT NULL,
    CONSTRAINT payments_cancelled_not_negative CHECK (cancelled_won >= 0),
    CONSTRAINT payments_reserved_not_negative CHECK (reserved_won >= 0),
    CONSTRAINT payments_never_over_paid CHECK (cancelled_won + reserved_won <= amount_won)
);

CREATE UNIQUE INDEX payments_at_gateway ON payments (channel, gateway_payment_id, merchant_id);

-- Carries what a summary adds up, so that sums never touch the table.
CREATE INDEX payments_by_time ON payments
    (merchant_id, sort_at, id, book_status, amount_won, cancelled_won, reserved_won, agreement);
CREATE INDEX payments_by_status ON payments (merchant_id, book_status, sort_at, id);
CREATE INDEX payments_by_method ON payments (merchant_id, method, sort_at, id);
CREATE INDEX payments_by_channel ON payments (merchant_id, channel, sort_at, id);
CREATE INDEX payments_by_amount ON payments (merchant_id, amount_won, id, sort_at);
CREATE INDEX payments_by_cancelled_at ON payments (merchant_id, cancelled_at, id)
    WHERE cancelled_at IS NOT NULL;
CREATE INDEX payments_in_flight ON payments (merchant_id, sort_at, id) WHERE reserved_won > 0;
CREATE INDEX payments_disagreeing ON payments (merchant_id, agreement, sort_at, id)
    WHERE agreement <> 'agrees';

-- One row for each text by which a person may ask for a payment, prefixes of names included: every
-- search is then an equality, in the order of time.
CREATE TABLE payment_terms (
    merchant_id TEXT COLLATE "C" NOT NULL,
    term        TEXT COLLATE "C" NOT NULL,
    sort_at     BIGINT NOT NULL,
    payment_id  TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (merchant_id, term, sort_at, payment_id)
);
