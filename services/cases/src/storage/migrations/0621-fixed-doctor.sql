-- The patient's fixed doctor (fast läkarkontakt), as directory tells it; null also for who was told of before this column and has not been told of since.
ALTER TABLE patient_relation ADD COLUMN fixed_doctor_id text;

-- Whose a case is first, and until when nobody else takes it (RDG-5).
ALTER TABLE "case"
  ADD COLUMN fixed_doctor_id text,
  ADD COLUMN reserved_until  timestamptz(3),
  ADD CONSTRAINT reserved_waits_for_somebody CHECK (reserved_until IS NULL OR (status = 'REQUESTED' AND fixed_doctor_id IS NOT NULL));
CREATE INDEX case_reserved ON "case" (fixed_doctor_id) WHERE reserved_until IS NOT NULL;
