-- Customers: every payment of one person under one key of the book's own, over whatever channel it came.
-- From here on `payments.customer_id` is that key; existing rows get theirs when the store has migrated.

CREATE TABLE customer_keys (
    id           BIGINT PRIMARY KEY CHECK (id = 1),
    -- Keys are made with it, so that none tells a phone number. Never changed: links would lead nowhere.
    secret       TEXT COLLATE "C" NOT NULL,
    -- Older payments up to this id have their key; NULL once all have it.
    filled_until TEXT COLLATE "C"
);

INSERT INTO customer_keys (id, secret, filled_until)
VALUES (1, gen_random_uuid()::text || gen_random_uuid()::text, '');

CREATE INDEX payments_by_customer ON payments (merchant_id, customer_id, sort_at, id);
