-- A cancel in doubt is somebody's duty from the moment on at which it is one. What was only marked so far
-- is marked anew by the resolver's next look, which opens that duty.

UPDATE cancellations SET attention = NULL
WHERE attention = 'no_proof' AND state IN ('sent', 'unknown');
