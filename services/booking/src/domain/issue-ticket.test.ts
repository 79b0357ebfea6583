import { inHours, now } from '../../test/samples';
import { type BookableOutcome, ticketOfOutcome } from './issue-ticket';
import { publicationFault } from './publish-slots';
import type { BookingSettings } from './settings';
import { holderFault, holderOfOutcome } from './ticket-holder';
import { choosableUnits, type UnitChoice, type UnitFacts } from './unit-choice';
import { bookableLevel, levelOfOutcome, visitByFaults, visitByTables } from './visit-by';

const day = 24 * 60;
const choice: UnitChoice = { HEALTH_CENTRE: 'ALL_OF_KIND', SPECIALIST_CLINIC: 'COOPERATING_OF_KIND', DENTAL_CLINIC: 'ALL_OF_KIND', DROP_IN_HUB: 'OWN', ON_CALL: 'OWN' };
const settings: BookingSettings = {
  visitBy: visitByTables.ONE_TO_TWELVE, ticketValidity: { minutesAfterVisitBy: 60 }, visitTypes: { DIGITAL_PRIMARY: ['VIDEO', 'CHAT'], PHYSICAL_PRIMARY: ['PHYSICAL'] },
  changeUntilMinutes: 60, ticketHolder: ['UNIT', 'ROLE', 'PERSON'], unitChoice: choice, slotLength: { default: 20, min: 5, max: 240 }, protectedIdentity: { handled: false },
};
const outcome: BookableOutcome = {
  id: 't1', regionId: 'gavleborg', patientId: 'anna', unitId: 'own', source: 'TRIAGE', sessionId: 's1', complaintCode: 'cough', ageBand: 'FROM_18_TO_64', sex: 'FEMALE',
  tags: [], issuedAt: now, priority: '7', urgencyRank: 7, profession: 'NURSE', careLevel: 'DIGITAL_PRIMARY',
};

describe('the ticket of an outcome', () => {
  it('[BOO-2] its last day is counted from the outcome by the level’s time', () => {
    expect(ticketOfOutcome(outcome, settings, [])).toMatchObject({ visitBy: inHours(48), validUntil: inHours(49), role: 'NURSE', visitType: 'VIDEO', status: 'OPEN' });
  });

  it('[BOO-2] [DIR-7] its kind of visit follows the level of care, and what the unit has on', () => {
    const type = (careLevel: BookableOutcome['careLevel'], off: string[] = []) => ticketOfOutcome({ ...outcome, careLevel }, settings, off).visitType;
    expect([type('PHYSICAL_PRIMARY'), type('DIGITAL_PRIMARY', ['VIDEO']), type('DENTAL')]).toEqual(['PHYSICAL', 'CHAT', 'VIDEO']);
  });

  it('[BOO-2] it is for whom the region’s tickets are', () => {
    expect(holderOfOutcome(['UNIT'], 'NURSE')).toEqual({ role: null, staffId: null });
    expect(holderOfOutcome(['ROLE', 'PERSON'], 'DOCTOR')).toEqual({ role: 'DOCTOR', staffId: null });
    expect(holderOfOutcome(['ROLE', 'PERSON'], null)).toEqual({ role: 'NURSE', staffId: null });
    expect(holderOfOutcome(['UNIT', 'ROLE'], null)).toEqual({ role: null, staffId: null });
    expect(holderFault(['UNIT'], { role: 'NURSE', staffId: null })).toMatchObject({ at: 'role' });
    expect(holderFault(['UNIT', 'ROLE'], { role: null, staffId: 'nina' })).toMatchObject({ at: 'staffId' });
    expect(holderFault(['ROLE', 'PERSON'], { role: null, staffId: null })).toMatchObject({ at: 'role' });
    expect(holderFault(['UNIT', 'ROLE', 'PERSON'], { role: null, staffId: 'nina' })).toBeUndefined();
  });
});

