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
