import { setTimeout as sleep } from 'node:timers/promises';
import { patients, staff, units } from '@vardgraf/directory/seed/known';
import { shiftClock } from '@vardgraf/service-kit/clock';
import { Client } from 'pg';
import { v7 } from 'uuid';
import { ask, type Answer, graph, type Language, logIn } from './client';
import { LiveList } from './live-list';
import { LiveQueue } from './live-queue';
import type { Stack } from './stack';

export { patients, staff, units } from '@vardgraf/directory/seed/known';
export type PatientName = keyof typeof patients;
export type StaffName = keyof typeof staff;
export type UnitName = keyof typeof units;
export type Findings = Record<string, string>;
type Data = NonNullable<Answer['data']>;

/** Complaints with what a patient says about them, and where that leads in Gävleborg; what is not said is 'no'. */
export const stories = {
  /** Cannot tell about three signs of the throat: priority 5, a nurse. */
  soreThroat: { complaint: 'sore-throat', says: { 'throat-swelling': 'unknown', 'throat-fine-rash': 'unknown', 'throat-alarm': 'unknown', 'cold-signs': 'yes' } },
  /** Cannot tell whether breathing is obstructed: priority 2, a nurse, within ten minutes. */
  hardToBreathe: { complaint: 'sore-throat', says: { 'throat-hard-to-breathe': 'unknown', 'cold-signs': 'yes' } },
  /** Hears voices, in no danger: priority 4, a doctor. */
  hearsVoices: { complaint: 'mental-health', says: { psychosis: 'yes', 'mental-duration': 'two-weeks-or-more' } },
  /** One-sided pain and cannot gape: priority 4, a doctor's hands; no case. */
  abscess: { complaint: 'sore-throat', says: { 'throat-one-sided': 'yes', 'throat-cannot-gape': 'yes', fever: 'yes', 'fever-days': 'two-to-four-days' } },
  /** Something with no sign of danger: priority 5, a nurse. */
  somethingElse: { complaint: 'other', says: {} },
  /** Drools and cannot swallow: 112. */
  lifeDanger: { complaint: 'sore-throat', says: { 'throat-drooling': 'yes' } },
  /** A module 0 sign: 112 on the first screen. */
  allergy: { complaint: 'sore-throat', says: { 'danger-allergy': 'yes' } },
  /** A cold for some days: self-care. */
  cold: { complaint: 'sore-throat', says: { 'cold-signs': 'yes' } },
  /** Wishes to be dead: priority 4, a psychologist, flagged. */
  deathWish: { complaint: 'mental-health', says: { 'death-wish': 'yes', 'mental-duration': 'two-weeks-or-more' } },
  /** It burns when a man passes urine: priority 6, to be booked with a nurse. */
  burningUrine: { complaint: 'urinary', says: { 'urinary-burning': 'yes' } },
  /** Something with no sign of danger, in a child. */
  childsElse: { complaint: 'other', says: {} },
} as const satisfies Record<string, { complaint: string; says: Findings }>;
export type Story = keyof typeof stories;

export const sessionFields = `id status complaint { code }
  screen { id questions { findingId type options { value } min max } }
  emergency { title text emergencyNumber adviceNumber }
  outcome { priority priorityLabel urgencyRank disposition careLevel profession caseId unit { id name openNow } unitChoices { id } closed { opensAt maySend text } }`;

/** The stack with people in it: everything goes through the graph, with the tokens of those who act. */
export class World {
  private readonly tokens = new Map<string, { token: string; at: number }>();
  private readonly lists: LiveList[] = [];

  constructor(readonly stack: Stack) {}

  /** A token of the named person; fetched anew before it ends. */
  async token(name: PatientName | StaffName): Promise<string> {
    const known = this.tokens.get(name);
    if (known && Date.now() - known.at < 200_000) return known.token;
    const token = await logIn(this.stack, name in staff ? staff[name as StaffName] : patients[name as PatientName]);
    this.tokens.set(name, { token, at: Date.now() });
    return token;
  }

