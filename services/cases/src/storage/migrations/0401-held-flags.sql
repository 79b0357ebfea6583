-- A flagged case that somebody had already: assessed by who may, handed over by who may not.
UPDATE "case" SET risk_state = CASE WHEN taken_by_role IN ('DOCTOR', 'PSYCHOLOGIST') THEN 'ASSESSING' ELSE 'HANDOVER_REQUIRED' END
 WHERE risk_state = 'FLAGGED' AND taken_by IS NOT NULL;
