import fc from 'fast-check';
import { acceptHandover, overdueHandover, refuseHandover, withdrawHandover } from '../src/domain/answer-handover';
import { assessSuicideRisk } from '../src/domain/assess-suicide-risk';
import { assignCase, assigneeOf } from '../src/domain/assign-case';
import { tellsOverdueAt } from '../src/domain/assignment-overdue';
import { cancelBookedCase, rescheduleCase } from '../src/domain/booked-case';
import { unlimited } from '../src/domain/capacity';
import type { Case } from '../src/domain/case';
import { closeWrongPerson } from '../src/domain/close-wrong-person';
import { endCase, endPhase, endPhaseByVisit } from '../src/domain/end-case';
import { escalateCase } from '../src/domain/escalate-case';
import { escalationSteps } from '../src/domain/escalation-policy';
import { forwardConsultation } from '../src/domain/forward-consultation';
import type { Handover } from '../src/domain/handover';
import type { ActingStaff } from '../src/domain/may-move';
import { riskAfter, riskRefusal, type RiskStep, staffRiskStep, stepsOfRisk } from '../src/domain/move-suicide-risk';
import { settled } from '../src/domain/next-action';
import { isFinished, protocolMoveOf, type ProtocolKind, protocolKinds, type ProtocolState, type ProtocolStep } from '../src/domain/protocol';
import { oneToTwelve } from '../src/domain/priority-scheme-tables';
import { raisedCase } from '../src/domain/recheck';
import { recordVisit } from '../src/domain/record-physical-visit';
import { reclaimCase, releaseCase } from '../src/domain/release-case';
import { reprioritiseCase } from '../src/domain/reprioritise-case';
import { requestHandover } from '../src/domain/request-handover';
import type { StaffConsultation } from '../src/domain/staff-consultation';
import { startCase } from '../src/domain/start-case';
import { riskDueAt, suicideRiskTimes, whenOver } from '../src/domain/suicide-risk-clock';
import type { RiskLevel } from '../src/domain/suicide-risk';
import { takeCase } from '../src/domain/take-case';
import { returnUntouchedCase, takeTimeouts } from '../src/domain/take-timeout';
import { type Action, openStatuses } from '../src/domain/transitions';
import { withdrawCase } from '../src/domain/withdraw-case';
import { decideQuestion, isQuestionAct, questionActs } from './random-questions';

/** Who acts in random histories. */
export const people: readonly ActingStaff[] = [
  { personId: 'nina', role: 'NURSE', unitIds: ['bollnas'] }, { personId: 'nils', role: 'NURSE', unitIds: ['soderhamn'] }, { personId: 'dora', role: 'DOCTOR', unitIds: ['bollnas'] },
  { personId: 'petra', role: 'PSYCHOLOGIST', unitIds: ['soderhamn'] }, { personId: 'vilma', role: 'UNIT_MANAGER', unitIds: ['bollnas'] },
];
const visibility = ['bollnas', 'soderhamn'].map((unitId) => ({ unitId, roles: ['NURSE' as const, 'DOCTOR' as const, 'PSYCHOLOGIST' as const], addedByStep: 0 }));

const acts = [
  'take', 'assign', 'release', 'start', 'end', 'hold', 'hold until visit', 'reprioritise', 'withdraw', 'accept', 'accept elsewhere', 'return', 'reclaim', 'phase ends', 'rebook', 'move', 'cancel', 'suspect', 'assess',
  'visit', 'miss', 'plan', 'prolong', 'give up', 'acutely', 'receipt', 'silent', 'answer', 'attempts', 'clock', 'begin list', 'next step', 'close wrong person',
  'escalate', 'worse', 'ask to hand over', 'refuse', 'take back', 'remind', 'forward', 'overdue', 'come', 'go', ...questionActs,
] as const;
type Act = (typeof acts)[number];

/** What people and clocks do with a question as with a case. */
const alsoOfQuestions: readonly Act[] = [
  'take', 'assign', 'release', 'start', 'end', 'hold', 'reprioritise', 'return', 'reclaim', 'ask to hand over', 'forward', 'escalate', 'worse', 'overdue', 'come', 'go', ...questionActs,
];

