-- Cases at whose patient's suicide risk nobody who may judge it has come yet, and the unit that has them: what cases tells, as far as booking needs it (SAF-1). No level,
-- nobody's words. `version` is the event's: an older one changes nothing.
CREATE TABLE unjudged_risk (
  case_id    text PRIMARY KEY,
  patient_id text NOT NULL,
  unit_id    text NOT NULL,
  unjudged   boolean NOT NULL,
  version    integer NOT NULL
);
CREATE INDEX unjudged_risk_of_patient ON unjudged_risk (patient_id) WHERE unjudged;
