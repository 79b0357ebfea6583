-- The unit that the giver named, where another stands in for it (EXP-5).
ALTER TABLE handover ADD COLUMN asked_unit_id text;
