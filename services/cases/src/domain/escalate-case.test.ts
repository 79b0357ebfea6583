import fc from 'fast-check';
import type { Visibility } from './case';
import { caseKinds, caseStatuses, clinicalRoles } from './codes';
import { escalateCase, type EscalatingCase, nextStep } from './escalate-case';
import { escalationSteps, type EscalationStep } from './escalation-policy';
import { oneToFive, oneToTwelve } from './priority-scheme-tables';

const at = (minute: number): Date => new Date(Date.UTC(2027, 2, 1, 8, minute));
const rules = (steps: readonly EscalationStep[], scheme: typeof oneToTwelve | typeof oneToFive = oneToTwelve) => ({
  scheme, escalation: { regionId: 'gavleborg', unitId: null, version: 1, steps },
});
const byDefault = rules(escalationSteps.ROLES_COOPERATING_HUB);

/** Annas ärende: priority 3 to the nurse of Bollnäs, sent at 08.00, due at 08.30. */
const annas: EscalatingCase = {
  kind: 'DROP_IN', status: 'REQUESTED', priority: '3', tags: [], unitId: 'bollnas', waitingSince: at(0), dueAt: at(30), escalationStep: 0,
};
const seenByNurse: Visibility[] = [{ unitId: 'bollnas', roles: ['NURSE'], addedByStep: 0 }];
const around = { visibility: seenByNurse, neighbours: { cooperating: ['soderhamn', 'ljusdal'], hubs: ['dropin'], onCall: ['jour'] } };

