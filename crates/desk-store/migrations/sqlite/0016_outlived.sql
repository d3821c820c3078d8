-- Expands: when book and gateway agreed again after a follow-up was closed. From then on its proof is none of a new
-- difference, also where the sum is the same.

ALTER TABLE follow_ups ADD COLUMN outlived_at INTEGER;

UPDATE follow_ups SET outlived_at = closed_at
WHERE closed_at IS NOT NULL
  AND (proof = 'gateway_read'
       OR EXISTS (SELECT 1 FROM payments p WHERE p.id = follow_ups.payment_id AND p.agreement = 'agrees'));
