import { type Evidence, select, type Violation } from './violation';

/** What moves a case to another unit; whatever else happens to it leaves it where it is. */
const movers = ['case.taken', 'case.handover-accepted', 'case.forwarded', 'case.rescheduled'];

interface Told {
  id: string;
  version: number;
  type: string;
  /** Of an access-changed the responsible unit; of every other event the unit that has the case after it. */
  unitId: string;
  /** Whether the case is open and the responsible unit does not see it. */
  unseen: boolean;
}

/** [I4, T9] At every moment that was told of a case it had one responsible unit, which saw it; no event names another; and it moved by one of the moves that may do so. */
export async function oneUnitAtEveryMoment(evidence: Evidence): Promise<Violation[]> {
  const told = await select<Told>(evidence, `
    SELECT aggregate_id AS id, version::int AS version, type, coalesce(data->>'responsibleUnitId', data->>'unitId') AS "unitId",
           type = 'case.access-changed' AND (data->>'open')::boolean AND NOT data->'units' @> jsonb_build_array(jsonb_build_object('unitId', data->'responsibleUnitId')) AS unseen
      FROM cases.outbox WHERE type LIKE 'case.%' ORDER BY aggregate_id, version`);
  const byCase = new Map<string, Told[]>();
  for (const event of told) byCase.set(event.id, [...(byCase.get(event.id) ?? []), event]);
  return [...byCase].flatMap(([id, events]) => momentsOf(events).map((found): Violation => ({ invariant: 'I4', found: `case ${id} ${found}` })));
}

/** Walks through what was told of one case. A move comes with the access it gives: the events between two of those belong to the one before, or to the move. */
function momentsOf(events: readonly Told[]): string[] {
  const found: string[] = [];
  let at = events[0]!.unitId;
  for (const [n, { version, type, unitId, unseen }] of events.entries()) {
    if (unseen) found.push(`in version ${version}: the responsible unit ${unitId} does not see it`);
    if (unitId === at) continue;
    if (!movers.includes(type)) found.push(`in version ${version}: ${type} names unit ${unitId}, responsible is ${at}`);
    else if (events.slice(n + 1).find((event) => event.type === 'case.access-changed')?.unitId !== unitId) found.push(`in version ${version}: ${type} moves it to ${unitId}, of which nobody was told`);
    at = unitId;
  }
  return found;
}
