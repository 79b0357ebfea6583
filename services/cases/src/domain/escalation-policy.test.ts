import { escalationSteps, policyFaults, ruleOf, stepDueAt } from './escalation-policy';

const clock = { waitingSince: new Date('2027-03-28T00:50Z'), dueAt: new Date('2027-03-28T01:20Z') };

describe('escalation policies', () => {
  it.each(Object.keys(escalationSteps))('[QUE-6] the steps %s may be published', (name) => {
    expect(policyFaults(escalationSteps[name as keyof typeof escalationSteps])).toEqual([]);
  });

  it('[QUE-6] the default adds roles at 100 %, cooperating units at 150 % and the hub at 200 %', () => {
    expect(escalationSteps.ROLES_COOPERATING_HUB.map((step) => [step.at.share, step.adds[0].kind])).toEqual([[1, 'ROLES'], [1.5, 'COOPERATING'], [2, 'HUB']]);
  });

  it('[QUE-6, RDG-2] shares count from the clock\'s start in elapsed time, also in the night when clocks go forward', () => {
    expect([1, 1.5, 2].map((share) => stepDueAt({ at: { share }, adds: [] }, clock).toISOString())).toEqual([
      '2027-03-28T01:20:00.000Z', '2027-03-28T01:35:00.000Z', '2027-03-28T01:50:00.000Z',
    ]);
  });

  it('[QUE-6, RDG-6] raised to urgent while it waited for opening, a case has no step before it is due', () => {
    const raised = { waitingSince: new Date('2027-03-02T07:00Z'), dueAt: new Date('2027-03-01T19:30Z') };
    for (const share of [1, 1.5, 2]) expect(stepDueAt({ at: { share }, adds: [] }, raised)).toEqual(raised.dueAt);
  });

  it('[QUE-6] steps in minutes count from the clock\'s start, whatever the priority', () => {
    expect(stepDueAt({ at: { minutes: 5 }, adds: [] }, clock).toISOString()).toBe('2027-03-28T00:55:00.000Z');
  });

  it('[BEY-7] a fired step is named by region, version and number, and by the unit when the policy is its own', () => {
    expect(ruleOf({ regionId: 'gavleborg', unitId: null, version: 3, steps: [] }, 2)).toBe('escalation/gavleborg/3/step-2');
    expect(ruleOf({ regionId: 'gavleborg', unitId: 'hc-1', version: 1, steps: [] }, 1)).toBe('escalation/gavleborg/hc-1/1/step-1');
  });

  it('[QUE-6] steps out of order, at once, without anybody, or in two measures are not published', () => {
    const hub = [{ kind: 'HUB' as const }];
    expect(policyFaults([{ at: { share: 2 }, adds: hub }, { at: { share: 2 }, adds: hub }])).toEqual(['step 2: it comes after the step before']);
    expect(policyFaults([{ at: { share: 0 }, adds: hub }])).toEqual(['step 1: its time is above 0']);
    expect(policyFaults([{ at: { minutes: 5 }, adds: [] }])).toEqual(['step 1: it adds somebody']);
    expect(policyFaults([{ at: { minutes: 5 }, adds: hub }, { at: { share: 1 }, adds: hub }])).toEqual([
      'step 2: shares and minutes are not mixed, or the order would depend on the level',
    ]);
  });
});
