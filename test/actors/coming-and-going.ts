import type { GraphClient, Reply } from './graph-client';
import type { Journal } from './journal';
import type { Worker } from './staff-shifts';

const refusal = '... on Refusal { code }';
const documents = {
  startShift: `mutation Come($input: StartShiftInput!) { startShift(input: $input) { __typename ... on StartShiftOk { shift { id } } ${refusal} } }`,
  endShift: `mutation Go($input: EndShiftInput!) { endShift(input: $input) { __typename ... on EndShiftOk { shift { id } } ${refusal} } }`,
} as const;

/** Somebody comes to work at the unit, or goes home although visits may be in hand (QUE-10). */
export async function shiftStep(client: GraphClient, journal: Journal, next: () => number, { personId: by, commissionId, unitId }: Worker): Promise<void> {
  const field = next() < 0.6 ? 'startShift' : 'endShift';
  const answer = await client.ask(by, commissionId, field, documents[field], { input: { unitId, ...(field === 'endShift' && { endAnyway: true }) } });
  const done = answer.is === 'DATA' ? (answer.data[field] as Reply) : undefined;
  if (done?.__typename.endsWith('Ok')) journal.acknowledged.push({ act: field === 'startShift' ? 'COME' : 'GO', shiftId: done['shift'].id as string, unitId, by });
}
