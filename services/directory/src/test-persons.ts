import { type Handler, sendJson } from '@vardgraf/service-kit/http';
import type { Database } from '@vardgraf/service-kit/postgres';
import { listTestPersons } from './operations/list-test-persons';
import { patients, staff } from './seed/known';

/** The named people of the seed come first, so that the first patient and the first nurse of a list have a unit in common. */
const order = new Map([...Object.values(staff), ...Object.values(patients)].map((person, n) => [person.id, n]));
const place = (person: { personId: string }) => order.get(person.personId) ?? order.size;

/** Routes of development alone: in production there are none, so the path is not found (DIR-4). */
export function testPersonRoutes(db: Database, nodeEnv: string): Record<string, Handler> {
  if (nodeEnv === 'production') return {};
  return { '/dev/test-persons': async (_request, response) => sendJson(response, 200, (await listTestPersons(db)).sort((a, b) => place(a) - place(b))) };
}
