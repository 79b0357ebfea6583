import fc from 'fast-check';
import { acceptHandover } from '../src/domain/answer-handover';
import { assessSuicideRisk } from '../src/domain/assess-suicide-risk';
import { cancelBookedCase, rescheduleCase } from '../src/domain/booked-case';
import type { Case } from '../src/domain/case';
import { closeWrongPerson } from '../src/domain/close-wrong-person';
import { endCase, endPhase, endPhaseByVisit } from '../src/domain/end-case';
import type { Handover } from '../src/domain/handover';
import type { ActingStaff } from '../src/domain/may-move';
import { riskAfter, riskRefusal, type RiskStep, staffRiskStep, stepsOfRisk } from '../src/domain/move-suicide-risk';
import { settled } from '../src/domain/next-action';
import { isFinished, protocolMoveOf, type ProtocolKind, protocolKinds, type ProtocolState, type ProtocolStep } from '../src/domain/protocol';
import { recordVisit } from '../src/domain/record-physical-visit';
import { reclaimCase, releaseCase } from '../src/domain/release-case';
import { reprioritiseCase } from '../src/domain/reprioritise-case';
import { startCase } from '../src/domain/start-case';
import { riskDueAt, suicideRiskTimes, whenOver } from '../src/domain/suicide-risk-clock';
import type { RiskLevel } from '../src/domain/suicide-risk';
import { takeCase } from '../src/domain/take-case';
import { returnUntouchedCase, takeTimeouts } from '../src/domain/take-timeout';
import { openStatuses } from '../src/domain/transitions';
import { withdrawCase } from '../src/domain/withdraw-case';

/** Who acts in random histories. */
export const people: readonly ActingStaff[] = [
  { personId: 'nina', role: 'NURSE', unitIds: ['bollnas'] }, { personId: 'nils', role: 'NURSE', unitIds: ['soderhamn'] }, { personId: 'dora', role: 'DOCTOR', unitIds: ['bollnas'] },
  { personId: 'petra', role: 'PSYCHOLOGIST', unitIds: ['soderhamn'] }, { personId: 'vilma', role: 'UNIT_MANAGER', unitIds: ['bollnas'] },
];
const visibility = ['bollnas', 'soderhamn'].map((unitId) => ({ unitId, roles: ['NURSE' as const, 'DOCTOR' as const, 'PSYCHOLOGIST' as const], addedByStep: 0 }));

const acts = [
  'take', 'release', 'start', 'end', 'hold', 'hold until visit', 'reprioritise', 'withdraw', 'accept', 'accept elsewhere', 'return', 'reclaim', 'phase ends', 'rebook', 'move', 'cancel', 'suspect', 'assess',
  'visit', 'miss', 'plan', 'prolong', 'give up', 'acutely', 'receipt', 'silent', 'answer', 'attempts', 'clock', 'begin list', 'next step', 'close wrong person',
] as const;
type Act = (typeof acts)[number];

export interface Deed { act: Act; who: number; minutes: number; kind: ProtocolKind; level: RiskLevel; step: ProtocolStep }
const deed = (among: readonly Act[]) => fc.record<Deed>({
  act: fc.constantFrom(...among), who: fc.nat(people.length - 1), minutes: fc.constantFrom(0, 1, 12, 40, 3000), kind: fc.constantFrom(...protocolKinds),
  level: fc.constantFrom('NONE_OR_LOW', 'MODERATE', 'HIGH_OR_ACUTE'),
  step: fc.constantFrom('BEGIN', 'REMIND', 'WAIT', 'ANSWER', 'PHONE', 'EXPLAIN', 'ASK_TO_LOG_IN', 'CLOSE', 'DISMISS'),
});
/** Mostly what one person does after the other in the order of care: blind deeds alone hardly ever end a case. */
const walks: readonly (readonly Act[])[] = [
  ['take', 'start', 'end'], ['take', 'start', 'hold', 'phase ends'], ['take', 'start', 'assess', 'end'], ['take', 'start', 'assess', 'hold until visit', 'visit'], ['take', 'start', 'assess', 'receipt', 'end'],
  ['take', 'start', 'silent', 'prolong', 'clock', 'attempts', 'give up', 'end'], ['take', 'accept elsewhere', 'start', 'suspect'],
];
const walk = fc.tuple(deed(['take']), fc.constantFrom(...walks)).map(([one, rest]) => rest.map((act) => ({ ...one, act })));
/** Another person's matter, step by step. */
const wrongPerson = fc.nat(people.length - 1).map((who): Deed[] =>
  ([['take', 'BEGIN'], ['start', 'BEGIN'], ['begin list', 'BEGIN'], ['next step', 'EXPLAIN'], ['next step', 'ASK_TO_LOG_IN'], ['close wrong person', 'CLOSE']] as const)
    .map(([act, step]) => ({ act, who, minutes: 0, kind: 'WRONG_PERSON', level: 'NONE_OR_LOW', step })));
