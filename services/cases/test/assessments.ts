import { v7 } from 'uuid';
import type { AssessSuicideRiskInput } from '../src/operations/assess-suicide-risk';

const made = (caseId: string, given: Partial<AssessSuicideRiskInput>): AssessSuicideRiskInput => ({
  clientId: v7(), caseId, rung: 'DEATH_THOUGHTS', riskFactors: 'Ensam sedan i våras.', protectiveFactors: 'Hunden, systern.', basis: ['ANAMNESIS', 'CHAT'], level: 'NONE_OR_LOW', feelsSafeOnline: true, ...given,
});

/** Assessments as a doctor makes them: none or low and safe online, moderate, acute. */
export const lowRisk = (caseId: string, given: Partial<AssessSuicideRiskInput> = {}): AssessSuicideRiskInput => made(caseId, given);
export const moderateRisk = (caseId: string, given: Partial<AssessSuicideRiskInput> = {}): AssessSuicideRiskInput =>
  made(caseId, { rung: 'SUICIDAL_THOUGHTS', level: 'MODERATE', feelsSafeOnline: null, ...given });
export const acuteRisk = (caseId: string, given: Partial<AssessSuicideRiskInput> = {}): AssessSuicideRiskInput =>
  made(caseId, { rung: 'PLANS', level: 'HIGH_OR_ACUTE', feelsSafeOnline: null, ...given });
