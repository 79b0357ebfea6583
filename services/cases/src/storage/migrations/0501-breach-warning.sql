-- The due time for which a waiting case has been warned of (EXP-2): another due time is another warning, the same one is told once.
ALTER TABLE "case" ADD COLUMN breach_warned_for timestamptz(3);
-- Whether its card says so now: derived, so that taking, starting and another priority need not take it back.
ALTER TABLE "case" ADD COLUMN breach_warning boolean GENERATED ALWAYS AS
  (status = 'REQUESTED' AND first_started_at IS NULL AND due_at IS NOT NULL AND breach_warned_for IS NOT NULL AND breach_warned_for = due_at) STORED;
