-- Expands: bills that a person says were voided outside, where nobody can be asked: when, and what was seen. The
-- audit chain has who and that it was; the note may name people, and is kept here.

CREATE TABLE outside_voids (
    payment_id TEXT PRIMARY KEY REFERENCES payments (id),
    voided_at  INTEGER NOT NULL,
    note       TEXT NOT NULL
) STRICT;
