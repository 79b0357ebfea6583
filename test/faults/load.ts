import { setTimeout as sleep } from 'node:timers/promises';
import type { Stack } from '../stack';
import { graphClient, type Measured, peopleOf } from './graph-client';
import type { Journal } from './journal';
import { patientVisit } from './patient-visits';
import { oneOf, randomFrom } from './random';
import { staffStep, type Worker } from './staff-shifts';

/** Patients and staff at work through the gateway, until told to go home. */
export interface Load {
  journal: Journal;
  measured: Measured[];
  /** Cases made and acknowledged so far. */
  cases(): number;
  /** Nobody begins anything new; resolves when everybody has their last answer. */
  stop(): Promise<void>;
}

const clinicians = ['NURSE', 'DOCTOR', 'PSYCHOLOGIST'];
const regionId = 'gavleborg';

/** Starts so many patients and staff at once, each with random choices that follow from the seed alone; answers interleave as they come. */
export async function startLoad(stack: Stack, seed: number, size: { patients: number; staff: number; pauseMs?: number }): Promise<Load> {
  const people = (await peopleOf(stack)).filter((person) => person.regionId === regionId).sort((a, b) => a.personId.localeCompare(b.personId));
  const adults = people.filter((person) => person.kind === 'PATIENT' && person.mayLogIn !== false && (person.ageYears ?? 0) >= 18);
  const workers: Worker[] = people.flatMap(({ personId, commissions }) =>
    commissions.filter((commission) => clinicians.includes(commission.role)).flatMap(({ id, unitIds }) => unitIds.map((unitId) => ({ personId, commissionId: id, unitId }))));
  const staffIds = [...new Set(workers.map((worker) => worker.personId))];
  const journal: Journal = { acknowledged: [] };
  const client = graphClient(stack);
  let working = true;
  let cases = 0;
  const pause = (next: () => number): Promise<void> => sleep((size.pauseMs ?? 60) * (0.5 + next()));

  const patient = async (n: number): Promise<void> => {
    for (const next = randomFrom(seed * 1_000 + n); working; await pause(next)) {
      if (await patientVisit(client, journal, next, oneOf(next, adults)!.personId, () => working)) cases += 1;
    }
  };
  const colleague = async (n: number): Promise<void> => {
    // Nobody is in two places: what one person was promised can be counted.
    const own = workers.filter((worker) => staffIds.indexOf(worker.personId) % size.staff === n);
    for (const next = randomFrom(seed * 1_000 + 500 + n); working; await pause(next)) {
      await staffStep(client, journal, next, oneOf(next, own)!);
    }
  };
  const atWork = [...Array.from({ length: size.patients }, (_, n) => patient(n)), ...Array.from({ length: size.staff }, (_, n) => colleague(n))];
  return {
    journal, measured: client.measured, cases: () => cases,
    async stop() {
      working = false;
      await Promise.all(atWork);
    },
  };
}

/** Waits until the load has made so many cases. */
export async function untilCases(load: Load, amount: number, withinMs = 60_000): Promise<void> {
  for (const deadline = Date.now() + withinMs; load.cases() < amount; await sleep(50)) {
    if (Date.now() > deadline) throw new Error(`only ${load.cases()} cases after ${withinMs} ms; ${summary(load)}`);
  }
}

/** Milliseconds from the moment until the first operation that began after it and was answered; one operation's name, or any. */
export async function firstSuccess(load: Load, since: number, withinMs: number, operations?: readonly string[]): Promise<number> {
  for (const deadline = Date.now() + withinMs; ; await sleep(20)) {
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
