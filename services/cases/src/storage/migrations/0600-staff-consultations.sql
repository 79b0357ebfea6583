-- A question from staff to staff is a case of kind CONSULTATION in the queue of the unit asked (CON-1). It is nobody's case: no patient, so that it gives
-- nobody a relation to one and shows in no patient's list.
ALTER TABLE "case" ALTER COLUMN patient_id DROP NOT NULL;
ALTER TABLE "case" ADD CONSTRAINT question_has_no_patient CHECK ((kind = 'CONSULTATION') = (patient_id IS NULL));
CREATE INDEX case_asked_about ON "case" (linked_case_id) WHERE kind = 'CONSULTATION';

-- Who asks whom, and what. The question stays here and travels in no event.
CREATE TABLE staff_consultation (
  id             uuid PRIMARY KEY REFERENCES "case" (id),
  region_id      text NOT NULL,
  client_id      text NOT NULL,
  wish           text NOT NULL CHECK (wish IN ('ADVICE', 'TO_HAND_OVER')),
  question       text NOT NULL CHECK (question <> ''),
  asked_by       text NOT NULL,
  asked_by_role  text NOT NULL,
  from_unit_id   text NOT NULL,
  to_unit_id     text NOT NULL,
  to_role        text,
  to_staff_id    text,
  consent        text NOT NULL CHECK (consent IN ('NOT_NEEDED', 'GIVEN', 'URGENT_EXCEPTION')),
  urgent_reason  text,
  asked_at       timestamptz(3) NOT NULL,
  outcome        text CHECK (outcome IN ('CLOSED', 'DECLINED', 'WITHDRAWN', 'HANDED_OVER')),
  decline_reason text,
  UNIQUE (asked_by, client_id),
  CONSTRAINT exception_has_its_reason CHECK (consent <> 'URGENT_EXCEPTION' OR urgent_reason IS NOT NULL),
  CONSTRAINT declined_with_a_reason CHECK ((outcome IS NOT DISTINCT FROM 'DECLINED') = (decline_reason IS NOT NULL))
);