describe('visit by', () => {
  it('[TRI-5] 6–11 are bookable in the scheme 1–12, with the handling times of QUE-2', () => {
    expect(visitByTables.ONE_TO_TWELVE.map(({ code, minutes }) => [code, minutes])).toEqual([
      ['6', day], ['7', 2 * day], ['8', 3 * day], ['9', 7 * day], ['10', 30 * day], ['11', 90 * day],
    ]);
  });

  it('[BOO-2] the one bookable level of the scheme 1–5 gives 24 hours to 90 days by its urgency; staff who do not say get a week', () => {
    const minutes = [6, 7, 8, 9, 10, 11].map((rank) => levelOfOutcome(visitByTables.ONE_TO_FIVE, 'BOOKABLE', rank).minutes);
    expect(minutes).toEqual([day, 2 * day, 3 * day, 7 * day, 30 * day, 90 * day]);
    expect(bookableLevel(visitByTables.ONE_TO_FIVE, 'BOOKABLE')).toMatchObject({ urgencyRank: 9 });
    expect(bookableLevel(visitByTables.ONE_TO_FIVE, '5')).toBeUndefined();
  });

  it('[SAF-5] a level that the table no longer has becomes the next more urgent one, and never gets longer', () => {
    expect(levelOfOutcome(visitByTables.ONE_TO_TWELVE, 'GONE', 9)).toMatchObject({ code: '9' });
    expect(levelOfOutcome(visitByTables.ONE_TO_TWELVE, 'GONE', 12)).toMatchObject({ code: '11' });
    expect(levelOfOutcome(visitByTables.ONE_TO_TWELVE, '2', 2)).toMatchObject({ code: '6' });
  });

  it('a table that contradicts itself is not published', () => {
    expect(visitByFaults(visitByTables.ONE_TO_TWELVE)).toEqual([]);
    expect(visitByFaults(visitByTables.ONE_TO_FIVE)).toEqual([]);
    expect(visitByFaults([{ code: 'A', urgencyRank: 6, minutes: 10 }, { code: 'A', urgencyRank: 7, minutes: 5 }, { code: 'B', urgencyRank: 7, minutes: 5 }])).toHaveLength(3);
  });
});

describe('where a ticket may be used', () => {
  const unit = (id: string, given: Partial<UnitFacts> = {}): UnitFacts => ({
    id, kind: 'HEALTH_CENTRE', locality: id, cooperatingUnitIds: [], functionsOff: [], acceptsOutOfRegion: false, active: true, ...given,
  });
  const clinics = { kind: 'SPECIALIST_CLINIC' } as const;

  it('[BOO-2] its own health centre first, then every other of the region as of right', () => {
    const units = [unit('b'), unit('own'), unit('a'), unit('closed', { active: false }), unit('clinic', clinics)];
    expect(choosableUnits(choice, { unitId: 'own', tags: [] }, units)).toEqual(['own', 'a', 'b']);
  });

  it('[BOO-2] [TRI-6] specialised care is a choice of locality among clinics that work together', () => {
    const units = [unit('own', { ...clinics, cooperatingUnitIds: ['far', 'near'] }), unit('far', clinics), unit('near', { ...clinics, locality: 'own' }), unit('skin', clinics)];
    expect(choosableUnits(choice, { unitId: 'own', tags: [] }, units)).toEqual(['own', 'far']);
  });

  it('[TRI-6] a patient of another region goes on to units that accept them; an unknown unit is its own alone', () => {
    const units = [unit('own'), unit('a'), unit('open', { acceptsOutOfRegion: true })];
    expect(choosableUnits(choice, { unitId: 'own', tags: ['OUT_OF_REGION'] }, units)).toEqual(['own', 'open']);
    expect(choosableUnits(choice, { unitId: 'new', tags: [] }, units)).toEqual(['new']);
    expect(choosableUnits({ ...choice, HEALTH_CENTRE: 'OWN' }, { unitId: 'own', tags: [] }, units)).toEqual(['own']);
  });
});

it('[BOO-1] times are in the future, on whole minutes, each once, and a person’s own never overlap', () => {
  const fault = (startsAt: Date[], staffId: string | null = null, minutes = 20) =>
    publicationFault({ regionId: 'r', unitId: 'u', role: 'NURSE', staffId, visitType: 'VIDEO', startsAt, minutes, bookableBy: 'PATIENT' }, settings.slotLength, now)?.at;
  expect(fault([inHours(1), inHours(2)])).toBeUndefined();
  expect(fault([inHours(1), now])).toBe('startsAt.1');
  expect(fault([new Date(inHours(1).getTime() + 1)])).toBe('startsAt.0');
  expect(fault([inHours(1), inHours(1)])).toBe('startsAt.1');
  expect(fault([inHours(1), inHours(1.25)])).toBeUndefined();
  expect(fault([inHours(1), inHours(1.25)], 'nina')).toBe('startsAt.1');
  expect(fault([inHours(1), inHours(1.5)], 'nina', 30)).toBeUndefined();
  expect([fault([inHours(1)], null, 4), fault([inHours(1)], null, 241)]).toEqual(['minutes', 'minutes']);
});
