import { aCase, startedCase, takenCase } from '../../test/a-case';
import type { Case } from './case';
import { type StaffRole, staffRoles } from './codes';
import { stepFacts } from './consider-suicide-risk';
import { contactRefusal, enoughAttempts } from './contact-attempt';
import { riskAfter } from './move-suicide-risk';
import { nextAction, nextAt } from './next-action';
import { finishedProtocolStates, mayTakeStep, protocolKinds, protocolMoves, protocolMoveOf, stepsOffered } from './protocol';
import { riskStates } from './suicide-risk';
import { riskClocks, riskDueAt, silentAfter, suicideRiskTimes, whenOver } from './suicide-risk-clock';
import { isClinical } from './transitions';

const nina = { personId: 'nina', role: 'NURSE' as const, unitIds: ['bollnas'] };
const now = new Date('2026-11-25T09:00:00Z');
const times = suicideRiskTimes.ONE_TO_TWELVE;

describe('the clocks of the protocol', () => {
  it('[SAF-1] alarms after 10 min at P2, 30 at P3, 2 h at P4, and 2 h at any other level', () => {
    const minutes = ['2', '3', '4', '5', '9'].map((priority) => (riskDueAt('FLAGGED', priority, times, now)!.getTime() - now.getTime()) / 60_000);
    expect(minutes).toEqual([10, 30, 120, 120, 120]);
    expect(['1', '2', '3'].map((priority) => (riskDueAt('HANDOVER_REQUIRED', priority, suicideRiskTimes.ONE_TO_FIVE, now)!.getTime() - now.getTime()) / 60_000)).toEqual([10, 30, 120]);
  });

  it('[SAF-1] every state with a clock does something when it is over; a clock that is a person’s must be given', () => {
    for (const state of riskStates) expect([state, whenOver(state) !== undefined]).toEqual([state, state in riskClocks]);
    expect(() => riskDueAt('PHYSICAL_VISIT', '3', times, now)).toThrow('the end of PHYSICAL_VISIT was not given');
    expect(riskDueAt('CLOSED', '3', times, now)).toBeNull();
  });

  it('[SAF-1] a patient is silent after 15 min in a visit, 10 at P2, and 4 h in writing', () => {
    expect([silentAfter(times, '3', false), silentAfter(times, '2', false), silentAfter(times, '2', true)]).toEqual([15, 10, 240]);
  });

  it('[SAF-1] in every scheme a visit within 2 days, three calls to two numbers within 2 h, and a receipt within 15 min', () => {
    for (const { visitWithinDays, attempts, receipt } of Object.values(suicideRiskTimes)) {
      expect({ visitWithinDays, attempts, receipt }).toEqual({ visitWithinDays: 2, attempts: { atLeast: 3, numbers: 2, withinMinutes: 120 }, receipt: 15 });
    }
    expect((['NO_ANSWER_3', 'ACUTE_HANDOVER'] as const).map((state) => (riskDueAt(state, '4', times, now)!.getTime() - now.getTime()) / 60_000)).toEqual([120, 15]);
  });

  it('[SAF-1] who takes a flagged case and may not assess has what is left of the alarm’s time; another priority brings it nearer and never puts it off', () => {
    const riskNextAt = new Date(now.getTime() + 5 * 60_000);
    const waiting = aCase({ tags: ['SUICIDE_RISK_FLAGGED'], riskState: 'FLAGGED', riskNextAt, priority: '3' });
    const after = (c: Partial<Case>) => riskAfter(waiting, { ...waiting, ...c }, { over: false }, { times, now }).case;
    expect(after({ status: 'ACCEPTED', takenBy: 'nina', takenByRole: 'NURSE' })).toMatchObject({ riskState: 'HANDOVER_REQUIRED', riskNextAt });
    expect(after({ priority: '4' })).toMatchObject({ riskNextAt });
    const late = { ...waiting, riskNextAt: new Date(now.getTime() + 25 * 60_000) };
    expect(riskAfter(late, { ...late, priority: '2' }, { over: false }, { times, now }).case.riskNextAt).toEqual(new Date(now.getTime() + 10 * 60_000));
  });
});

it('[BEY-1] [SAF-1] it is care’s turn while suicide risk is open, also where the patient may write, and the risk’s clock is the case’s when it is nearer', () => {
  const held = startedCase({ status: 'ON_HOLD', phaseEndsAt: new Date(now.getTime() + 86_400_000) });
  expect([nextAction(held), nextAction({ ...held, riskState: 'FOLLOW_UP' }), nextAction({ ...held, riskState: 'PHYSICAL_VISIT' })]).toEqual(['PATIENT', 'PATIENT', 'CARE']);
  expect(nextAt({ ...held, riskState: 'PHYSICAL_VISIT', riskNextAt: now })).toEqual(now);
});

