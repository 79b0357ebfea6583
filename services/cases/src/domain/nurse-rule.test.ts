import { professionOf, telephoneNurseRules } from './nurse-rule';

const rule = { regionId: 'gavleborg', version: 1, ...telephoneNurseRules.PHYSICAL_DOCTOR_6_TO_11 };
const asked = (given: Partial<Parameters<typeof professionOf>[0]> = {}, by: typeof rule | undefined = rule) => professionOf({ physical: true, profession: 'DOCTOR', urgencyRank: 6, ...given }, by);

describe('professionOf', () => {
  it('[CON-2] [BEY-7] physical, doctor, 6 to 11 goes to the nurse, and says by which rule', () => {
    for (let urgencyRank = 6; urgencyRank <= 11; urgencyRank += 1) expect(asked({ urgencyRank })).toEqual({ profession: 'NURSE', rule: 'telephone-nurse-rule/gavleborg/1' });
  });

  it.each([
    ['urgency 5', { urgencyRank: 5 }], ['urgency 12', { urgencyRank: 12 }], ['a digital visit', { physical: false }], ['another profession', { profession: 'PHYSIOTHERAPIST' as const }],
  ])('[CON-2] %s goes to the profession that was given', (_what, given) => {
    expect(asked(given)).toEqual({ profession: given && 'profession' in given ? given.profession : 'DOCTOR', rule: undefined });
  });

  it('[CON-2] before the day of the rule everything goes to the profession that was given', () => {
    expect(professionOf({ physical: true, profession: 'DOCTOR', urgencyRank: 7 }, undefined)).toEqual({ profession: 'DOCTOR', rule: undefined });
  });
});
