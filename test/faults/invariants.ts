import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import type { Journal } from '../actors/journal';
import { eventsLeft } from '../events-on-their-way';
import { bookingsAreCases, bookingsAreTold, bookingsHappenOnce, nothingIsDoubleBooked, ticketsEnd } from './booking-invariants';
import { careGoesOn, careHappensOnce, careIsTold, questionsAreCases, shiftsAreTold } from './care-invariants';
import { effectsAreTold, nextActionIsPlanned, noDuplicates, oneResponsibleUnit, somebodySeesIt } from './case-invariants';
import { handoversAreTold, submissionsAreTold, submissionsHappenOnce } from './consultation-invariants';
import { figuresMatch } from './figure-invariants';
import { acknowledgedIsStored } from './acknowledged';
import { conversationsFollowCases, messagesAreTold, messagesHappenOnce, phasesEnd, unreadMatches } from './messaging-invariants';
import { alertsMatch, noticesAreTold, noticesFollow, noticesGoOn, noticesHappenOnce } from './notify-invariants';
import { caseAccessMatches, chainMatches, readModelHashes, relationsMatch } from './read-model-invariants';
import { oneUnitAtEveryMoment } from './responsibility-invariants';
import { sessionsAreTold } from './session-invariants';
import { signOffsAreTold, signOffsHappenOnce, signOffsReachPeople } from './sign-off-invariants';
import { auditIsTold, nothingIsDead, versionsAreGapless } from './stream-invariants';
import { type Evidence, type Violation } from './violation';

/** Every rule of the checker; `invariants.spec.ts` has a planted violation for each of their statements. */
export const rules = [
  noDuplicates, versionsAreGapless, oneResponsibleUnit, oneUnitAtEveryMoment, effectsAreTold, sessionsAreTold, auditIsTold, nothingIsDead, relationsMatch, caseAccessMatches, chainMatches, nextActionIsPlanned, somebodySeesIt,
  bookingsHappenOnce, nothingIsDoubleBooked, bookingsAreTold, bookingsAreCases, ticketsEnd,
  messagesHappenOnce, messagesAreTold, conversationsFollowCases, unreadMatches, phasesEnd,
  noticesHappenOnce, noticesAreTold, noticesFollow, alertsMatch, noticesGoOn,
  submissionsHappenOnce, submissionsAreTold, handoversAreTold, figuresMatch,
  careHappensOnce, careIsTold, questionsAreCases, shiftsAreTold, careGoesOn,
  signOffsHappenOnce, signOffsAreTold, signOffsReachPeople,
];

/** Every broken invariant in a database at rest, over all services' schemas; empty when all hold. */
export async function violations(evidence: Evidence, journal: Journal): Promise<Violation[]> {
  const found = await acknowledgedIsStored(evidence, journal);
  for (const rule of rules) found.push(...(await rule(evidence)).map((violation) => ({ ...violation, rule: rule.name })));
  return found;
}

/** Looks at the database as its admin. */
export async function withEvidence<T>(adminUrl: string, work: (evidence: Evidence) => Promise<T>): Promise<T> {
  const admin = new Client({ connectionString: adminUrl });
  admin.on('error', () => {});
  await admin.connect();
  try {
    const schemas = await admin.query<{ name: string }>(`SELECT table_schema AS name FROM information_schema.tables WHERE table_name = 'relay_mark' ORDER BY 1`);
    return await work({ admin, services: schemas.rows.map((row) => row.name) });
  } finally {
    await admin.end().catch(() => {});
  }
}

/** Waits until every event has its position, is published and has had its effect everywhere; milliseconds it took. Throws with what is left. */
export async function settled(adminUrl: string, withinMs: number): Promise<number> {
  return (await atRest(adminUrl, withinMs, async () => undefined)).took;
}

/** The checker as every run ends with it: at rest within the time, then nothing broken. Answers how long the rest took. */
export async function expectInvariants(adminUrl: string, journal: Journal, withinMs = 30_000): Promise<number> {
  const { took, answer } = await atRest(adminUrl, withinMs, (evidence) => violations(evidence, journal));
  expect(answer).toEqual([]);
  return took;
}

/** Hashes of the read models of a database at rest. */
export async function hashesOf(adminUrl: string): Promise<Record<string, string>> {
  return withEvidence(adminUrl, readModelHashes);
}

/** Looks in one snapshot in which nothing is on its way: timers go on ringing, so a second look would see another world. */
async function atRest<T>(adminUrl: string, withinMs: number, look: (evidence: Evidence) => Promise<T>): Promise<{ took: number; answer: T }> {
  const from = Date.now();
  return withEvidence(adminUrl, async (evidence) => {
    for (;;) {
      await evidence.admin.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      const left = await eventsLeft(evidence.admin, evidence.services);
      const took = Date.now() - from;
      if (left.length === 0) return { took, answer: await look(evidence) };
      await evidence.admin.query('ROLLBACK');
      if (took > withinMs) throw new Error(`not at rest after ${withinMs} ms: ${left.join('; ')}`);
      await sleep(100);
    }
  });
}
