-- Requests to sign off that wait: somebody may settle them for all others.
CREATE INDEX staff_notice_waiting_sign_off ON staff_notice (region_id, business_key) WHERE kind = 'SIGN_OFF_ASKED' AND settled_at IS NULL;
