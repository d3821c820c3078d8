-- What is known of a cancellation beyond its state: since when the vendor shows nothing of one that it
-- refused in words nobody can be sure of, and why a person has to look at it.

ALTER TABLE cancellations ADD COLUMN quiet_since INTEGER;
ALTER TABLE cancellations ADD COLUMN attention TEXT;
