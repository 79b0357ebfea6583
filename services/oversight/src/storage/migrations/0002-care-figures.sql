-- What the figures need of a case or a booking to count later events where the first one was counted. Ids and codes, no person.
CREATE TABLE counted_matter (
  id             text PRIMARY KEY,
  region_id      text NOT NULL,
  unit_id        text NOT NULL,
  priority       text NOT NULL,
  kind           text NOT NULL,
  source         text NOT NULL,
  began_at       timestamptz(3) NOT NULL,
  -- Only the first start is measured (QUE-2).
  started        boolean NOT NULL DEFAULT false
);

-- Roll-ups (MET-3): a cell for each day and one for each month in Sweden; a question reads one grain only.
CREATE TABLE figure (
  region_id          text NOT NULL,
  grain              text NOT NULL CHECK (grain IN ('DAY', 'MONTH')),
  period             date NOT NULL,
  hour               smallint NOT NULL CHECK (hour BETWEEN 0 AND 23),
  unit_id            text NOT NULL,
  priority           text NOT NULL,
  kind               text NOT NULL,
  source             text NOT NULL,
  inflow             integer NOT NULL DEFAULT 0,
  started            integer NOT NULL DEFAULT 0,
  started_in_time    integer NOT NULL DEFAULT 0,
  withdrawn          integer NOT NULL DEFAULT 0,
  escalations        integer NOT NULL DEFAULT 0,
  handovers          integer NOT NULL DEFAULT 0,
  bookings           integer NOT NULL DEFAULT 0,
  bookings_cancelled integer NOT NULL DEFAULT 0,
  PRIMARY KEY (region_id, grain, period, hour, unit_id, priority, kind, source)
);

-- How long those who were met had waited: `up_to` is the upper bound of a bucket in minutes (domain/care-figures.ts).
CREATE TABLE figure_wait (
  region_id      text NOT NULL,
  grain          text NOT NULL CHECK (grain IN ('DAY', 'MONTH')),
  period         date NOT NULL,
  hour           smallint NOT NULL,
  unit_id        text NOT NULL,
  priority       text NOT NULL,
  kind           text NOT NULL,
  source         text NOT NULL,
  up_to          integer NOT NULL,
  amount         integer NOT NULL DEFAULT 0,
  PRIMARY KEY (region_id, grain, period, hour, unit_id, priority, kind, source, up_to)
);
