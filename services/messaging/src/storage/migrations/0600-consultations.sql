-- A consultation between staff has a conversation of its own, in which no patient takes part (CON-1).
ALTER TABLE thread
  ALTER COLUMN patient_id DROP NOT NULL,
  DROP CONSTRAINT thread_kind_check,
  DROP CONSTRAINT thread_phase_check,
  -- Who asks, from which unit, and about which case: that side reads and writes where the patient's does in a visit, and read_by_patient is its mark.
  ADD COLUMN asked_by       text,
  ADD COLUMN asking_unit_id text,
  ADD COLUMN about_case_id  uuid,
  ADD CONSTRAINT known_kind CHECK (kind IN ('VISIT', 'CONSULTATION')),
  ADD CONSTRAINT known_phase CHECK (phase IN ('VISIT', 'ASYNCHRONOUS', 'CONSULTATION', 'CLOSED')),
  ADD CONSTRAINT phase_of_its_kind CHECK (phase = 'CLOSED' OR (phase = 'CONSULTATION') = (kind = 'CONSULTATION')),
  ADD CONSTRAINT patient_or_asker CHECK ((kind = 'CONSULTATION') = (patient_id IS NULL) AND (kind = 'CONSULTATION') = (asked_by IS NOT NULL AND asking_unit_id IS NOT NULL));
ALTER TABLE message
  DROP CONSTRAINT message_sender_kind_check,
  ADD CONSTRAINT known_sender CHECK (sender_kind IN ('PATIENT', 'PROXY', 'STAFF', 'ASKER', 'SYSTEM'));