export const history = fc.record({
  flagged: fc.boolean(), booked: fc.boolean(), kind: fc.constantFrom<Case['kind']>('DROP_IN', 'TELEPHONE_TRIAGE', 'ADMINISTRATIVE'),
  deeds: fc.array(fc.oneof({ weight: 5, arbitrary: deed(acts).map((one) => [one]) }, { weight: 4, arbitrary: walk }, { weight: 1, arbitrary: wrongPerson }), { minLength: 1, maxLength: 8 }).map((parts) => parts.flat()),
});

/** A case with its checklists, as the operations keep them together. */
export interface Cared { case: Case; lists: Partial<Record<ProtocolKind, ProtocolState>>; steps: RiskStep[]; now: Date }

/** Does the deed by the domain's rules alone, and what every change does besides: the same functions in the same order as `record-change`. */
export function does(before: Cared, d: Deed): Cared {
  const now = new Date(before.now.getTime() + d.minutes * 60_000);
  const done = decide(before, d, now);
  if (!done) return { ...before, now };
  const over = !openStatuses.includes(done.case.status);
  const moved = riskAfter(before.case, done.case, { steps: done.steps, suspected: done.suspected, over }, { times: suicideRiskTimes.ONE_TO_TWELVE, now });
  return { case: settled(moved.case), lists: over ? {} : (done.lists ?? before.lists), steps: [...before.steps, ...moved.steps], now };
}

interface Done { case: Case; steps?: readonly RiskStep[]; suspected?: boolean; lists?: Cared['lists'] }

function decide({ case: c, lists }: Cared, d: Deed, now: Date): Done | undefined {
  const by = people[d.who]!;
  const w = { times: suicideRiskTimes.ONE_TO_TWELVE, now, until: new Date(now.getTime() + 3_600_000) };
  const yes = (answer: { is: string; case?: Case; steps?: readonly RiskStep[] }): Done | undefined =>
    answer.is === 'CHANGED' || answer.is === 'MOVED' || answer.is === 'ANSWERED' || answer.is === 'CANCELLED' ? { case: answer.case!, steps: answer.steps } : undefined;
  const steps = (moved: { case: Case; steps: readonly RiskStep[] }): Done | undefined => (moved.steps.length > 0 && openStatuses.includes(c.status) ? moved : undefined);
  const ends = (days: number, until: 'PHYSICAL_VISIT' | null = null) => yes(endCase(c, by, { reason: 'CARE_GIVEN', days, until }, now));
  const handover = (toUnitId: string): Handover => ({
    id: 'h', regionId: c.regionId, caseId: c.id, clientId: 'c', status: 'REQUESTED', fromUnitId: c.unitId, askedBy: c.takenBy ?? 'x', toUnitId, toRole: null, askedUnitId: null, toStaffId: null, answererId: null,
    answerRoles: ['NURSE', 'DOCTOR', 'PSYCHOLOGIST'], added: [], reason: 'OTHER_COMPETENCE', message: null, consent: 'GIVEN', urgentReason: null, askedAt: now, answerBy: now, overdueAt: null, answeredAt: null,
    answeredBy: null, refusalReason: null,
  });
  const booking = (unitId: string) => rescheduleCase(c, { bookingId: c.bookingId ?? 'none', unitId, previousUnitId: c.unitId, role: 'NURSE', startsAt: w.until });
  switch (d.act) {
    case 'take': return yes(takeCase(c, by, visibility, now));
    case 'release': return yes(releaseCase(c, by));
    case 'start': return yes(startCase(c, by, 15, now));
    case 'end': return ends(0);
    case 'hold': return ends(3);
    case 'hold until visit': return ends(30, 'PHYSICAL_VISIT');
    case 'reprioritise': return yes(reprioritiseCase(c, by, { code: '2', urgencyRank: 2, waitingSince: c.waitingSince, dueAt: now }, 'ASSESSED'));
    case 'withdraw': return yes(withdrawCase(c, now));
    case 'accept': return yes(acceptHandover(c, handover(c.unitId), by, now));
    case 'accept elsewhere': return yes(acceptHandover(c, handover('soderhamn'), by, now));
    case 'return': return same(returnUntouchedCase(c, takeTimeouts.ONE_TO_TWELVE, now)?.after);
    case 'reclaim': return same(reclaimCase(c));
    case 'phase ends': return same(endPhase(c, now));
    case 'rebook': return same(booking(c.unitId)?.after);
    case 'move': return same(booking(c.unitId === 'bollnas' ? 'soderhamn' : 'bollnas')?.after);
    case 'cancel': return same(cancelBookedCase(c, c.bookingId ?? 'none', now)?.after);
    case 'suspect': return riskRefusal(c, by, 'FLAG_SUICIDE_RISK') ? undefined : { case: c, suspected: true };
    case 'assess': return yes(assessSuicideRisk(c, by, { rung: 'NONE', riskFactors: 'a', protectiveFactors: 'b', basis: ['CHAT'], level: d.level, feelsSafeOnline: d.minutes > 0 }, w));
    case 'visit': return visited(c, by, true, w);
    case 'miss': return visited(c, by, false, w);
    case 'plan': return yes(staffRiskStep(c, by, 'PLAN_INDIVIDUALLY', w));
    case 'prolong': return yes(staffRiskStep(c, by, 'PROLONG_CONTACT', w));
    case 'give up': return yes(staffRiskStep(c, by, 'CLOSE_WITHOUT_CONTACT', w));
    case 'acutely': return yes(staffRiskStep(c, by, 'HAND_OVER_ACUTELY', w));
    case 'receipt': return yes(staffRiskStep(c, by, 'RECORD_RECEIPT', w));
    case 'silent': return steps(stepsOfRisk(c, ['SILENT'], w));
    case 'answer': return steps(stepsOfRisk(c, ['ANSWERED'], w));
    case 'attempts': return c.riskState === 'NO_ANSWER_3' ? { case: { ...c, attemptsMade: true } } : undefined;
    case 'clock': return clock(c, now);
    case 'begin list': return listed(c, lists, d.kind, 'BEGIN', by);
    case 'next step': return listed(c, lists, d.kind, d.step, by);
    case 'close wrong person': return yes(closeWrongPerson(c, by, lists.WRONG_PERSON ?? null, now));
  }
}

