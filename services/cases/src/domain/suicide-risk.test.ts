import { startedCase } from '../../test/a-case';
import { type Case, suicideRiskOpen } from './case';
import { staffRoles } from './codes';
import { staffMove } from './may-move';
import { riskRefusal, stepRisk } from './move-suicide-risk';
import { atLeastModerate, mayAssess, openRiskStates, riskActions, type RiskAction, type RiskEvent, type RiskLevel, riskMoveOf, riskMoves, type RiskState, riskStates, settledRiskStates } from './suicide-risk';
import { suicideRiskTimes } from './suicide-risk-clock';

type Row = (typeof riskMoves)[number];
const now = new Date('2026-11-25T09:00:00Z');
const w = { times: suicideRiskTimes.ONE_TO_TWELVE, now, until: new Date('2026-11-27T23:00:00Z') };
const levelOf: Partial<Record<RiskEvent, RiskLevel>> = { ASSESSED_LOW: 'NONE_OR_LOW', ASSESSED_UNSAFE_ONLINE: 'MODERATE', ASSESSED_MODERATE: 'MODERATE', ASSESSED_HIGH: 'HIGH_OR_ACUTE' };

/** Every way through the table that meets no state twice, from the first suspicion to the end. */
function simplePaths(from: RiskState | null, met: (RiskState | null)[] = [from]): Row[][] {
  if (from === 'CLOSED') return [[]];
  return riskMoves.filter((row) => row.from === from && !met.includes(row.to)).flatMap((row) => simplePaths(row.to, [...met, row.to]).map((rest) => [row, ...rest]));
}
/** Who was judged at least moderate is not given up: no such way is one. */
const isGivenUp = (path: readonly Row[]): boolean => path.some((row) => atLeastModerate(levelOf[row.event] ?? null)) && path.some((row) => row.event === 'CLOSE_WITHOUT_CONTACT');
const paths = simplePaths(null).filter((path) => !isGivenUp(path));
const titled = paths.map((path) => [path.map((row) => row.event).join(' → ') + (path.some((row) => 'only' in row && row.only.startsWith('no doctor')) ? ' (nobody of them has it)' : ''), path] as const);

/** A state with what decides besides: what was judged, and whether the patient has since been met or received. */
interface Situation { state: RiskState | null; level: RiskLevel | null; met: boolean; judged: boolean }
const keyOf = (s: Situation): string => [s.state, s.level, s.met, s.judged].join();

/** Every situation that any sequence of events leads to, from none; with the row that led there. */
function situations(): { from: Situation; row: Row; to: Situation }[] {
  const begin: Situation = { state: null, level: null, met: true, judged: false };
  const [seen, edges, left] = [new Set([keyOf(begin)]), [] as { from: Situation; row: Row; to: Situation }[], [begin]];
  for (let s = left.pop(); s; s = left.pop()) {
    for (const row of riskMoves.filter((one) => one.from === s.state)) {
      const facts = [true, false].map((held) => ({ riskLevel: s.level, heldByAssessor: held, attemptsMade: true, onHold: row.event === 'BEGIN_ASSESSMENT' }));
      if (!facts.some((f) => riskMoveOf(row.event, s.state, f)?.to === row.to)) continue;
      const level = levelOf[row.event] ?? (row.event === 'FLAG' && s.state === 'CLOSED' ? null : s.level);
      const met = row.event === 'VISIT' || row.event === 'RECEIPT' || (levelOf[row.event] ? !atLeastModerate(level) : s.met);
      const to = { state: row.to, level, met, judged: row.event === 'FLAG' ? false : s.judged || row.by === 'ASSESSOR' };
      edges.push({ from: s, row, to });
      if (!seen.has(keyOf(to))) {
        seen.add(keyOf(to));
        left.push(to);
      }
    }
  }
  return edges;
}

