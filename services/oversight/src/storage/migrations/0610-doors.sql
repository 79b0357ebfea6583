-- Digital visits replaced by phone (VIS-6).
ALTER TABLE figure ADD COLUMN phone_replacements integer NOT NULL DEFAULT 0;

-- Waiting by the door a patient came through (BEY-10), by month. What was counted before has no door, and stays out of it.
CREATE TABLE counted_door (
  id                text PRIMARY KEY,
  door              text NOT NULL CHECK (door IN ('APP', 'TELEPHONE', 'OTHER')),
  proxy             boolean NOT NULL,
  age_band          text NOT NULL,
  language          text NOT NULL,
  from_other_region boolean NOT NULL
);

CREATE TABLE door_figure (
  region_id         text NOT NULL,
  month             date NOT NULL,
  unit_id           text NOT NULL,
  priority          text NOT NULL,
  door              text NOT NULL,
  proxy             boolean NOT NULL,
  age_band          text NOT NULL,
  language          text NOT NULL,
  from_other_region boolean NOT NULL,
  -- Upper bound of the wait in minutes, as in figure_wait; 0 counts those who came.
  up_to             integer NOT NULL,
  amount            integer NOT NULL,
  in_time           integer NOT NULL DEFAULT 0,
  PRIMARY KEY (region_id, month, unit_id, priority, door, proxy, age_band, language, from_other_region, up_to)
);
