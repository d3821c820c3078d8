-- Expands: whether a promotion's discount stays. Part of the order that a vendor was given, so that a
-- repeat made from the row is equal to it. NULL where nothing was asked.

ALTER TABLE cancellations ADD COLUMN retain_option TEXT;
