-- Customers: every payment of one person under one key of the book's own, over whatever channel it came.
-- From here on `payments.customer_id` is that key; existing rows get theirs when the store has migrated.

CREATE TABLE customer_keys (
    id           INTEGER PRIMARY KEY CHECK (id = 1),
    -- Keys are made with it, so that none tells a phone number. Never changed: links would lead nowhere.
    secret       TEXT NOT NULL,
    -- Older payments up to this id have their key; NULL once all have it.
    filled_until TEXT
) STRICT;

INSERT INTO customer_keys (id, secret, filled_until) VALUES (1, lower(hex(randomblob(32))), '');

CREATE INDEX payments_by_customer ON payments (merchant_id, customer_id, sort_at, id);
