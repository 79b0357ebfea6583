import { setTimeout as sleep } from 'node:timers/promises';
import { concurrently } from '../../faults/concurrently';
import { type GraphClient, graphClient, peopleOf } from '../../faults/graph-client';
import { patientVisit, type Visit } from '../../faults/patient-visits';
import { randomFrom } from '../../faults/random';
import type { Worker } from '../../faults/staff-shifts';
import { units } from '../../world';
import type { Stage } from '../stage';

const [patients, staff] = [100, 12];
/** What the platform's clock is moved by for each second of ours. */
const minutesASecond = 2;
/** After the last patient has come. */
const overtimeMs = 60_000;
const open = [units.gavleHealthCentre, units.sandvikenHealthCentre, units.bollnasHealthCentre, units.hudiksvallHealthCentre, units.soderhamnHealthCentre, units.gavleborgDropIn].map(({ id }) => id);
/** What every second patient comes with; the others answer as it falls. */
const plain: Visit = { complaint: 'other', says: {} };

const queueDocument = `query Waiting($unitId: ID!) { queue(unitId: $unitId, filter: { statuses: [REQUESTED] }, first: 20) { totalCount edges { node { id priority dueAt unit { id } allowedActions } } } }`;
const does = (field: string): string => {
  const type = `${field[0]!.toUpperCase()}${field.slice(1)}`;
  return `mutation Do($input: ${type}Input!) { ${field}(input: $input) { __typename ... on Refusal { code } } }`;
};

interface Waiting {
  totalCount: number;
  edges: { node: { id: string; dueAt: string | null; allowedActions: string[] } }[];
}

/** A hundred patients, twelve at work, an afternoon in a minute or two: nobody is dropped. */
export async function aBusyAfternoon(stage: Stage): Promise<void> {
  const { world, stack, narrator } = stage;
  narrator.chapter('8. A busy afternoon, in compressed time');
  const client = graphClient(stack);
  const next = randomFrom(8);
  await world.isOpen();
  const [seeking, workers] = await cast(stage);
  const [journal, met] = [{ acknowledged: [] }, new Map<string, number>()];
  const cases: string[] = [];
  let over = false;
  const time = (async () => {
    for (; !over; await sleep(1_000)) await world.passes(minutesASecond * 60_000);
  })();
  const shifts = workers.map(async (worker) => {
    while (!over) if (!(await meetsOne(client, worker, met))) await sleep(300);
  });
  await concurrently(seeking, 10, async (personId, n) => {
    const caseId = await patientVisit(client, journal, next, personId, () => true, n % 2 ? plain : undefined);
    if (caseId) cases.push(caseId);
  });
  const waiting = async (): Promise<Waiting[]> => Promise.all([...new Map(workers.map((worker) => [worker.unitId, worker])).values()].map((worker) => waitingAt(client, worker)));
  for (const deadline = Date.now() + overtimeMs; Date.now() < deadline && (await waiting()).some((queue) => queue.edges.some(({ node }) => node.allowedActions.includes('TAKE'))); ) await sleep(1_000);
  over = true;
  await Promise.all([...shifts, time]);
  const left = (await waiting()).flatMap((queue) => queue.edges.map(({ node }) => node));
  narrator.tells(`${seeking.length} patients sought care; ${cases.length} of them became drop-in cases, the others were advised, given a ticket or sent where hands are needed.`, cases.length > 20, cases.length);
  narrator.tells(`The ${workers.length} at work met ${[...met.values()].reduce((sum, n) => sum + n, 0)} of them, and nobody whom one of them may take still waits.`, !left.some((card) => card.allowedActions.includes('TAKE')), left);
  narrator.tells(`${left.length} wait for another profession; each card says until when.`, left.every((card) => card.dueAt !== null), left);
  const { casesInNobodysList } = await world.as('qualityCoordinator', '{ casesInNobodysList { id } }');
  narrator.tells(`Cases without owner: ${casesInNobodysList.length}.`, casesInNobodysList.length === 0, casesInNobodysList);
}

/** Grown patients of the region in the order of their ids, and those at its health centres and hub who may meet them. */
async function cast({ stack }: Stage): Promise<[seeking: string[], workers: Worker[]]> {
  const people = (await peopleOf(stack)).filter((one) => one.regionId === 'gavleborg').sort((a, b) => a.personId.localeCompare(b.personId));
  const seeking = people.filter((one) => one.kind === 'PATIENT' && one.mayLogIn !== false && (one.ageYears ?? 0) >= 18).map(({ personId }) => personId).slice(0, patients);
  const all = people.flatMap(({ personId, commissions }) => commissions.filter(({ role }) => ['NURSE', 'DOCTOR', 'PSYCHOLOGIST'].includes(role)).slice(0, 1)
    .flatMap(({ id, unitIds, role }) => unitIds.filter((unitId) => open.includes(unitId)).map((unitId): Worker => ({ personId, commissionId: id, unitId, role }))));
  // First one of each role at each unit, so that every queue has somebody.
  const firsts = [...new Map(all.map((worker) => [`${worker.unitId}/${worker.role}`, worker])).values()];
  return [seeking, [...firsts, ...all.filter((worker) => !firsts.includes(worker))].slice(0, staff)];
}

async function waitingAt(client: GraphClient, worker: Worker): Promise<Waiting> {
  const answer = await client.ask(worker.personId, worker.commissionId, 'queue', queueDocument, { unitId: worker.unitId });
  return (answer.is === 'DATA' && (answer.data['queue'] as Waiting | null)) || { totalCount: 0, edges: [] };
}

/** Takes the first that may be taken, starts and ends it. @returns false when there was none, or somebody was quicker */
async function meetsOne(client: GraphClient, worker: Worker, met: Map<string, number>): Promise<boolean> {
  const first = (await waitingAt(client, worker)).edges.find(({ node }) => node.allowedActions.includes('TAKE'))?.node;
  if (!first) return false;
  for (const [field, more] of [['takeCase', {}], ['startCase', {}], ['endCase', { reason: 'CARE_GIVEN', phaseDays: 0 }]] as const) {
    const answer = await client.ask(worker.personId, worker.commissionId, field, does(field), { input: { caseId: first.id, ...more } });
    const result = answer.is === 'DATA' ? (answer.data[field] as { __typename: string }).__typename : '';
    if (!result.endsWith('Ok')) return false;
  }
  met.set(worker.personId, (met.get(worker.personId) ?? 0) + 1);
  return true;
}
