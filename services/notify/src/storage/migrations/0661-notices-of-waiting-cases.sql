-- Cases given by the clock, and of a fixed doctor, wait as escalated ones do.
DROP INDEX staff_notice_waiting_case;
CREATE INDEX staff_notice_waiting_case ON staff_notice (case_id) WHERE kind IN ('ESCALATED', 'CASE_ASSIGNED', 'FIXED_PATIENT') AND settled_at IS NULL;
