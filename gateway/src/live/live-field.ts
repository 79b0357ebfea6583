import type { Actor, Language } from '@vardgraf/service-kit/actor';
import type { LiveScope } from '../identity/live-tokens';
import type { Keys, LiveReads } from './reads';

export type ChangeKind = 'ADDED' | 'CHANGED' | 'REMOVED';

/** That something happened on a subject; what it is to a view. */
export interface Hint {
  seq: number;
  /** The entity. */
  id: string;
  /** Whether the view shows it from now on, as far as the hint can tell. */
  visible: boolean;
}

export type Arguments = Record<string, unknown>;

/** An argument, and what is wrong with it. */
export type Refusal = readonly [path: string, problem: string];

/** One live field as one caller asked for it. */
export interface LiveView {
  actor: Actor;
  args: Arguments;
  language: Language;
  /** The caller's own, as an Authorization value. */
  authorization: string;
  /** Viewers of one scope get the same answers; undefined where everybody's are their own. */
  scope: LiveScope | undefined;
}

/** A place of a snapshot or a change that carries entities. */
export interface EntityPlace {
  type: string;
  field: string;
}

/** What is told beside the numbered list: whole each time and without a number, so that the newest counts and a lost one costs nothing. */
export interface Beside {
  /** The type of the field's union by which it is told; who asks nothing of it gets none. */
  type: string;
  subject(view: LiveView): string;
  begin(view: LiveView, heard: BesideEars): BesideState;
}

/** What may follow a message about what is beside. */
export interface BesideEars {
  /** It is another now: tell it. */
  changed(): void;
  /** The owner knows better: read the keys anew. */
  stale(): void;
}

export interface BesideState {
  /** Takes a message of the subject; what cannot be read is passed over. */
  hear(message: unknown): void;
  /** Takes what the owner says. */
  learn(keys: Keys): void;
  /** The root value from which it is told now. */
  event(): unknown;
  stop(): void;
}

/** One row of the table of live fields. Everything else about live data is the same for all of them. */
export interface LiveField {
  /** Where hints of this subscription come in. */
  subject(view: LiveView): string;
  /** Who may subscribe, as far as the token says; deny by default. */
  authorize(actor: Actor, args: Arguments): boolean;
  /** What a refused caller is told. */
  refusal: Refusal;
  /** What is wrong with the arguments beyond what their types say. */
  wrong?(args: Arguments): Refusal | undefined;
  scope(actor: Actor, args: Arguments): Omit<LiveScope, 'language'> | undefined;
  /** The viewer to whom alone a list of the scope belongs, for arguments like 'mine'; its entities are still the scope's. */
  owner?(actor: Actor, args: Arguments): string | undefined;
  /** Number and visible entities in one reading; undefined when the owner does not show them to this caller. */
  snapshot(reads: LiveReads, view: LiveView): Promise<Keys | undefined>;
  /** Reads a message; undefined when it is not one. */
  hint(message: unknown, view: LiveView): Hint | undefined;
  /** Which of these entities the view shows now; undefined where hints tell. */
  showing?(reads: LiveReads, view: LiveView): ((ids: readonly string[]) => Promise<ReadonlySet<string>>) | undefined;
  /** What is shown can change by the clock alone, without a hint: the ids are compared with the owner's too. */
  byTheClock?: boolean;
  /** The list is a scope's and has a number of its own: it is compared with that, not with the unit's queue. */
  countedByItself?: boolean;
  /** Whose beginning and end the gateway has to log, and in which scope; undefined where each look is logged where it is read, and that is enough (AUD-1). */
  logged?(view: LiveView): { scope: LiveScope; caseId?: string } | undefined;
  /** The root value that the virtual subgraph answers from. */
  snapshotEvent(keys: Keys, view: LiveView): unknown;
  changeEvent(change: { seq: number; previousSeq: number; kind: ChangeKind; id: string }, view: LiveView): unknown;
  /** Where the snapshot and the change carry entities. */
  lists: readonly EntityPlace[];
  items: readonly EntityPlace[];
  beside?: Beside;
  /** Types whose fields are equal for everybody in a scope: documents that stay inside share one resolution. */
  sharedTypes: ReadonlySet<string>;
  /** The argument with which a client resumes; it does not tell viewers apart. */
  resumeArgument: string;
}

/** What a hint is to who knows these entities; undefined when nothing. */
export function kindOf(hint: Hint, known: ReadonlySet<string>): ChangeKind | undefined {
  if (hint.visible) return known.has(hint.id) ? 'CHANGED' : 'ADDED';
  return known.has(hint.id) ? 'REMOVED' : undefined;
}

export function reference(type: string): (id: string) => { __typename: string; id: string } {
  return (id) => ({ __typename: type, id });
}

/** An argument becomes part of a NATS subject, where dots and stars mean something. */
export function isSubjectToken(value: unknown): value is string {
  return typeof value === 'string' && /^[A-Za-z0-9_-]{1,80}$/.test(value);
}
