-- Of the last event of this region; 0 before the first.
ALTER TABLE region ADD COLUMN version integer NOT NULL DEFAULT 0;