const same = (c: Case | undefined): Done | undefined => c && { case: c };

function visited(c: Case, by: ActingStaff, held: boolean, w: Parameters<typeof recordVisit>[3]): Done | undefined {
  const answer = recordVisit(c, by, held, w);
  return answer.is === 'MOVED' ? { case: endPhaseByVisit(answer.case, w.now), steps: answer.steps } : undefined;
}

function clock(c: Case, now: Date): Done | undefined {
  if (!openStatuses.includes(c.status) || !c.riskNextAt || c.riskNextAt > now || !c.riskState) return undefined;
  const over = whenOver(c.riskState);
  if (over !== 'ALARM') return over && stepsOfRisk(c, [over], { times: suicideRiskTimes.ONE_TO_TWELVE, now });
  return { case: { ...c, riskNextAt: riskDueAt(c.riskState, c.priority, suicideRiskTimes.ONE_TO_TWELVE, now) }, steps: [{ event: 'ALARM', from: c.riskState, to: c.riskState }] };
}

function listed(c: Case, lists: Cared['lists'], kind: ProtocolKind, step: ProtocolStep, by: ActingStaff): Done | undefined {
  const move = protocolMoveOf(kind, step, lists[kind] ?? null);
  if (!move || c.takenBy !== by.personId || !openStatuses.includes(c.status)) return undefined;
  const others = c.openProtocols.filter((one) => one !== kind);
  return { case: { ...c, openProtocols: isFinished(move.to) ? others : [...others, kind] }, lists: { ...lists, [kind]: move.to } };
}

/** Histories that always run, so that every state occurs whatever chance brings. */
const doras = (level: RiskLevel, minutes: number, ...done: Act[]) => done.map((act): Deed => ({ act, who: 2, minutes, kind: 'SILENCE', level, step: 'BEGIN' }));
const atRisk = { flagged: true, booked: false, kind: 'DROP_IN' as const };
export const always: [typeof history extends fc.Arbitrary<infer H> ? H : never][] = [
  [{ ...atRisk, deeds: doras('NONE_OR_LOW', 3000, 'take', 'start', 'silent', 'prolong', 'clock', 'attempts', 'give up', 'end') }],
  [{ ...atRisk, deeds: doras('MODERATE', 1, 'take', 'start', 'assess', 'plan', 'visit', 'end') }],
  [{ ...atRisk, deeds: doras('HIGH_OR_ACUTE', 1, 'take', 'start', 'assess', 'receipt', 'end') }],
];