/** The moves of the transition table that each deed makes; the rest are the protocols' own. */
export const movesOfActs: Partial<Record<Act, readonly Action[]>> = {
  take: ['TAKE'], assign: ['ASSIGN'], release: ['RELEASE'], start: ['START'], end: ['END'], hold: ['HOLD'], reprioritise: ['REPRIORITISE'], withdraw: ['WITHDRAW'], accept: ['ACCEPT_HANDOVER'], return: ['RETURN'],
  reclaim: ['RECLAIM'], 'phase ends': ['END_PHASE'], rebook: ['RESCHEDULE'], move: ['RELOCATE'], cancel: ['CANCEL'], 'close wrong person': ['CLOSE_WRONG_PERSON'], escalate: ['ESCALATE'], worse: ['RAISE'],
  'ask to hand over': ['REQUEST_HANDOVER'], refuse: ['REFUSE_HANDOVER'], 'take back': ['WITHDRAW_HANDOVER'], remind: ['REMIND_HANDOVER'], forward: ['FORWARD'], overdue: ['TELL_OVERDUE'],
  'answer question': ['ANSWER_CONSULTATION'], decline: ['DECLINE_CONSULTATION'], 'take question back': ['WITHDRAW_CONSULTATION'], 'close question': ['CLOSE_CONSULTATION'], 'take case over': ['ACCEPT_CONSULTED_CASE'],
};

export interface Deed { act: Act; who: number; minutes: number; kind: ProtocolKind; level: RiskLevel; step: ProtocolStep }
const deed = (among: readonly Act[]) => fc.record<Deed>({
  act: fc.constantFrom(...among), who: fc.nat(people.length - 1), minutes: fc.constantFrom(0, 1, 12, 40, 3000), kind: fc.constantFrom(...protocolKinds),
  level: fc.constantFrom('NONE_OR_LOW', 'MODERATE', 'HIGH_OR_ACUTE'),
  step: fc.constantFrom('BEGIN', 'REMIND', 'WAIT', 'ANSWER', 'PHONE', 'EXPLAIN', 'ASK_TO_LOG_IN', 'CLOSE', 'DISMISS', 'CONSIDER'),
});
/** Mostly what one person does after the other in the order of care: blind deeds alone hardly ever end a case. */
const walks: readonly (readonly Act[])[] = [
  ['take', 'start', 'end'], ['take', 'start', 'hold', 'phase ends'], ['take', 'start', 'assess', 'end'], ['take', 'start', 'assess', 'hold until visit', 'visit'], ['take', 'start', 'assess', 'receipt', 'end'],
  ['take', 'start', 'silent', 'prolong', 'clock', 'attempts', 'give up', 'end'], ['take', 'accept elsewhere', 'start', 'suspect'],
  ['take', 'answer question', 'close question'], ['take', 'answer question', 'take case over'], ['take', 'forward', 'come', 'assign', 'start', 'end'], ['worse', 'escalate', 'take', 'ask to hand over', 'remind', 'accept'],
];
const walk = fc.tuple(deed(['take']), fc.constantFrom(...walks)).map(([one, rest]) => rest.map((act) => ({ ...one, act })));
/** Another person's matter, step by step. */
const wrongPerson = fc.nat(people.length - 1).map((who): Deed[] =>
  ([['take', 'BEGIN'], ['start', 'BEGIN'], ['begin list', 'BEGIN'], ['next step', 'EXPLAIN'], ['next step', 'ASK_TO_LOG_IN'], ['close wrong person', 'CLOSE']] as const)
    .map(([act, step]) => ({ act, who, minutes: 0, kind: 'WRONG_PERSON', level: 'NONE_OR_LOW', step })));
export const history = fc.record({
  flagged: fc.boolean(), booked: fc.boolean(), kind: fc.constantFrom<Case['kind']>('DROP_IN', 'TELEPHONE_TRIAGE', 'ADMINISTRATIVE', 'CONSULTATION', 'MESSAGE'),
  deeds: fc.array(fc.oneof({ weight: 5, arbitrary: deed(acts).map((one) => [one]) }, { weight: 4, arbitrary: walk }, { weight: 1, arbitrary: wrongPerson }), { minLength: 1, maxLength: 8 }).map((parts) => parts.flat()),
});

/** A case with its checklists, its hand-over, the question that it is and who is on shift, as the operations keep them together. */
export interface Cared {
  case: Case;
  lists: Partial<Record<ProtocolKind, ProtocolState>>;
  steps: RiskStep[];
  handover: Handover | null;
  question: StaffConsultation | null;
  onShift: readonly string[];
  /** Whether the last deed was one that the rules allow. */
  done: boolean;
  now: Date;
}