describe('the tables of checklists', () => {
  it('[BEY-9] every checklist begins, each state leads to a finished one, and a step leads from a state to one state', () => {
    expect(new Set(protocolMoves.map((row) => `${row.protocol} ${row.step} ${row.from}`)).size).toBe(protocolMoves.length);
    for (const kind of protocolKinds) {
      const rows = protocolMoves.filter((row) => row.protocol === kind);
      const finishes = (state: string, seen: string[] = []): boolean =>
        finishedProtocolStates.some((one) => one === state) || rows.some((row) => row.from === state && !seen.includes(row.to) && finishes(row.to, [...seen, row.to]));
      for (const row of rows) expect([kind, row.to, finishes(row.to)]).toEqual([kind, row.to, true]);
      expect(protocolMoveOf(kind, 'BEGIN', null)).toBeDefined();
    }
  });

  const standings: Pick<Case, 'tags' | 'kind' | 'riskState'>[] = [null, ...riskStates].map((riskState) => ({ kind: 'DROP_IN', tags: riskState ? ['SUICIDE_RISK_FLAGGED'] : [], riskState }));

  it('[BEY-9] a state that is not finished offers every clinician something, so that no checklist holds a case open for ever, and nobody else anything', () => {
    for (const row of protocolMoves) {
      for (const c of standings) {
        for (const role of staffRoles) {
          const offers = stepsOffered(row.protocol, row.to, stepFacts(c, role)).length > 0;
          if (!isClinical(role)) expect([role, row.to, offers]).toEqual([role, row.to, false]);
          else if (!finishedProtocolStates.some((one) => one === row.to)) expect([role, c.riskState, row.to, offers]).toEqual([role, c.riskState, row.to, true]);
        }
      }
    }
  });

  it('[QUE-12] [BEY-9] whatever the role and the risk, a step is taken, or passed over, exactly where it is offered so; but for what is done by an operation of its own', () => {
    const [steps, wrong] = [[...new Set(protocolMoves.map(({ step }) => step))], [] as string[]];
    for (const { protocol, to } of protocolMoves) {
      for (const facts of standings.flatMap((c) => staffRoles.map((role) => stepFacts(c, role)))) {
        const offered = stepsOffered(protocol, to, facts);
        for (const step of steps) {
          const one = offered.find((it) => it.step === step);
          const expected = [(one?.doable ?? false) && step !== 'CLOSE', one?.skippable ?? false];
          const taken = [false, true].map((skipped) => mayTakeStep(protocol, to, step, skipped, facts));
          if (taken.join() !== expected.join()) wrong.push(`${step} in ${to}: ${JSON.stringify(facts)}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  it('[SAF-1] [VIS-5] that suicide risk has been considered is said by who may not assess it; who may assesses, or passes it over, until it is suspected; what only time does nobody does', () => {
    const consider = (role: StaffRole, riskState: Case['riskState'] = null) => stepsOffered('SUICIDE_ASSESSMENT', 'TO_CONSIDER', stepFacts({ kind: 'DROP_IN', tags: [], riskState }, role));
    expect(consider('NURSE')).toEqual([{ step: 'CONSIDER', doable: true, skippable: true }]);
    for (const role of ['DOCTOR', 'PSYCHOLOGIST'] as const) {
      expect(consider(role)).toEqual([{ step: 'CONSIDER', doable: false, skippable: true }]);
      expect(consider(role, 'ASSESSING')).toEqual([{ step: 'CONSIDER', doable: true, skippable: true }]);
    }
    expect(stepsOffered('SILENCE', 'REMINDED', stepFacts({ kind: 'DROP_IN', tags: [] }, 'NURSE'))).toEqual([{ step: 'WAIT', doable: false, skippable: true }]);
  });

  it('[SAF-1] [SAF-2] another person’s case is not offered to be closed while suicide risk is open', () => {
    const close = (riskState: Case['riskState']) => stepsOffered('WRONG_PERSON', 'ASKED', stepFacts({ kind: 'DROP_IN', tags: [], riskState }, 'DOCTOR')).map((one) => one.step);
    expect([close(null), close('ASSESSING'), close('ONLINE_CARE')]).toEqual([['CLOSE', 'DISMISS'], ['DISMISS'], ['CLOSE', 'DISMISS']]);
  });
});

describe('attempts to reach the patient', () => {
  const phone = { channel: 'PHONE', outcome: 'NO_ANSWER', numberRank: 1, onlyNumber: false, reason: 'PATIENT_ASKED' } as const;

  it('[VIS-6] first contact goes by the patient’s own channel, but for who did not come or may be at risk, and who is phoned anyway', () => {
    expect(contactRefusal(takenCase(), nina, phone)).toEqual({ is: 'OWN_CHANNEL_FIRST' });
    expect(contactRefusal(startedCase(), nina, { ...phone, reason: null })).toEqual({ is: 'PHONE_REASON_NEEDED' });
    for (const c of [startedCase(), takenCase({ riskState: 'NO_ANSWER_3' }), takenCase({ openProtocols: ['NO_SHOW'] }), aCase({ riskState: 'FLAGGED' }), takenCase({ kind: 'TELEPHONE_TRIAGE' })]) {
      expect(contactRefusal(c, nina, phone)).toBeUndefined();
    }
    expect(contactRefusal(aCase(), nina, phone)).toEqual({ is: 'CASE_NOT_OPEN', status: 'REQUESTED' });
    expect(contactRefusal(startedCase(), { ...nina, role: 'UNIT_MANAGER' }, phone)).toEqual({ is: 'NOT_PERMITTED' });
  });

  it('[SAF-1] three calls to two numbers are enough, or to the only one', () => {
    const calls = (...ranks: number[]) => ranks.map((numberRank) => ({ ...phone, numberRank }));
    const asked = { atLeast: 3, numbers: 2 };
    expect([calls(1, 1), calls(1, 1, 1), calls(1, 2), calls(1, 2, 1)].map((made) => enoughAttempts(made, asked))).toEqual([false, false, false, true]);
    expect(enoughAttempts([...calls(1, 1), { ...phone, onlyNumber: true }], asked)).toBe(true);
    expect(enoughAttempts(calls(1, 2, 1).map((made) => ({ ...made, channel: 'CHAT' as const })), asked)).toBe(false);
  });
});
