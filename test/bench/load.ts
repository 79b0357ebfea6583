import { setTimeout as sleep } from 'node:timers/promises';
import { v7 } from 'uuid';
import type { Answer } from '../client';
import type { Stack } from '../stack';
import { type PatientName, type StaffName, units, World } from '../world';

type Data = NonNullable<Answer['data']>;

/** Times in milliseconds by kind of operation, and what failed. */
export interface Measured {
  seconds: number;
  times: Map<string, number[]>;
  /** From the patient's acceptance of the outcome to the card on the nurse's open screen. */
  intakeToScreen: number[];
  failures: string[];
}

/** A world that takes the time of every document, and lets them go at so many a second. */
class TimedWorld extends World {
  readonly times = new Map<string, number[]>();
  counting = false;
  private nextAt = 0;

  constructor(stack: Stack, private readonly perSecond: number | undefined) {
    super(stack);
  }

  override async as(...args: Parameters<World['as']>): Promise<Data> {
    await this.token(args[0]);
    const due = await this.turn();
    const data = await super.as(...args);
    if (this.counting) this.count(/^[^{]*\{\s*(\w+)/.exec(args[1])![1]!, performance.now() - due);
    return data;
  }

  /** Waits for this document's place in the row; a platform that falls behind makes the row, and so the times, longer. */
  private async turn(): Promise<number> {
    const now = performance.now();
    if (this.perSecond === undefined) return now;
    const due = Math.max(now, this.nextAt);
    this.nextAt = due + 1_000 / this.perSecond;
    if (due > now) await sleep(due - now);
    return due;
  }

  private count(kind: string, ms: number): void {
    const known = this.times.get(kind);
    if (known) known.push(ms);
    else this.times.set(kind, [ms]);
  }
}

const patients: readonly PatientName[] = ['gretaGuardian', 'otherGuardian', 'youngWoman', 'englishSpeaker', 'tolvan'];
const bookers: readonly PatientName[] = ['youngMan'];
const nurses: readonly StaffName[] = ['annaNurse', 'bertilNurse'];
/** Each of them so many times at once: enough that the rate asked for does not hang on how soon each is answered. */
const atOnce = 2;
/** The first calls of a process, before its code is compiled, are no measure. */
export const warmUpSeconds = 10;
const queueDocument = `query ($id: ID!) { queue(unitId: $id) { totalCount edges { node { id status priority dueAt complaint { name } unit { name } takenBy { name } } } } }`;

type Turn = () => Promise<unknown>;
interface Pace {
  seconds: number;
  /** Operations a second of all together, by default as many as there are answers. */
  perSecond?: number;
}

/** Patients who triage, chat and book, and nurses who look at the queue, take, start, chat and end; so many seconds. */
export function mixedLoad(stack: Stack, pace: Pace): Promise<Measured> {
  return load(stack, pace, (world, intakeToScreen) => [
    ...repeated(patients).map((name) => () => seeksAndChats(world, name)),
    ...bookers.map((name) => () => booksAndCancels(world, name)),
    ...repeated(nurses).map((name) => () => worksAtTheQueue(world, name)),
    ...repeated<PatientName>(['teensParent']).map((name) => () => isSeenByTheNurse(world, name, (ms) => world.counting && intakeToScreen.push(ms))),
  ]);
}

/** Patients who answer the questions of triage, and nothing else. */
export function sessionSteps(stack: Stack, pace: Pace): Promise<Measured> {
  return load(stack, pace, (world) => repeated(patients).map((name) => () => world.triages(name, 'somethingElse')));
}

async function load(stack: Stack, { seconds, perSecond }: Pace, turns: (world: TimedWorld, intakeToScreen: number[]) => Turn[]): Promise<Measured> {
  const world = new TimedWorld(stack, perSecond);
  await world.isOpen();
  const [failures, intakeToScreen]: [string[], number[]] = [[], []];
  let over = false;
  const everybody = turns(world, intakeToScreen).map(async (turn) => {
    while (!over) await turn().catch((error: unknown) => void failures.push(String(error).slice(0, 200)));
  });
  await sleep(warmUpSeconds * 1_000);
  world.counting = true;
  await sleep(seconds * 1_000);
  world.counting = false;
  over = true;
  await Promise.all(everybody);
  await world.ends();
  return { seconds, times: world.times, intakeToScreen, failures };
}

const repeated = <T>(all: readonly T[]): T[] => Array.from({ length: atOnce }, () => all).flat();

async function seeksAndChats(world: World, name: PatientName): Promise<void> {
  const session = await world.triages(name, 'somethingElse');
  if (session['status'] === 'OPEN') await world.finishes(name, session['id'] as string);
  const { myThreads } = await world.as(name, '{ myThreads { id mayPost unread lastSeq } }');
  for (const thread of (myThreads as { id: string; mayPost: boolean; unread: number; lastSeq: number }[]).filter(({ mayPost }) => mayPost).slice(0, 2)) {
    await world.does(name, 'postMessage', { clientId: v7(), threadId: thread.id, text: 'Det har blivit lite bättre.' });
    if (thread.unread > 0) await world.does(name, 'markRead', { threadId: thread.id, seq: thread.lastSeq });
  }
}

async function booksAndCancels(world: World, name: PatientName): Promise<void> {
  const session = await world.triages(name, 'burningUrine');
  await world.finishes(name, session['id'] as string);
  const open = async (): Promise<string | undefined> =>
    (await world.as(name, '{ myTickets { id status } }'))['myTickets'].find(({ status }: { status: string }) => status === 'OPEN')?.id;
  let ticketId = await open();
  for (let tries = 0; !ticketId && tries < 20; tries += 1) {
    await sleep(100);
    ticketId = await open();
  }
  if (!ticketId) return;
  const { ticketSlots } = await world.as(name, 'query ($id: ID!) { ticketSlots(ticketId: $id, first: 50) { edges { node { id } } } }', { id: ticketId });
  const slots = ticketSlots.edges as { node: { id: string } }[];
  const slot = slots[Math.floor(slots.length / 2 + (Math.random() * slots.length) / 2)];
  if (!slot) return;
  const booked = await world.does(name, 'bookSlot', { clientId: v7(), ticketId, slotId: slot.node.id }, '... on BookSlotOk { booking { id } }');
  if (booked['booking']) await world.does(name, 'cancelBooking', { bookingId: booked['booking'].id, reason: 'CANNOT_COME' });
  await world.does(name, 'askForTime', { ticketId });
}

async function worksAtTheQueue(world: World, name: StaffName): Promise<void> {
  const { queue } = await world.as(name, queueDocument, { id: units.gavleHealthCentre.id });
  const waiting = (queue.edges as { node: { id: string; status: string } }[]).filter(({ node }) => node.status === 'REQUESTED');
  const caseId = waiting[Math.floor(Math.random() * waiting.length)]?.node.id;
  if (!caseId || (await world.does(name, 'takeCase', { caseId }))['__typename'] !== 'TakeCaseOk') return;
  await world.does(name, 'startCase', { caseId });
  const opened = await world.does(name, 'openCase', { caseId, reason: 'CARE' }, '... on OpenCaseOk { case { thread { id mayPost } } }');
  const thread = opened['case']?.thread;
  if (thread?.mayPost) await world.does(name, 'postMessage', { clientId: v7(), threadId: thread.id, text: 'Hur mår du nu?' });
  await world.does(name, 'endCase', { caseId, reason: 'CARE_GIVEN', phaseDays: 0 });
}

const screens = new WeakMap<World, ReturnType<World['watches']>>();

/** A patient whose case is waited for on a nurse's live queue. */
async function isSeenByTheNurse(world: World, name: PatientName, took: (ms: number) => unknown): Promise<void> {
  if (!screens.has(world)) screens.set(world, world.watches('annaNurse', 'gavleHealthCentre'));
  const screen = await screens.get(world)!;
  const session = await world.triages(name, 'somethingElse');
  const began = performance.now();
  const finished = await world.finishes(name, session['id'] as string);
  const caseId = finished['session']?.outcome?.caseId as string | undefined;
  if (!caseId) return;
  await screen.until((cards) => cards.has(caseId), 10_000);
  took(performance.now() - began);
  await world.does(name, 'withdrawCase', { caseId });
}
