-- When units are open, as directory told; one row a unit. Multiranges: PostgreSQL keeps them ascending and apart,
-- and cutting the future off what was known before is one operator.
CREATE TABLE unit_hours (
  unit_id        text PRIMARY KEY,
  region_id      text NOT NULL,
  open           tstzmultirange NOT NULL,
  on_call        tstzmultirange NOT NULL,
  -- Directory has not looked further ahead than this.
  known_until    timestamptz(3) NOT NULL
);