/** Does the deed by the domain's rules alone, and what every change does besides: the same functions in the same order as `record-change`. */
export function does(before: Cared, d: Deed): Cared {
  const now = new Date(before.now.getTime() + d.minutes * 60_000);
  const done = decide(before, d, now);
  if (!done) return { ...before, done: false, now };
  const over = !openStatuses.includes(done.case.status);
  const moved = riskAfter(before.case, done.case, { steps: done.steps, suspected: done.suspected, over, caseOver: before.case.kind === 'MESSAGE' }, { times: suicideRiskTimes.ONE_TO_TWELVE, now });
  const after = done.case === before.case && moved.steps.length === 0 && !done.lists ? before.case : settled(moved.case);
  const asked = done.handover === undefined ? before.handover : done.handover;
  return {
    case: after, lists: over ? {} : (done.lists ?? before.lists), steps: [...before.steps, ...moved.steps], now, done: true, question: done.question ?? before.question, onShift: done.onShift ?? before.onShift,
    handover: asked?.askedBy === after.takenBy && openStatuses.includes(after.status) ? asked : null, // a request falls with its giver's hold of the case
  };
}

interface Done { case: Case; steps?: readonly RiskStep[]; suspected?: boolean; lists?: Cared['lists']; handover?: Handover | null; question?: StaffConsultation; onShift?: readonly string[] }

function decide({ case: c, lists, ...cared }: Cared, d: Deed, now: Date): Done | undefined {
  const by = people[d.who]!;
  const w = { times: suicideRiskTimes.ONE_TO_TWELVE, now, until: new Date(now.getTime() + 3_600_000) };
  const yes = (answer: { is: string; case?: Case; steps?: readonly RiskStep[] }): Done | undefined =>
    answer.is === 'CHANGED' || answer.is === 'MOVED' || answer.is === 'ANSWERED' || answer.is === 'CANCELLED' ? { case: answer.case!, steps: answer.steps } : undefined;
  const steps = (moved: { case: Case; steps: readonly RiskStep[] }): Done | undefined => (moved.steps.length > 0 && openStatuses.includes(c.status) ? moved : undefined);
  const ends = (days: number, until: 'PHYSICAL_VISIT' | null = null) => yes(endCase(c, by, { reason: 'CARE_GIVEN', days, until }, now));
  if (cared.question && !alsoOfQuestions.includes(d.act)) return undefined; // no patient's: the operations find none to act on
  if (isQuestionAct(d.act)) return decideQuestion(c, cared.question, d.act, by, now);
  const asked = cared.handover;
  const handover = (toUnitId: string): Handover => ({
    id: 'h', regionId: c.regionId, caseId: c.id, clientId: 'c', status: 'REQUESTED', fromUnitId: c.unitId, askedBy: c.takenBy ?? 'x', toUnitId, toRole: null, askedUnitId: null, toStaffId: null, answererId: null,
    answerRoles: ['NURSE', 'DOCTOR', 'PSYCHOLOGIST'], added: [], reason: 'OTHER_COMPETENCE', message: null, consent: 'GIVEN', urgentReason: null, askedAt: now, answerBy: now, overdueAt: null, answeredAt: null,
    answeredBy: null, refusalReason: null,
  });
  const booking = (unitId: string) => rescheduleCase(c, { bookingId: c.bookingId ?? 'none', unitId, previousUnitId: c.unitId, role: 'NURSE', startsAt: w.until });
  switch (d.act) {
    case 'take': return yes(takeCase(c, by, visibility, now));
    case 'assign': return same(assigned(c, cared.onShift, now));
    case 'release': return yes(releaseCase(c, by));
    case 'start': return yes(startCase(c, by, 15, now));
    case 'end': return ends(0);
    case 'hold': return ends(3);
    case 'hold until visit': return ends(30, 'PHYSICAL_VISIT');
    case 'reprioritise': return yes(reprioritiseCase(c, by, { code: '2', urgencyRank: 2, waitingSince: c.waitingSince, dueAt: now }, 'ASSESSED'));
    case 'withdraw': return yes(withdrawCase(c, now));
    case 'accept': return yes(acceptHandover(c, asked ?? handover(c.unitId), by, now));
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
    case 'come': return { case: c, onShift: [...new Set([...cared.onShift, by.personId])] };
    case 'go': return { case: c, onShift: cared.onShift.filter((one) => one !== by.personId) };
    case 'escalate': return escalated(c, now);
    case 'worse': return same(raisedCase(c, { beforeRank: c.urgencyRank, urgencyRank: 2, emergency: d.minutes === 0 }, { code: '2', urgencyRank: 2, trace: ['recheck'], waitingSince: c.waitingSince, dueAt: now }));
    case 'forward': return yes(forwardConsultation(c, by, { unitId: c.unitId === 'bollnas' ? 'soderhamn' : 'bollnas', profession: 'DOCTOR', noOneInRole: false }));
    case 'overdue': return tellsOverdueAt(c) ? { case: c } : undefined;
    case 'ask to hand over': {
      const answer = requestHandover(c, asked ?? undefined, by, { toUnitId: 'soderhamn', receiver: { answererId: null, answerRoles: ['NURSE', 'PSYCHOLOGIST'] }, reason: 'OTHER_COMPETENCE', consent: null }, 'NONE');
      return answer.is === 'ASKED' ? { case: answer.case, handover: { ...handover('soderhamn'), askedBy: by.personId } } : undefined;
    }
    case 'refuse': return asked ? answered(refuseHandover(c, asked, by, 'NO_CAPACITY', now)) : undefined;
    case 'take back': return asked ? answered(withdrawHandover(c, asked, by, now)) : undefined;
    case 'remind': {
      const overdue = overdueHandover(asked ?? undefined, now);
      return overdue && { case: c, handover: overdue };
    }
    case 'close wrong person': return yes(closeWrongPerson(c, by, lists.WRONG_PERSON ?? null, now));
  }
}

