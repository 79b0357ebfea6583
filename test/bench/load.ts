import type { Answer } from '../client';
import type { Stack } from '../stack';
import { type PatientName, type StaffName, units, World } from '../world';

type Data = NonNullable<Answer['data']>;

/** Times in milliseconds by kind of operation, and what failed. */
export interface Measured {
  times: Map<string, number[]>;
  failures: string[];
}

/** A world that takes the time of every document. */
class TimedWorld extends World {
  readonly measured: Measured = { times: new Map(), failures: [] };
  counting = false;

  override async as(...args: Parameters<World['as']>): Promise<Data> {
    await this.token(args[0]);
    const began = performance.now();
    const data = await super.as(...args);
    if (this.counting) this.count(/^(?:mutation|query)[^{]*\{\s*(\w+)/.exec(args[1])?.[1] ?? 'other', performance.now() - began);
    return data;
  }

  private count(kind: string, ms: number): void {
    const known = this.measured.times.get(kind);
    if (known) known.push(ms);
    else this.measured.times.set(kind, [ms]);
  }
}

const patients: readonly PatientName[] = ['tolvan', 'gretaGuardian', 'otherGuardian', 'youngWoman', 'englishSpeaker', 'teensParent'];
const nurses: readonly StaffName[] = ['annaNurse', 'bertilNurse'];
const queueDocument = `query ($id: ID!) { queue(unitId: $id) { totalCount edges { node { id status priority dueAt complaint { name } unit { name } takenBy { name } } } } }`;

/** Six patients who triage into cases one after the other, and two nurses who look at the queue, take, start and end; so many seconds. */
export async function mixedLoad(stack: Stack, seconds: number): Promise<Measured> {
  const world = new TimedWorld(stack);
  await world.isOpen();
  let over = false;
  const until = async (turn: () => Promise<void>): Promise<void> => {
    while (!over) await turn().catch((error: unknown) => void world.measured.failures.push(String(error).slice(0, 200)));
  };
  const seeks = (name: PatientName) => until(async () => {
    const session = await world.triages(name, 'somethingElse');
    if (session['status'] === 'OPEN') await world.finishes(name, session['id'] as string);
  });
  const works = (name: StaffName) => until(async () => {
    const { queue } = await world.as(name, queueDocument, { id: units.gavleHealthCentre.id });
    const waiting = (queue.edges as { node: { id: string; status: string } }[]).filter(({ node }) => node.status === 'REQUESTED');
    const caseId = waiting[Math.floor(Math.random() * waiting.length)]?.node.id;
    if (!caseId || (await world.does(name, 'takeCase', { caseId }))['__typename'] !== 'TakeCaseOk') return;
    await world.does(name, 'startCase', { caseId });
    await world.does(name, 'endCase', { caseId, reason: 'CARE_GIVEN' });
  });
  const everybody = [...patients.map(seeks), ...nurses.map(works)];
  await new Promise((done) => setTimeout(done, 2_000)); // the first calls of a process are no measure
  world.counting = true;
  await new Promise((done) => setTimeout(done, seconds * 1_000));
  world.counting = false;
  over = true;
  await Promise.all(everybody);
  return world.measured;
}
