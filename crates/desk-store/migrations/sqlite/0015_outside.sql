-- Expands: what a person says was cancelled outside, by its slip: the approval number of the cancel and when it
-- was made. Kept with the force-cancel it came with and with the duty it is to end.

ALTER TABLE cancellations ADD COLUMN outside_number TEXT;
ALTER TABLE cancellations ADD COLUMN outside_at INTEGER;
ALTER TABLE follow_ups ADD COLUMN outside_number TEXT;
ALTER TABLE follow_ups ADD COLUMN outside_at INTEGER;
