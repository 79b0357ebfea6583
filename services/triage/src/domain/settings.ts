import { checkRouting } from './check-routing';
import type { LeftSessionRule } from './left-session';
import type { Text } from './pack';
import type { ClosedUnitPolicy, RouteRow } from './routing';
import { checkScheme, levelOf, type SchemeLevel } from './scheme';

/** What differs between regions in triage. */
export interface TriageSettings {
  scheme: readonly SchemeLevel[];
  routes: readonly RouteRow[];
  closedUnit: ClosedUnitPolicy;
  /** Someone suicidal now is told 112; whether a doctor or psychologist gets a case as well (RDG-9). */
  suicidalNow: { makesCase: boolean };
  /** Numbers that the texts and the crisis card name. */
  contacts: { emergencyNumber: string; adviceNumber: string; helplines: { name: Text; number: string }[] };
  /** The first day on which patients of other regions choose a unit here (TRI-6), as 2026-03-24; null: not yet. */
  otherRegionsFrom: string | null;
  /** When silence leaves a session, and what becomes of one left after a danger sign (S17). */
  leftSessions: LeftSessionRule;
  /** Staff who triage by telephone: in these roles, at units of these kinds (TRI-2). */
  assistedTriage: { roles: string[]; unitKinds: string[] };
  /** Whether people with protected identity are handled digitally at all (SAF-3). */
  protectedIdentity: { handled: boolean };
}

/** Every fault of a region's settings: scheme and routes alone, and that what the scheme calls a drop-in is not routed to be booked. */
export function checkSettings(settings: TriageSettings, complaints: readonly string[]): string[] {
  const scheme = checkScheme(settings.scheme);
  if (scheme.length > 0) return scheme;
  const faults = checkRouting({ routes: settings.routes, closed: settings.closedUnit }, complaints);
  for (const row of settings.routes) {
    if (row.destination !== 'DROP_IN_HUB') continue;
    const last = levelOf(settings.scheme, row.priorities[1]);
    if (last.disposition !== 'DROP_IN') faults.push(`routing.${row.id}: P${row.priorities[1]} is ${last.disposition} in the scheme, and goes to the drop-in hub`);
  }
  return faults;
}
