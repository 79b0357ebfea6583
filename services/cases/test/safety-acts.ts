import { systemActor, type StaffActor } from '@vardgraf/service-kit/actor';
import { transact, type Tx } from '@vardgraf/service-kit/transaction';
import { v7 } from 'uuid';
import { assessSuicideRisk } from '../src/operations/assess-suicide-risk';
import { beginProtocol } from '../src/operations/begin-protocol';
import { closeWithoutContact } from '../src/operations/close-without-contact';
import { closeWrongPerson } from '../src/operations/close-wrong-person';
import { endCase } from '../src/operations/end-case';
import { flagSuicideRisk } from '../src/operations/flag-suicide-risk';
import { handOverAcutely } from '../src/operations/hand-over-acutely';
import { planIndividually } from '../src/operations/plan-individually';
import { prolongContact } from '../src/operations/prolong-contact';
import { recordContactAttempt } from '../src/operations/record-contact-attempt';
import { recordPhysicalVisit } from '../src/operations/record-physical-visit';
import { recordProtocolStep } from '../src/operations/record-protocol-step';
import { recordReceipt } from '../src/operations/record-receipt';
import { sweepCases } from '../src/operations/sweep-cases';
import { tickNoShow, tickProtocol } from '../src/operations/tick-protocol';
import { tickSuicideRisk, tickSuicideSilence } from '../src/operations/tick-suicide-risk';
import { acuteRisk, lowRisk, moderateRisk } from './assessments';
import type { CasesWorld } from './cases-world';

/** Everything that people and clocks do about safety, for random histories. */
export const safetyActs = [
  'suspect', 'assess low', 'assess moderate', 'assess acute', 'visit', 'miss', 'plan', 'prolong', 'give up', 'hand over acutely', 'receipt', 'phone', 'reach', 'say silent', 'say no show',
  'say wrong person', 'next step', 'skip step', 'close wrong person', 'hold until visit', 'risk clock', 'silence clock', 'checklist clock', 'no-show clock', 'sweep',
] as const;
export type SafetyAct = (typeof safetyActs)[number];

const words = 'ord';

/** One of them, by the staff member, at the platform's time. */
export async function actOnSafety(world: CasesWorld, id: string, action: SafetyAct, by: StaffActor, now: Date): Promise<unknown> {
  const { db } = world;
  const clock = (work: (tx: Tx, regionId: string, caseId: string) => Promise<void>) => transact(db, systemActor('cases'), (tx) => work(tx, 'gavleborg', id));
  const phone = (outcome: 'REACHED' | 'NO_ANSWER') =>
    recordContactAttempt(db, by, { clientId: v7(), caseId: id, channel: 'PHONE', outcome, numberRank: 1, onlyNumber: true, reason: 'OTHER' });
  const step = async (skippedBecause: string | null): Promise<unknown> => {
    const kind = (await world.case(id)).openProtocols[0];
    const comes = kind && (await nextStep(world, id, kind));
    return comes && recordProtocolStep(db, by, { caseId: id, kind, step: comes, skippedBecause });
  };
  switch (action) {
    case 'suspect': return flagSuicideRisk(db, by, id, 'IMPRESSION');
    case 'assess low': return assessSuicideRisk(db, by, lowRisk(id));
    case 'assess moderate': return assessSuicideRisk(db, by, moderateRisk(id));
    case 'assess acute': return assessSuicideRisk(db, by, acuteRisk(id));
    case 'visit': return recordPhysicalVisit(db, by, { caseId: id, held: true });
    case 'miss': return recordPhysicalVisit(db, by, { caseId: id, held: false });
    case 'plan': return planIndividually(db, by, { caseId: id, reason: 'OTHER', plan: words, until: new Date(now.getTime() + 3 * 3_600_000) });
    case 'prolong': return prolongContact(db, by, id, 5);
    case 'give up': return closeWithoutContact(db, by, id, words);
    case 'hand over acutely': return handOverAcutely(db, by, { caseId: id, to: 'PSYCHIATRY', words });
    case 'receipt': return recordReceipt(db, by, { caseId: id, receivedBy: words, receivedAt: new Date(0) });
    case 'phone': return phone('NO_ANSWER');
    case 'reach': return phone('REACHED');
    case 'say silent': return beginProtocol(db, by, id, 'SILENCE');
    case 'say no show': return beginProtocol(db, by, id, 'NO_SHOW');
    case 'say wrong person': return beginProtocol(db, by, id, 'WRONG_PERSON');
    case 'next step': return step(null);
    case 'skip step': return step(words);
    case 'close wrong person': return closeWrongPerson(db, by, id);
    case 'hold until visit': return endCase(db, by, { caseId: id, reason: 'CARE_GIVEN', phaseDays: null, phaseUntil: 'PHYSICAL_VISIT' });
    case 'risk clock': return clock(tickSuicideRisk);
    case 'silence clock': return clock(tickSuicideSilence);
    case 'checklist clock': return clock(tickProtocol);
    case 'no-show clock': return clock(tickNoShow);
    case 'sweep': return transact(db, systemActor('cases'), sweepCases);
  }
}

/** The checklist's next step; none where somebody else has brought it to its end meanwhile. */
async function nextStep(world: CasesWorld, id: string, kind: string) {
  const [row] = await world.db.source.query<{ state: keyof typeof next }[]>('SELECT state FROM protocol WHERE case_id = $1 AND kind = $2 AND over_at IS NULL', [id, kind]);
  return row && (next[row.state] ?? 'BEGIN');
}
const next = { SILENT: 'REMIND', REMINDED: 'WAIT', TO_PHONE: 'PHONE', NOTICED: 'EXPLAIN', EXPLAINED: 'ASK_TO_LOG_IN', ASKED: 'DISMISS' } as const;