describe('the table of the suicide-risk protocol', () => {
  it('[SAF-1] every state is reached, and each leads to the end', () => {
    const reached = new Set(situations().map(({ to }) => to.state));
    expect([...reached].sort()).toEqual([...riskStates].sort());
    for (const state of riskStates) if (state !== 'CLOSED') expect([state, simplePaths(state).length > 0]).toEqual([state, true]);
  });

  it('[SAF-1] S-a only doctor or psychologist takes HANDOVER_REQUIRED, ASSESSING and NO_ANSWER towards an end; silence and time lead only to waiting, an answer only to assessment', () => {
    const theirs: (RiskState | null)[] = ['HANDOVER_REQUIRED', 'ASSESSING', 'NO_ANSWER_1', 'NO_ANSWER_2', 'NO_ANSWER_3'];
    const allowed: Partial<Record<RiskEvent, RiskState[]>> = { SILENT: ['NO_ANSWER_1'], INTERVAL_OVER: ['NO_ANSWER_3'], ANSWERED: ['ASSESSING', 'HANDOVER_REQUIRED'] };
    for (const row of riskMoves.filter((one) => theirs.includes(one.from))) {
      if (row.by !== 'ASSESSOR') expect([row.event, row.from, (allowed[row.event] ?? []).includes(row.to)]).toEqual([row.event, row.from, true]);
    }
    const c = (riskState: RiskState): Case => startedCase({ tags: ['SUICIDE_RISK_FLAGGED'], riskState, attemptsMade: true, riskNextAt: now });
    for (const role of staffRoles) {
      for (const state of theirs as RiskState[]) {
        for (const action of Object.keys(riskActions) as RiskAction[]) {
          if (!mayAssess(role)) expect([role, state, action, riskRefusal(c(state), { personId: 'nina', role, unitIds: ['bollnas'] }, action)]).toEqual([role, state, action, expect.anything()]);
        }
      }
    }
  });

  it('[SAF-1] S-b no way from a suspicion to the end is without a decision of doctor or psychologist', () => {
    const ends = situations().filter(({ row, to }) => row.to === 'CLOSED' && to.state === 'CLOSED');
    expect(ends.length).toBeGreaterThan(3);
    for (const { to } of ends) expect(to.judged).toBe(true);
  });

  it('[SAF-1] S-c whoever was judged at least moderate comes to the end only by a visit, a receipt, or a lower assessment', () => {
    const ends = situations().filter(({ to }) => to.state === 'CLOSED');
    for (const { from, row, to } of ends) expect([row.event, from.level, to.met]).toEqual([row.event, from.level, true]);
    expect(ends.some(({ row, from }) => row.event === 'CLOSE_WITHOUT_CONTACT' && atLeastModerate(from.level))).toBe(false);
  });

  it('[SAF-1] S-e neither silence nor time nor an answer changes what was judged, and none of them settles a risk', () => {
    for (const riskLevel of ['MODERATE', 'HIGH_OR_ACUTE'] as const) {
      for (const row of riskMoves.filter((one) => ['CLOCK', 'PATIENT'].includes(one.by) || one.event === 'SILENT')) {
        const before = startedCase({ tags: ['SUICIDE_RISK_FLAGGED'], riskState: row.from, riskLevel, riskNextAt: now });
        const after = stepRisk(before, row.event, w)!.case;
        expect([row.event, after.riskLevel, suicideRiskOpen(after)]).toEqual([row.event, riskLevel, true]);
      }
    }
  });

  it('[SAF-1] the case ends in no open state, whoever asks, and a settled one is settled for all', () => {
    for (const riskState of riskStates) {
      const c = startedCase({ tags: ['SUICIDE_RISK_FLAGGED'], riskState });
      for (const role of ['NURSE', 'DOCTOR', 'PSYCHOLOGIST'] as const) {
        const ends = staffMove('END', c, { personId: 'nina', role, unitIds: ['bollnas'] }).is === 'MOVE';
        expect([riskState, role, ends]).toEqual([riskState, role, !openRiskStates.includes(riskState) && (riskState !== 'FOLLOW_UP' || role !== 'NURSE')]);
      }
    }
    expect([...openRiskStates, ...settledRiskStates].sort()).toEqual([...riskStates].sort());
  });
});

describe('[SAF-1] S-f every simple path of the table', () => {
  it('is enumerated', () => {
    expect(paths.length).toBeGreaterThan(60);
    expect(new Set(titled.map(([title]) => title)).size).toBe(paths.length);
  });

  it.each(titled)('[SAF-1] S-f %s', (_, path) => {
    const held = path.every((row) => !('only' in row) || !row.only.startsWith('no doctor'));
    const onHold = path.some((row) => 'only' in row && row.only.startsWith('the case is held'));
    let c = startedCase({ takenByRole: held && !onHold ? 'DOCTOR' : 'NURSE', status: onHold ? 'ON_HOLD' : 'IN_PROGRESS' });
    let judged = 0;
    path.forEach((row, i) => {
      const moved = stepRisk({ ...c, attemptsMade: true }, row.event, w);
      expect(moved?.steps).toEqual([{ event: row.event, from: row.from, to: row.to }]);
      c = { ...moved!.case, riskLevel: levelOf[row.event] ?? moved!.case.riskLevel };
      judged += row.by === 'ASSESSOR' ? 1 : 0;
      const over = i === path.length - 1;
      // Open, the case cannot end and has a clock; over, it can.
      expect(staffMove('END', c, { personId: 'nina', role: 'DOCTOR', unitIds: ['bollnas'] }).is === 'MOVE').toBe(over || !suicideRiskOpen(c));
      expect(c.riskNextAt !== null).toBe(suicideRiskOpen(c));
    });
    expect([c.riskState, judged > 0]).toEqual(['CLOSED', true]);
  });
});
