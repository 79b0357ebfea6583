import { setTimeout as sleep } from 'node:timers/promises';
import { castOf } from '../actors/cast';
import { shiftStep } from '../actors/coming-and-going';
import { type PatientLook, patientLooks, patientWrites } from '../actors/conversations';
import { graphClient, type Measured } from '../actors/graph-client';
import type { Journal } from '../actors/journal';
import { notingLooks } from '../actors/looking';
import { submissionStep } from '../actors/partner-submissions';
import { bookingStep } from '../actors/patient-bookings';
import { patientVisit } from '../actors/patient-visits';
import { oneOf, randomFrom } from '../actors/random';
import { signOffStep } from '../actors/signing-off';
import { careStep } from '../actors/staff-care';
import { forwardStep, handoverStep } from '../actors/staff-handovers';
import { planningStep } from '../actors/staff-planning';
import { questionStep } from '../actors/staff-questions';
import { staffStep } from '../actors/staff-shifts';
import type { Stack } from '../stack';

/** Patients and staff at work through the gateway, until told to go home. */
export interface Load {
  journal: Journal;
  measured: Measured[];
  /** Cases made and acknowledged so far. */
  cases(): number;
  /** One more patient looks at something that the others look at now and then; answered or not, it is among what was measured. */
  looks(operation: PatientLook): Promise<void>;
  /** Nobody begins anything new; resolves when everybody has their last answer. */
  stop(): Promise<void>;
}

const regionId = 'gavleborg';

/** How many are at work at once. With partners everybody goes into every room: booking, conversations, hand-overs, telephone triage, checklists, calls, suicide risk, questions to colleagues, shifts, signing off; without, from triage to the end of a case only. */
export interface LoadSize {
  patients: number;
  staff: number;
  partners?: number;
  pauseMs?: number;
}

/** Starts so many patients and staff at once, each with random choices that follow from the seed alone; answers interleave as they come. */
export async function startLoad(stack: Stack, seed: number, size: LoadSize): Promise<Load> {
  const { adultIds, workers } = await castOf(stack, regionId);
  const staffIds = [...new Set(workers.map((worker) => worker.personId))];
  const journal: Journal = { acknowledged: [] };
  const client = notingLooks(graphClient(stack), journal);
  let working = true;
  let cases = 0;
  const pause = (next: () => number): Promise<void> => sleep((size.pauseMs ?? 60) * (0.5 + next()));

  const everywhere = (size.partners ?? 0) > 0;
  const running = (): boolean => working;
  const known = { patientIds: adultIds, unitIds: [...new Set(workers.map((worker) => worker.unitId))] };
  // Few enough that tickets, bookings and conversations of a person come together.
  const regulars = everywhere ? adultIds.slice(0, 6 * size.patients) : adultIds;
  const patient = async (n: number): Promise<void> => {
    for (const next = randomFrom(seed * 1_000 + n); working; await pause(next)) {
      const personId = oneOf(next, regulars)!;
      const dice = everywhere ? next() : 0;
      if (dice > 0.7) await bookingStep(client, journal, next, personId, running);
      else if (dice > 0.4) await patientWrites(client, journal, next, personId, running);
      else if (await patientVisit(client, journal, next, personId, running)) cases += 1;
    }
  };
  const colleague = async (n: number): Promise<void> => {
    // Nobody is in two places: what one person was promised can be counted.
    const own = workers.filter((worker) => staffIds.indexOf(worker.personId) % size.staff === n);
    const around = everywhere ? { unitIds: known.unitIds, running } : null;
    for (const next = randomFrom(seed * 1_000 + 500 + n); working; await pause(next)) {
      const worker = oneOf(next, own)!;
      const dice = everywhere ? next() : 0;
      if (!around) await staffStep(client, journal, next, worker);
      else if (dice > 0.9) await planningStep(client, journal, next, worker, regulars, running);
      else if (dice > 0.81) await handoverStep(client, journal, next, worker);
      else if (dice > 0.78) await forwardStep(client, journal, next, worker, known.unitIds);
      else if (dice > 0.6) await careStep(client, journal, next, worker, running);
      else if (dice > 0.5) await questionStep(client, journal, next, worker, around);
      else if (dice > 0.48) await shiftStep(client, journal, next, worker);
      else if (dice > 0.44) await signOffStep(client, journal, next, worker, workers, running);
      else await staffStep(client, journal, next, worker, around);
    }
  };
  const partner = async (n: number): Promise<void> => {
    for (const next = randomFrom(seed * 1_000 + 900 + n); working; await pause(next)) await submissionStep(client, journal, next, { ...known, patientIds: regulars }, running);
  };
  const crowd = (amount: number, one: (n: number) => Promise<void>): Promise<void>[] => Array.from({ length: amount }, (_, n) => one(n));
  const atWork = [...crowd(size.patients, patient), ...crowd(size.staff, colleague), ...crowd(size.partners ?? 0, partner)];
  return {
    journal, measured: client.measured, cases: () => cases, looks: (operation) => patientLooks(client, regulars[0]!, operation),
    async stop() {
      working = false;
      await Promise.all(atWork);
    },
  };
}

