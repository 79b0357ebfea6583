import type { Destination, Opening } from './routing';

/** An active unit of the region, as a matter meets it now. */
export interface PlaceUnit {
  id: string;
  kind: string;
  functionsOff: string[];
  acceptsOutOfRegion: boolean;
  opening: Opening;
}

/** Who is sent: their listing here, and whether they belong to another region. */
export interface Sent {
  listedUnitId: string | null;
  fromOtherRegion: boolean;
  /** The function the matter needs at the unit, or none. */
  needs?: string | undefined;
}

/** One unit, or several to choose among; neither when nothing is sent. */
export interface Place {
  unit?: PlaceUnit;
  choices: PlaceUnit[];
}

const KINDS = { LISTED_HEALTH_CENTRE: 'HEALTH_CENTRE', DROP_IN_HUB: 'DROP_IN_HUB', CLINIC: 'SPECIALIST_CLINIC', DENTAL: 'DENTAL_CLINIC' } as const;

/**
 * Where a matter may go (TRI-6): home for who is listed here, the hub for specialised drop-ins, else a choice among the region's units of the kind;
 * patients of other regions choose among those that accept them. Where the region has none of the kind: a hub, the listed unit, any health centre.
 */
export function placeOf(destination: Destination, units: readonly PlaceUnit[], sent: Sent, chosen?: string): Place {
  if (destination === 'NONE') return { choices: [] };
  const candidates = candidatesFor(destination, units, sent);
  if (candidates.length === 1) return { unit: candidates[0]!, choices: [] };
  const unit = candidates.find((one) => one.id === chosen);
  return { ...(unit ? { unit } : {}), choices: candidates };
}

/** Where a matter goes when nobody can be asked: home, a hub, or the first that takes it. */
export function placeUnasked(units: readonly PlaceUnit[], sent: Sent): PlaceUnit | undefined {
  const home = candidatesFor('LISTED_HEALTH_CENTRE', units, sent);
  return home.length === 1 ? home[0] : (units.find((unit) => unit.kind === 'DROP_IN_HUB') ?? home[0]);
}

function candidatesFor(destination: Exclude<Destination, 'NONE'>, units: readonly PlaceUnit[], sent: Sent): PlaceUnit[] {
  const listed = sent.fromOtherRegion ? [] : units.filter((unit) => unit.id === sent.listedUnitId);
  if (destination === 'LISTED_HEALTH_CENTRE' && listed.length > 0) return listed;
  const accepts = (unit: PlaceUnit): boolean => !sent.fromOtherRegion || unit.acceptsOutOfRegion;
  const ofKind = (kind: string): PlaceUnit[] => open(units.filter((unit) => unit.kind === kind && accepts(unit)), sent.needs);
  const wanted = ofKind(KINDS[destination]);
  if (destination === 'DROP_IN_HUB' && !sent.fromOtherRegion) wanted.splice(1);
  const ways = [wanted, units.filter((unit) => unit.kind === 'DROP_IN_HUB').slice(0, 1), listed, units.filter((unit) => unit.kind === 'HEALTH_CENTRE'), units];
  return [...(ways.find((way) => way.length > 0) ?? [])];
}

/** Those with the function on; all of them when it is off everywhere, so that the refusal can say so. */
function open(units: PlaceUnit[], needs: string | undefined): PlaceUnit[] {
  const on = units.filter((unit) => !needs || !unit.functionsOff.includes(needs));
  return on.length > 0 ? on : units;
}