const answered = (answer: ReturnType<typeof refuseHandover>): Done | undefined => (answer.is === 'ANSWERED' ? { case: answer.case, handover: null } : undefined);

/** The steps that are due, of a region that escalates to everybody near. */
function escalated(c: Case, now: Date): Done | undefined {
  const rules = { scheme: oneToTwelve, escalation: { regionId: 'gavleborg', unitId: null, version: 1, steps: escalationSteps.ROLES_COOPERATING_HUB } };
  const step = escalateCase(c, rules, { visibility, neighbours: { cooperating: ['soderhamn'], hubs: [], onCall: [] } }, now);
  return step && { case: { ...c, escalationStep: step.step, reasonTrace: [...c.reasonTrace, step.rule] } };
}

/** Given by the clock to one of those on shift. */
function assigned(c: Case, here: readonly string[], now: Date): Case | undefined {
  const onShift = people.filter((one) => here.includes(one.personId) && one.unitIds.includes(c.unitId)).map(({ personId: staffId, role }, i) => ({ staffId, role, since: c.createdAt, inHand: i }));
  const to = assigneeOf({ case: c, visibility, onShift, tried: [], capacity: unlimited, takeTimeout: takeTimeouts.ONE_TO_TWELVE, nextStepAt: null }, now);
  return to && assignCase(c, to, now);
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

/** Histories that always run, so that every state and every move occurs whatever chance brings. */
const doras = (level: RiskLevel, minutes: number, ...done: Act[]) => done.map((act): Deed => ({ act, who: 2, minutes, kind: 'SILENCE', level, step: 'BEGIN' }));
const atRisk = { flagged: true, booked: false, kind: 'DROP_IN' as const };
const calm = (kind: 'DROP_IN' | 'CONSULTATION', ...done: [who: number, act: Act][]) =>
  ({ flagged: false, booked: false, kind, deeds: done.map(([who, act]): Deed => ({ act, who, minutes: 1, kind: 'SILENCE', level: 'NONE_OR_LOW', step: 'BEGIN' })) });
export const always: [typeof history extends fc.Arbitrary<infer H> ? H : never][] = [
  [{ ...atRisk, deeds: doras('NONE_OR_LOW', 3000, 'take', 'start', 'silent', 'prolong', 'clock', 'attempts', 'give up', 'end') }],
  [{ ...atRisk, deeds: doras('MODERATE', 1, 'take', 'start', 'assess', 'plan', 'visit', 'end') }],
  [{ ...atRisk, deeds: doras('HIGH_OR_ACUTE', 1, 'take', 'start', 'assess', 'receipt', 'end') }],
  // What needs the right two people one after the other.
  [calm('DROP_IN', [0, 'take'], [0, 'ask to hand over'], [1, 'refuse'], [0, 'ask to hand over'], [0, 'take back'])],
  [calm('CONSULTATION', [0, 'take'], [0, 'decline'])],
  [calm('CONSULTATION', [1, 'take question back'])],
  [calm('CONSULTATION', [0, 'take'], [0, 'answer question'], [1, 'close question'])],
];
