-- Expands: until when a payment is read although its book is closed. A refund that came back may still arrive, and
-- a cancel that only a slip of paper told of may show at its device.

ALTER TABLE payments ADD COLUMN watch_until INTEGER;

-- Refunds to an account are watched for 90 days, in microseconds; those that came back before are read at once.
UPDATE payments SET watch_until = cancelled_at + 7776000000000
WHERE method = 'virtual_account' AND cancelled_at IS NOT NULL AND channel_id IS NOT NULL;

UPDATE payments SET check_at = 0, watched = 1
WHERE channel_id IS NOT NULL
  AND id IN (SELECT payment_id FROM cancellations WHERE attention = 'refund_failed' AND state = 'succeeded');

-- So are bills that wait to be paid for longer than a month.
UPDATE payments SET check_at = 0
WHERE channel = 'payssam' AND book_status = 'unpaid' AND channel_id IS NOT NULL AND check_at IS NULL
  AND gateway_status NOT IN ('failed', 'closed');
