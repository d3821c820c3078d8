-- Expands: each refund to an account that its bank sent back, as the vendor names it. Of a force-cancel only a part may
-- have come back, and each part by itself.

CREATE TABLE bounces (
    payment_id              TEXT NOT NULL REFERENCES payments (id),
    gateway_cancellation_id TEXT NOT NULL,
    cancellation_id         TEXT NOT NULL REFERENCES cancellations (id),
    amount_won              INTEGER NOT NULL CHECK (amount_won > 0),
    PRIMARY KEY (payment_id, gateway_cancellation_id)
) STRICT;

CREATE INDEX bounces_by_cancellation ON bounces (cancellation_id);

-- Until now the row itself stood for what had come back of it.
INSERT INTO bounces (payment_id, gateway_cancellation_id, cancellation_id, amount_won)
SELECT payment_id, COALESCE(gateway_cancellation_id, id), id, amount_won
FROM cancellations
WHERE state = 'succeeded' AND attention = 'refund_failed';
