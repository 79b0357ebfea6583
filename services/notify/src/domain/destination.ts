/** A unit as far as alerts need it. */
export interface AlertUnit {
  id: string;
  kind: string;
  cooperatingUnitIds: readonly string[];
  alarmGroupId: string | null;
  active: boolean;
}

/** Whom silence leads to, in this order. */
export type NextKind = 'COOPERATING' | 'HUB';

export interface AlertSetting {
  silentAfterSeconds: number;
  next: readonly NextKind[];
  /** Cases of a lower urgency than this rank alert nobody (RDG-2). */
  lowestRank: number;
}

/** The phones of a unit now; in quiet hours its own on-call destination where it has one (RDG-7). */
export function groupOf(unit: AlertUnit, onCallGroup: string | null, quiet: boolean): string | null {
  return quiet && onCallGroup ? onCallGroup : unit.alarmGroupId;
}

/** The units that are alerted one after the other while a unit is silent (BEY-4): those that have phones, each once, the unit itself not. */
export function nextUnits(unit: AlertUnit, others: readonly AlertUnit[], next: readonly NextKind[]): AlertUnit[] {
  const reachable = others.filter((other) => other.active && other.alarmGroupId !== null && other.id !== unit.id);
  const inOrder = next.flatMap((kind) => (kind === 'COOPERATING'
    ? unit.cooperatingUnitIds.flatMap((id) => reachable.filter((other) => other.id === id))
    : reachable.filter((other) => other.kind === 'DROP_IN_HUB')));
  return [...new Set(inOrder)];
}

/** The units a step of escalation alerts: those that it adds, and the first one when it adds roles there (QUE-6). */
export function escalatedTo(unitId: string, addedRoles: readonly string[], addedUnitIds: readonly string[]): string[] {
  return [...new Set([...(addedRoles.length > 0 ? [unitId] : []), ...addedUnitIds])];
}