/** Waits until the load has made so many cases, as long as it gets anywhere: a busy machine is slow, one on which nothing succeeds for so long is stuck. */
export async function untilCases(load: Load, amount: number, stuckMs = 60_000): Promise<void> {
  await untilProgress(load, () => load.cases() >= amount, `${amount} cases`, stuckMs);
}

/** Waits for something that the load brings about, as long as operations succeed. */
export async function untilProgress(load: Load, reached: () => boolean, what: string, stuckMs = 60_000): Promise<void> {
  let [done, since] = [0, Date.now()];
  for (const from = Date.now(); !reached(); await sleep(50)) {
    const now = load.measured.filter((each) => each.fault === undefined).length;
    if (now > done) [done, since] = [now, Date.now()];
    if (Date.now() - since > stuckMs || Date.now() - from > 5 * stuckMs) throw new Error(`not ${what} yet; ${summary(load)}`);
  }
}

/** Milliseconds from the moment until the first operation that began after it and was answered; one operation's name, or any. `asks` is done again and again meanwhile. */
export async function firstSuccess(load: Load, since: number, withinMs: number, operations?: readonly string[], asks?: () => Promise<void>): Promise<number> {
  let asking = false;
  const askAgain = async (): Promise<void> => {
    asking = true;
    await asks!();
    await sleep(100);
    asking = false;
  };
  for (const deadline = Date.now() + withinMs; ; await sleep(20)) {
    if (asks && !asking) void askAgain();
    const success = load.measured.find((each) => each.startedAt >= since && each.fault === undefined && (!operations || operations.includes(each.operation)));
    if (success) return success.startedAt + success.ms - since;
    if (Date.now() > deadline) throw new Error(`nothing succeeded within ${withinMs} ms`);
  }
}

/** The p-th share of the milliseconds that answered operations of a time took. */
export function percentile(measured: readonly Measured[], share: number): number {
  const took = measured.filter((each) => each.fault === undefined).map((each) => each.ms).sort((a, b) => a - b);
  return took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? 0;
}

/** One line for the run's print: operations, faults by code, acknowledged acts. */
export function summary(load: Load): string {
  const counted = (keys: string[]): string => JSON.stringify(Object.fromEntries([...new Set(keys)].map((key) => [key, keys.filter((each) => each === key).length])));
  return `${load.measured.length} operations, ${load.cases()} cases, faults ${counted(load.measured.flatMap((each) => (each.fault ? [each.fault] : [])))}, acknowledged ${counted(load.journal.acknowledged.map((each) => each.act))}, p95 ${percentile(load.measured, 0.95)} ms`;
}
