import type { CaseTag, UnitKind } from './codes';

/** Which units besides its own a ticket may be used at. Kind alone does not tell psychiatry from skin: clinics that cooperate are of the same. */
export const choiceScopes = ['OWN', 'ALL_OF_KIND', 'COOPERATING_OF_KIND'] as const;
export type ChoiceScope = (typeof choiceScopes)[number];
export type UnitChoice = Record<UnitKind, ChoiceScope>;

/** A unit as booking knows it. */
export interface UnitFacts {
  id: string;
  kind: UnitKind;
  locality: string;
  cooperatingUnitIds: string[];
  functionsOff: string[];
  acceptsOutOfRegion: boolean;
  active: boolean;
}

/**
 * The units whose times a ticket may be used for: its own first, then the others that its patient may choose (BOO-2, TRI-6). All health centres of
 * the region are within reach as of right; specialised care is a choice of locality. A ticket whose unit is not known yet has its own alone.
 */
export function choosableUnits(choice: UnitChoice, ticket: { unitId: string; tags: readonly CaseTag[] }, units: readonly UnitFacts[]): string[] {
  const own = units.find((unit) => unit.id === ticket.unitId);
  const reachable = (unit: UnitFacts): boolean => {
    if (!own || unit.id === own.id || !unit.active || unit.kind !== own.kind) return false;
    if (ticket.tags.includes('OUT_OF_REGION') && !unit.acceptsOutOfRegion) return false;
    const scope = choice[own.kind];
    return scope === 'ALL_OF_KIND' || (scope === 'COOPERATING_OF_KIND' && own.cooperatingUnitIds.includes(unit.id) && unit.locality !== own.locality);
  };
  return [ticket.unitId, ...units.filter(reachable).map((unit) => unit.id).sort()];
}
