-- What is read of vendors, and how it is kept true.

-- A vendor's id is unique within one connection: two stores of one merchant may share one.
DROP INDEX payments_at_gateway;
CREATE UNIQUE INDEX payments_at_gateway ON payments
    (channel, gateway_payment_id, merchant_id, COALESCE(channel_id, ''));

-- When the work was first due: patience is counted from there, not from the last try.
ALTER TABLE jobs ADD COLUMN first_due_at INTEGER NOT NULL DEFAULT 0;
UPDATE jobs SET first_due_at = run_at;
-- Why this program cannot do it. Such a job waits for a program that can, and blocks no other.
ALTER TABLE jobs ADD COLUMN set_aside TEXT;
DROP INDEX jobs_due;
CREATE INDEX jobs_due ON jobs (run_at, id) WHERE set_aside IS NULL;
CREATE INDEX jobs_to_refresh ON jobs (channel_id, gateway_payment_id) WHERE worker IS NULL;

-- When the payment is to be compared with its vendor again, and whether it comes before others. It
-- follows from the row; a claim puts it off.
ALTER TABLE payments ADD COLUMN check_at INTEGER;
ALTER TABLE payments ADD COLUMN watched INTEGER NOT NULL DEFAULT 0;
UPDATE payments SET check_at = COALESCE(gateway_checked_at, requested_at)
    WHERE channel_id IS NOT NULL AND channel <> 'recorded'
    AND book_status IN ('unpaid', 'paid', 'partially_cancelled');
CREATE INDEX payments_to_check ON payments (channel_id, watched, check_at)
    WHERE check_at IS NOT NULL;

-- Whose turn the next round of a connection is, and how far its list was read.
CREATE TABLE reconcilers (
    channel_id  TEXT PRIMARY KEY,
    run_at      INTEGER NOT NULL,
    list_from   INTEGER,
    list_until  INTEGER,
    list_cursor TEXT,
    list_done   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What others say was paid: the vendor, once it was read, and a file that named the payment.
ALTER TABLE payments ADD COLUMN gateway_amount_won INTEGER;
ALTER TABLE payments ADD COLUMN file_amount_won INTEGER;
UPDATE payments SET gateway_amount_won = amount_won WHERE gateway_status NOT IN ('none', 'unknown');
