import fc from 'fast-check';
import { aCase } from '../../test/a-case';
import { always, type Cared, does, history, movesOfActs, people } from '../../test/random-care';
import { aQuestion } from '../../test/random-questions';
import { allowedActions } from './allowed-actions';
import { riskStateOf, suicideRiskOpen } from './case';
import { staffMove } from './may-move';
import { nextAction, settled } from './next-action';
import { riskDueAt, suicideRiskTimes } from './suicide-risk-clock';
import { atLeastModerate } from './suicide-risk';
import { type Action, finalStatuses, openStatuses, staffActions, transitions } from './transitions';

const at = aCase().createdAt;

function arrived({ flagged, booked, kind }: { flagged: boolean; booked: boolean; kind: 'DROP_IN' | 'TELEPHONE_TRIAGE' | 'ADMINISTRATIVE' | 'SCHEDULED' | 'CONSULTATION' | 'MESSAGE' }): Cared {
  const atRisk = flagged && (booked || kind !== 'CONSULTATION'); // a question is no patient's
  const c = aCase({
    kind: booked ? 'SCHEDULED' : kind, ...(booked && { bookingId: 'b', bookedAt: at, dueAt: at }), tags: atRisk ? ['SUICIDE_RISK_FLAGGED'] : [], riskState: atRisk ? 'FLAGGED' : null,
    riskNextAt: atRisk ? riskDueAt('FLAGGED', '3', suicideRiskTimes.ONE_TO_TWELVE, at) : null,
  });
  const question = c.kind === 'CONSULTATION' ? aQuestion(c, flagged ? 'TO_HAND_OVER' : 'ADVICE') : null;
  return { case: settled(c), lists: {}, steps: [], handover: null, question, done: true, onShift: ['nina', 'petra'], now: at };
}

/** I4 and I8 for one case: one accountable unit, somebody's turn, a clock; and nothing open in what is over. What is wrong, a sentence each. */
function dropped({ case: c, lists, question, handover }: Cared): string[] {
  const open = openStatuses.includes(c.status);
  const rules: [holds: boolean, says: string][] = [
    [['bollnas', 'soderhamn'].includes(c.unitId), 'one unit is accountable'],
    [(nextAction(c) !== null) === open, 'an open case is somebody’s turn'],
    [Number.isFinite(c.nextAt.getTime()), 'a case has a clock'],
    [!open || (c.riskNextAt !== null) === suicideRiskOpen(c), 'an open risk has a clock of its own'],
    [!open || c.riskNextAt === null || c.nextAt <= c.riskNextAt, 'the next clock is the earliest'],
    [!open || (c.takenBy !== null) === (c.status !== 'REQUESTED'), 'who has it is one'],
    [!open || c.openProtocols.every((kind) => lists[kind] !== undefined), 'a checklist that holds a case open exists'],
    [!question || (question.outcome === null) === open, 'a question is open as long as its case is'],
    [handover === null || (c.takenBy === handover.askedBy && c.unitId === handover.fromUnitId), 'what is asked to be handed over is still its giver’s'],
    [open || c.riskState === null || c.riskState === 'CLOSED', 'no risk is open in what is over'],
    [open || c.openProtocols.length === 0, 'no checklist is open in what is over'],
  ];
  return rules.filter(([holds]) => !holds).map(([, says]) => says);
}

const ended = new Set<string>();

it('[BEY-1] [SAF-5] [I4] [I8] after any of 6,000 histories of up to some twenty operations, in which every move of the table is made, nobody is dropped: one accountable unit, a next action, a clock', () => {
  const statuses = new Set<string>();
  const states = new Set<string | null>();
  const moved = new Set<Action>();
  fc.assert(
    fc.property(history, ({ deeds, ...beginning }) => {
      let cared = arrived(beginning);
      const faults = dropped(cared);
      for (const deed of deeds) {
        const before = cared;
        cared = does(before, deed);
        if (cared.done) for (const move of movesOfActs[deed.act] ?? []) moved.add(move);
        faults.push(...dropped(cared).map((says) => `${says}, after ${deed.act}`));
        if (finalStatuses.includes(before.case.status) && cared.case !== before.case) faults.push(`what is over stays as it is, after ${deed.act}`);
        statuses.add(cared.case.status);
        states.add(cared.case.riskState);
        if (finalStatuses.includes(cared.case.status)) ended.add(cared.case.status);
      }
      if (faults.length > 0) throw new Error(faults.join('; '));
    }),
    { numRuns: 6_000, examples: always },
  );
  expect([...ended].sort()).toEqual([...finalStatuses].sort());
  expect([statuses.size, states.size]).toEqual([7, 13]);
  const moves = [...new Set(transitions.map(({ action }) => action))].filter((action) => action !== 'RECEIVE'); // a history begins with it
  expect(moves.filter((action) => !moved.has(action))).toEqual([]);
});

it('[SAF-1] in any history a case that was flagged ends only after a decision of doctor or psychologist, and one judged at least moderate only by visit, receipt or a lower judgement', () => {
  let closed = 0;
  fc.assert(
    fc.property(history, ({ deeds, ...beginning }) => {
      let cared = arrived({ ...beginning, flagged: true });
      let met = true;
      for (const deed of deeds) {
        const before = cared;
        cared = does(before, deed);
        const events = cared.steps.slice(before.steps.length).map((step) => step.event);
        if (events.some((event) => event.startsWith('ASSESSED'))) met = !atLeastModerate(cared.case.riskLevel);
        if (events.includes('VISIT') || events.includes('RECEIPT')) met = true;
      }
      if (openStatuses.includes(cared.case.status) || cared.question) return;
      closed += 1;
      expect(met).toBe(true);
      expect(cared.steps.some((step) => step.event.startsWith('ASSESSED') || ['RECEIPT', 'CLOSE_WITHOUT_CONTACT'].includes(step.event))).toBe(true);
    }),
    { numRuns: 2_000, examples: always },
  );
  expect(closed).toBeGreaterThan(20);
});

it('[QUE-12] in any history what the holder is offered is what the write path allows', () => {
  fc.assert(
    fc.property(history, ({ deeds, ...beginning }) => {
      const { case: c } = deeds.reduce(does, arrived(beginning));
      for (const { role, unitIds } of people) {
        const holder = { personId: c.takenBy ?? 'nina', role, unitIds };
        const offered = allowedActions(role, c, unitIds);
        for (const action of staffActions.filter((one) => ['TAKE', 'RELEASE', 'START', 'END', 'REPRIORITISE'].includes(one))) {
          expect([action, riskStateOf(c), offered.includes(action)]).toEqual([action, riskStateOf(c), staffMove(action as 'TAKE', c, holder).is === 'MOVE']);
        }
      }
    }),
    { numRuns: 1_000 },
  );
});