  /** A document in the name of somebody. @throws Error on errors in the answer */
  async as(name: PatientName | StaffName, query: string, variables: Record<string, unknown> = {}, language?: Language): Promise<Data> {
    return graph(this.stack.graphUrl, await this.token(name), query, variables, language);
  }

  /** A document in the name of somebody, errors and all. */
  async tries(name: PatientName | StaffName, query: string, variables: Record<string, unknown> = {}, language?: Language): Promise<Answer> {
    return ask(this.stack.graphUrl, await this.token(name), query, variables, language);
  }

  /** A mutation with one input; answers the result with its type name, code and message. */
  async does(name: PatientName | StaffName, mutation: string, input: Record<string, unknown>, fields = ''): Promise<Data> {
    const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}`;
    const data = await this.as(name, `mutation ($input: ${type}Input!) { ${mutation}(input: $input) { __typename ... on Refusal { code message } ${fields} } }`, { input });
    return data[mutation] as Data;
  }

  /** A live queue that is closed with the world. */
  async watches(name: StaffName, unit: UnitName, language: Language = 'sv'): Promise<LiveQueue> {
    const queue = new LiveQueue({ graphUrl: this.stack.graphUrl, token: () => this.token(name), language }, units[unit].id);
    this.lists.push(queue);
    return queue.connect();
  }

  /** Any live field that is closed with the world; the document takes `$after`. */
  async follows(name: PatientName | StaffName, document: string, variables: Record<string, unknown> = {}): Promise<LiveList> {
    const list = new LiveList({ graphUrl: this.stack.graphUrl, token: () => this.token(name) }, document, variables);
    this.lists.push(list);
    return list.connect();
  }

  /** Moves the platform's clock to an hour after the unit's opening, on a day when it stays open for three hours more. */
  async isOpen(unit: UnitName = 'gavleHealthCentre'): Promise<Date> {
    return this.movesTo(unit, ({ openNow, opensAt, closesAt }, now) => (openNow ? (Date.parse(closesAt!) - now > 4 * hourMs ? now : Date.parse(closesAt!) + 60_000) : Date.parse(opensAt!) + hourMs), (h) => h.openNow);
  }

  /** Moves the platform's clock to two hours after the unit's closing. */
  async isClosed(unit: UnitName = 'gavleHealthCentre'): Promise<Date> {
    return this.movesTo(unit, ({ openNow, closesAt }, now) => (openNow ? Date.parse(closesAt!) + 2 * hourMs : now), (h) => !h.openNow);
  }

  /** The platform's time now. */
  now(): Date {
    return new Date(Date.now() + this.offsetMs);
  }

  /** Moves the platform's clock forward. */
  async passes(ms: number): Promise<void> {
    await this.readsTheClock();
    this.offsetMs += ms;
    await shiftClock(this.stack.adminUrl, `${this.offsetMs} milliseconds`);
  }

  private offsetMs = 0;
  private clockRead: Promise<void> | undefined;

  /** Somebody may have moved the platform's clock before: it only ever goes forward. */
  private readsTheClock(): Promise<void> {
    this.clockRead ??= clockOffset(this.stack.adminUrl).then((ms) => {
      this.offsetMs = ms;
    });
    return this.clockRead;
  }

  private async movesTo(unit: UnitName, next: (hours: Hours, now: number) => number, done: (hours: Hours) => boolean): Promise<Date> {
    await this.readsTheClock();
    for (let step = 0; step < 4; step += 1) {
      const { unit: hours } = await graph(this.stack.graphUrl, undefined, 'query ($id: ID!) { unit(id: $id) { openNow opensAt closesAt } }', { id: units[unit].id });
      const now = this.now().getTime();
      const at = next(hours as Hours, now);
      if (at === now && done(hours as Hours)) return new Date(now);
      await this.passes(at - now);
    }
    return this.now();
  }

  /** Starts a session and answers what is asked until nothing is, or the session is over. */
  async triages(name: PatientName, story: Story, more: { patientId?: string; freeText?: string } = {}): Promise<Data> {
    const { complaint, says } = stories[story];
    const started = await this.does(name, 'startTriage', { clientId: v7(), complaintCode: complaint, ...more }, `... on StartTriageOk { session { ${sessionFields} } }`);
    if (!started['session']) throw new Error(`no session: ${JSON.stringify(started)}`);
    return this.answersAll(name, started['session'] as Data, says);
  }

  /** Answers screen by screen with the findings, and 'no' for the rest. */
  async answersAll(name: PatientName | StaffName, session: Data, says: Findings): Promise<Data> {
    for (let screens = 0; session['screen'] && session['status'] === 'OPEN'; screens += 1) {
      if (screens > 30) throw new Error(`no end of questions: ${JSON.stringify(session['screen'])}`);
      const answers = (session['screen']['questions'] as Question[]).map((question) => ({ findingId: question.findingId, value: says[question.findingId] ?? unsaid(question) }));
      const answered = await this.does(name, 'answerTriage', { sessionId: session['id'], answers }, `... on AnswerTriageOk { session { ${sessionFields} } }`);
      if (!answered['session']) throw new Error(`not answered: ${JSON.stringify(answered)}`);
      session = answered['session'] as Data;
    }
    return session;
  }

  async finishes(name: PatientName | StaffName, sessionId: string, more: Record<string, unknown> = {}): Promise<Data> {
    return this.does(name, 'finishTriage', { sessionId, ...more }, `... on FinishTriageOk { session { ${sessionFields} } } ... on UnitClosed { opensAt maySend } ... on UnitChoiceNeeded { choices { id } }`);
  }

  /** Triages, finishes, and waits until the case is there; answers its id. */
  async hasCase(name: PatientName, story: Story, more: { patientId?: string; freeText?: string; sendToClosedUnit?: boolean } = {}): Promise<string> {
    const { sendToClosedUnit, ...start } = more;
    const session = await this.triages(name, story, start);
    const finished = await this.finishes(name, session['id'] as string, { ...(sendToClosedUnit !== undefined && { sendToClosedUnit }) });
    const caseId = finished['session']?.outcome?.caseId as string | undefined;
    if (!caseId) throw new Error(`no case: ${JSON.stringify(finished)}`);
    await this.until(async () => (await this.as(name, 'query ($id: ID!) { myCase(id: $id) { id } }', { id: caseId }))['myCase'] !== null);
    return caseId;
  }

  /** Waits until something is so. @throws Error after so many milliseconds */
  async until(test: () => Promise<boolean>, withinMs = 20_000): Promise<void> {
    for (const deadline = Date.now() + withinMs; !(await test()); await sleep(40)) {
      if (Date.now() > deadline) throw new Error(`not within ${withinMs} ms: ${String(test).slice(0, 200)}`);
    }
  }

  /** Closes the live lists; the stack stays. */
  async ends(): Promise<void> {
    for (const list of this.lists) await list.disconnect();
  }
}

/** How far the platform's clock is from the machine's, in milliseconds. */
async function clockOffset(adminUrl: string): Promise<number> {
  const admin = new Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    const { rows } = await admin.query<{ ms: number }>('SELECT (extract(epoch FROM offset_by) * 1000)::float8 AS ms FROM vardgraf.clock_offset');
    return rows[0]!.ms;
  } finally {
    await admin.end();
  }
}

interface Question {
  findingId: string;
  type: string;
  options: { value: string }[];
}

interface Hours {
  openNow: boolean;
  opensAt: string | null;
  closesAt: string | null;
}

const hourMs = 3_600_000;

function unsaid({ findingId, type, options }: Question): string {
  if (type === 'YES_NO' || options.some((option) => option.value === 'no')) return 'no';
  throw new Error(`the story does not say ${findingId}, one of ${options.map((option) => option.value).join(', ')}`);
}
