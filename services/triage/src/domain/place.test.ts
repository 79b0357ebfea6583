import { placeOf, placeUnasked, type PlaceUnit } from './place';
import { DESTINATIONS } from './routing';

const unit = (id: string, kind: string, more: Partial<PlaceUnit> = {}): PlaceUnit => ({ id, kind, functionsOff: [], acceptsOutOfRegion: true, opening: 'OPEN', ...more });
const home = unit('home', 'HEALTH_CENTRE');
const away = unit('away', 'HEALTH_CENTRE', { acceptsOutOfRegion: false });
const hub = unit('hub', 'DROP_IN_HUB');
const clinic = unit('clinic', 'SPECIALIST_CLINIC');
const all = [home, away, hub, clinic, unit('clinic-2', 'SPECIALIST_CLINIC', { functionsOff: ['TICKETS'] })];
const listed = { listedUnitId: 'away', fromOtherRegion: false };
const visitor = { listedUnitId: null, fromOtherRegion: true };

test('[TRI-6] who is listed goes home, whatever is chosen', () => {
  expect(placeOf('LISTED_HEALTH_CENTRE', all, listed, 'home')).toEqual({ unit: away, choices: [] });
});

test('[TRI-6] a visitor has only what accepts visitors', () => {
  expect(placeOf('LISTED_HEALTH_CENTRE', all, visitor)).toEqual({ unit: home, choices: [] });
});

test('[DIR-7] units with the function off are not offered, unless it is off everywhere', () => {
  expect(placeOf('CLINIC', all, { ...listed, needs: 'TICKETS' })).toEqual({ unit: clinic, choices: [] });
  expect(placeOf('CLINIC', [{ ...clinic, functionsOff: ['TICKETS'] }], { ...listed, needs: 'TICKETS' }).unit?.id).toBe('clinic');
});

test('[SAF-5] every destination but none has a unit or a choice, as long as the region has any unit', () => {
  for (const units of all.map((one) => [one])) for (const sent of [listed, visitor]) for (const destination of DESTINATIONS) {
    const place = placeOf(destination, units, sent);
    expect(place.unit !== undefined || place.choices.length > 0).toBe(destination !== 'NONE');
    expect(placeUnasked(units, sent)).toBeDefined();
  }
});

test('where nobody can be asked: home, else the hub, else the first health centre', () => {
  expect(placeUnasked(all, listed)).toBe(away);
  expect(placeUnasked(all, { ...listed, listedUnitId: null })).toBe(hub);
  expect(placeUnasked([home, away], { ...listed, listedUnitId: null })).toBe(home);
});
