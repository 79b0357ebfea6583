import fc from 'fast-check';
import { audience, type AudienceQuestion } from './audience';
import { widened } from './case';
import { clinicalRoles, staffRoles, suicideRiskAssessors } from './codes';

const question: fc.Arbitrary<AudienceQuestion> = fc.record({
  unitId: fc.constant('home'), profession: fc.constantFrom(...clinicalRoles), suicideRisk: fc.boolean(), staffedRoles: fc.uniqueArray(fc.constantFrom(...staffRoles)),
  helpers: fc.uniqueArray(fc.constantFrom('home', 'near', 'hub')),
});

describe('audience', () => {
  it('[QUE-7] the addressed profession sees its cases; where nobody has it, every clinical role does, and the mark is set', () => {
    const seen = (staffedRoles: AudienceQuestion['staffedRoles']) => audience({ unitId: 'home', profession: 'NURSE', suicideRisk: false, staffedRoles, helpers: ['hub'] });
    expect(seen(['NURSE'])).toEqual({ noOneInRole: false, visibility: [{ unitId: 'home', roles: ['NURSE', 'UNIT_MANAGER'], addedByStep: 0 }] });
    expect(seen(['DOCTOR']).noOneInRole).toBe(true);
    expect(seen(['DOCTOR']).visibility[0]!.roles).toEqual([...clinicalRoles, 'UNIT_MANAGER'].sort());
    expect(seen(['ADMINISTRATOR']).visibility.map((v) => v.unitId)).toEqual(['home', 'hub']);
  });

  it('[SAF-5] with a helper anywhere, a case is always seen by a clinical role that somebody may have', () => {
    fc.assert(fc.property(question, (q) => {
      const { visibility } = audience(q);
      const helped = visibility.some((v) => v.unitId !== 'home');
      const atHome = visibility[0]!.roles.some((role) => role !== 'UNIT_MANAGER' && q.staffedRoles.includes(role));
      expect(atHome || helped || q.helpers.every((id) => id === 'home')).toBe(true);
    }));
  });

  it('[SAF-1] a flagged case is always seen by an assessor who is there, or by the helpers’ assessors', () => {
    fc.assert(fc.property(question, (q) => {
      const { visibility } = audience({ ...q, suicideRisk: true });
      expect(suicideRiskAssessors.every((role) => visibility[0]!.roles.includes(role))).toBe(true);
      const here = suicideRiskAssessors.some((role) => q.staffedRoles.includes(role));
      const helpers = visibility.slice(1);
      if (!here) expect(helpers.map((v) => v.unitId)).toEqual(q.helpers.filter((id) => id !== 'home'));
      for (const v of helpers) expect(v.roles).toEqual(expect.arrayContaining(['DOCTOR', 'PSYCHOLOGIST']));
    }));
  });

  it('[QUE-12] widening never takes a role away, names a unit once and keeps its first step', () => {
    fc.assert(fc.property(question, question, (a, b) => {
      const [before, added] = [audience(a).visibility, audience(b).visibility.map((v) => ({ ...v, addedByStep: 2 }))];
      const after = widened(before, added);
      expect(new Set(after.map((v) => v.unitId)).size).toBe(after.length);
      for (const v of before) expect(after.find((w) => w.unitId === v.unitId)).toMatchObject({ addedByStep: v.addedByStep, roles: expect.arrayContaining(v.roles) });
    }));
  });
});
