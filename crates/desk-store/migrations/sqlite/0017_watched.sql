-- Expands: until when a payment is read although its book is closed. A refund that came back may still arrive, and
-- a cancel that only a slip of paper told of may show at its device.

ALTER TABLE payments ADD COLUMN watch_until INTEGER;
