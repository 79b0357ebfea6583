import { ageBandOf } from './age';
import type { Result } from './evaluate';
import type { ScreenToShow } from './next';
import { decidedPriority, overridden } from './override';
import type { Pack, Text } from './pack';
import { placeOf, type PlaceUnit } from './place';
import { routeOutcome, type Opening, type Outcome, type Route } from './routing';
import { type Disposition, dispositionOf, levelOf, type SchemeLevel } from './scheme';
import { answersOf, contextOf, type Accepted, type Session } from './session';
import type { TriageSettings } from './settings';
import { evaluateTogether, joined, nextTogether } from './together';

/** What a session comes to as of now: its outcome, what to ask, and where the matter would go. */
export interface Standing {
  /** As staff have decided it, where they have. */
  result: Result;
  /** The engine's own. */
  engine: Result;
  /** The content of the complaint that leads: of several, the most urgent. */
  lead: Pack;
  screen?: ScreenToShow;
  level: SchemeLevel;
  disposition: Disposition;
  route: Route;
  unit?: PlaceUnit;
  choices: PlaceUnit[];
}

/** What besides the answers decides where a matter goes. */
export interface Surroundings {
  /** Of the first complaint. */
  pack: Pack;
  /** Of the complaints named besides. */
  further: readonly Pack[];
  settings: TriageSettings;
  units: readonly PlaceUnit[];
  listedUnitId: string | null;
}

/** The switch a disposition depends on at its unit (DIR-7). */
export const functionOf = (disposition: Disposition): 'DROP_IN' | 'TICKETS' | undefined =>
  disposition === 'DROP_IN' ? 'DROP_IN' : disposition === 'BOOKABLE' ? 'TICKETS' : undefined;

/** The session's standing. The unit's opening may change the route, so the route is taken again once the unit is known (TRI-6, TRI-7). */
export function standingOf(s: Session, around: Surroundings, chosen?: string): Standing {
  const { settings, units, listedUnitId } = around;
  const [packs, answers] = [packsOf(around), answersOf(s)];
  const contextFor = (pack: Pack) => contextOf(s, pack.id);
  const together = evaluateTogether(packs, contextFor, answers);
  const engine = joined(together);
  const result = overridden(engine, s.overrides.at(-1));
  const lead = packs.find((pack) => pack.id === engine.packId) ?? packs[0];
  const screen = nextTogether(packs, contextFor, answers);
  const level = levelOf(settings.scheme, result.priority);
  const table = { routes: settings.routes, closed: settings.closedUnit };
  const routed = (opening: Opening): Route => routeOutcome(table, outcomeOf(s, lead, result, opening));
  const first = routed('OPEN');
  const sent = { listedUnitId, fromOtherRegion: s.outOfRegion, needs: functionOf(dispositionOf(level, first.level)) };
  const place = placeOf(first.destination, units, sent, chosen);
  const route = place.unit ? routed(place.unit.opening) : first;
  return { result, engine, lead, ...(screen ? { screen } : {}), level, disposition: dispositionOf(level, route.level), route, ...place };
}

/** What the engine alone makes of it. */
export const byEngine = (s: Session, around: Surroundings): Standing => standingOf({ ...s, overrides: [] }, around);

/** Every content of the session, that of its first complaint first. */
export const packsOf = ({ pack, further }: Pick<Surroundings, 'pack' | 'further'>): [Pack, ...Pack[]] => [pack, ...further];

function outcomeOf(s: Session, lead: Pack, result: Result, opening: Opening): Outcome {
  return {
    priority: result.priority, need: result.need, care: result.care, complaint: lead.id, age: ageBandOf(s.ageDays), opening,
    fromOtherRegion: s.outOfRegion, profession: result.profession,
  };
}

/** Life danger that no further answer can take away (TRI-4), or that staff have seen. */
export const isEmergency = (standing: Standing): boolean => standing.disposition === 'EMERGENCY' && (!standing.screen || standing.result.priority < standing.engine.priority);

/** Whether staff's own priority counts now; then questions may remain. */
export const isOverridden = (s: Session, { engine }: Standing): boolean => decidedPriority(engine.priority, s.overrides.at(-1)) !== engine.priority;

/** A human has to know of a suicide risk before anything else. */
export const suicideRisk = (result: Result): boolean => result.flags.includes('SUICIDE_RISK') || result.flags.includes('SUICIDAL_NOW');

const LEVEL_TEXTS = {
  EMERGENCY_112: 'call112', EMERGENCY_DEPARTMENT: 'emergencyDepartment', PHYSICAL_PRIMARY: 'physicalPrimary', DIGITAL_PRIMARY: 'digitalPrimary',
  DIGITAL_SPECIALIST: 'digitalSpecialist', PHYSICAL_SPECIALIST: 'physicalSpecialist', DENTAL: 'dental', SELF_CARE: 'selfCareChat',
} as const;
const REFERRAL_TEXTS = { CALL_112: 'closed112', EMERGENCY_DEPARTMENT: 'closedEmergencyDepartment', CALL_1177: 'closed1177', NONE: undefined } as const;

/** A text that every pack shares; a pack without it cannot be published. */
export function sharedText(pack: Pack, key: string): Text {
  const text = pack.texts[key];
  if (!text) throw new Error(`${pack.id} ${pack.semver} has no text ${key}`);
  return text;
}

/** The card with numbers to call, once shown never taken away. */
export function crisisCard(pack: Pack, settings: TriageSettings): Text {
  const numbers = (language: 'sv' | 'en'): string => settings.contacts.helplines.map((line) => `${line.name[language]}: ${line.number}.`).join(' ');
  const card = sharedText(pack, 'crisisCard');
  return { sv: `${card.sv} ${numbers('sv')}`.trim(), en: `${card.en} ${numbers('en')}`.trim() };
}

/** What the patient is told while the unit is closed, with the way to send anyway where there is one. */
export function closedText(pack: Pack, closed: NonNullable<Route['closed']>): Text {
  const keys = [REFERRAL_TEXTS[closed.referTo], closed.maySend ? 'sendAnyway' : undefined].filter((key) => key !== undefined);
  const said = (language: 'sv' | 'en'): string => keys.map((key) => sharedText(pack, key)[language]).join(' ');
  return { sv: said('sv'), en: said('en') };
}

/** The outcome in the region's words, as it is shown, and stored when it is accepted. */
export function acceptedOf(standing: Standing, around: Pick<Surroundings, 'pack' | 'further' | 'settings'>, crisis: boolean): Accepted {
  const { result, level, disposition, route, lead: pack } = standing;
  const [packs, settings] = [packsOf(around), around.settings];
  const selfCare = disposition === 'SELF_CARE' ? packs.flatMap((one) => one.advice.selfCare ?? []) : [];
  const after = disposition === 'EMERGENCY' ? [] : [...(disposition === 'DROP_IN' ? [sharedText(pack, 'worse')] : []), ...packs.map((one) => one.advice.safetyNet)];
  return {
    priority: level.code, label: level.label, rank: level.rank, disposition, careLevel: route.level, profession: route.profession ?? null,
    unitId: standing.unit?.id ?? null,
    advice: onceEach([...(crisis ? [crisisCard(pack, settings)] : []), ...selfCare, sharedText(pack, LEVEL_TEXTS[route.level]), ...after]),
    reasons: result.firedRules.map((rule) => ({ ruleId: rule.id, text: rule.why })),
  };
}

const onceEach = (texts: Text[]): Text[] => texts.filter((text, i) => texts.findIndex((other) => other.sv === text.sv) === i);