describe('an untaken case', () => {
  it('[QUE-6] escalates to the unit\'s other roles when its handling time has passed, and not a millisecond before', () => {
    expect(escalateCase(annas, byDefault, around, new Date(at(30).getTime() - 1))).toBeUndefined();
    expect(escalateCase(annas, byDefault, around, at(30))).toEqual({
      step: 1, rule: 'escalation/gavleborg/1/step-1', alert: true, addedUnitIds: [],
      addedRoles: clinicalRoles.filter((role) => role !== 'NURSE'),
      added: [{ unitId: 'bollnas', roles: clinicalRoles.filter((role) => role !== 'NURSE'), addedByStep: 1 }],
    });
  });

  it('[QUE-6] escalates to cooperating units at 150 %, in the roles that see it at home', () => {
    const escalation = escalateCase({ ...annas, escalationStep: 1 }, byDefault, around, at(45));
    expect(escalation).toMatchObject({ step: 2, addedRoles: [], addedUnitIds: ['soderhamn', 'ljusdal'], alert: true });
    expect(escalation?.added[0]).toEqual({ unitId: 'soderhamn', roles: ['NURSE'], addedByStep: 2 });
  });

  it('[QUE-6] a step that adds roles and units at once shows the units the new roles too', () => {
    const both = rules([{ at: { share: 1 }, adds: [{ kind: 'ROLES', roles: ['DOCTOR'] }, { kind: 'HUB' }, { kind: 'ON_CALL' }] }]);
    expect(escalateCase(annas, both, around, at(30))?.added).toEqual([
      { unitId: 'bollnas', roles: ['DOCTOR'], addedByStep: 1 },
      { unitId: 'dropin', roles: ['NURSE', 'DOCTOR'], addedByStep: 1 },
      { unitId: 'jour', roles: ['NURSE', 'DOCTOR'], addedByStep: 1 },
    ]);
  });

  it('[QUE-6] a step with nobody to add fires all the same, alerts nobody, and the next step is in line', () => {
    const alone = { ...around, neighbours: { cooperating: [], hubs: ['dropin'], onCall: [] } };
    expect(escalateCase({ ...annas, escalationStep: 1 }, byDefault, alone, at(45))).toMatchObject({ step: 2, added: [], alert: false });
    expect(nextStep({ ...annas, escalationStep: 2 }, byDefault)).toEqual({ number: 3, dueAt: at(60) });
  });

  it('[QUE-6] in the hub\'s own queue the step to the hub adds nobody', () => {
    const hubs = { visibility: [{ unitId: 'dropin', roles: ['NURSE' as const], addedByStep: 0 }], neighbours: around.neighbours };
    expect(escalateCase({ ...annas, unitId: 'dropin', escalationStep: 2 }, byDefault, hubs, at(60))).toMatchObject({ step: 3, added: [] });
  });

  it('[QUE-6] that is overdue for all steps takes them one at a time, in order, and then none', () => {
    const steps: number[] = [];
    for (let state = annas, fired = escalateCase(state, byDefault, around, at(600)); fired; fired = escalateCase(state, byDefault, around, at(600))) {
      steps.push(fired.step);
      state = { ...state, escalationStep: fired.step };
    }
    expect(steps).toEqual([1, 2, 3]);
  });

  it('[RDG-4] keeps its clock: put back after being taken, it is due for what it missed', () => {
    expect(nextStep({ ...annas, status: 'ACCEPTED' }, byDefault)).toBeUndefined();
    expect(nextStep(annas, byDefault)).toEqual({ number: 1, dueAt: at(30) });
  });

  it('[QUE-6] reprioritised after its first step goes on with the second, on the new handling time', () => {
    expect(nextStep({ ...annas, priority: '2', dueAt: at(10), escalationStep: 1 }, byDefault)).toEqual({ number: 2, dueAt: at(15) });
  });

  it('[QUE-6] never escalates under an empty policy', () => {
    expect(nextStep(annas, rules(escalationSteps.NONE, oneToFive))).toBeUndefined();
  });

  it.each(['1', '6', '7', '8', '9', '10', '11', '12', 'NOT_IN_THE_SCHEME'])('[RDG-2] of priority %s does not escalate', (priority) => {
    expect(nextStep({ ...annas, priority }, byDefault)).toBeUndefined();
  });

  it.each(['2', '3', '4', '5'])('[RDG-2] of priority %s does not escalate as help to find a time', (priority) => {
    expect(nextStep({ ...annas, priority, tags: ['ADMIN'] }, byDefault)).toBeUndefined();
    expect(nextStep({ ...annas, priority }, byDefault)).toBeDefined();
  });

  it.each(caseKinds.filter((kind) => kind !== 'DROP_IN'))('[QUE-6] of kind %s does not escalate', (kind) => {
    expect(nextStep({ ...annas, kind }, byDefault)).toBeUndefined();
  });

  it.each(caseStatuses.filter((status) => status !== 'REQUESTED'))('[QUE-6] does not escalate any more when it is %s', (status) => {
    expect(nextStep({ ...annas, status }, byDefault)).toBeUndefined();
  });

  it('[QUE-6] is shown to nobody twice, and nobody who sees it stops seeing it, whatever the policy', () => {
    const role = fc.constantFrom(...clinicalRoles);
    const target = fc.oneof(
      fc.record({ kind: fc.constant('ROLES' as const), roles: fc.uniqueArray(role, { minLength: 1 }) }),
      fc.record({ kind: fc.constantFrom('COOPERATING' as const, 'HUB' as const, 'ON_CALL' as const) }),
    );
    const steps = fc.array(fc.array(target, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 4 })
      .map((list): EscalationStep[] => list.map((adds, i) => ({ at: { share: i + 1 }, adds })));
    const unitIds = fc.subarray(['bollnas', 'soderhamn', 'dropin', 'jour']);
    fc.assert(fc.property(steps, unitIds, unitIds, unitIds, (policy, cooperating, hubs, onCall) => {
      const seen = new Set(['bollnas NURSE']);
      let visibility = seenByNurse;
      for (const [i] of policy.entries()) {
        const fired = escalateCase({ ...annas, escalationStep: i }, rules(policy), { visibility, neighbours: { cooperating, hubs, onCall } }, at(600))!;
        expect(fired.step).toBe(i + 1);
        expect(fired.alert).toBe(fired.added.length > 0);
        for (const { unitId, roles } of fired.added) {
          for (const added of roles) {
            expect(seen.has(`${unitId} ${added}`)).toBe(false);
            seen.add(`${unitId} ${added}`);
          }
        }
        visibility = [...new Set([...visibility, ...fired.added].map((v) => v.unitId))].map((unitId) => ({
          unitId, addedByStep: 0, roles: [...visibility, ...fired.added].filter((v) => v.unitId === unitId).flatMap((v) => v.roles),
        }));
      }
    }));
  });
});
