import type { StaffActor } from '@vardgraf/service-kit/actor';
import { badInput } from '@vardgraf/service-kit/fault';
import { type PageInfo, pageInfo } from '@vardgraf/service-kit/page-info';
import type { Database } from '@vardgraf/service-kit/postgres';
import type { CaseCard } from '../domain/card';
import { queuePlace } from '../domain/queue-order';
import { isCaseId } from '../domain/case-id';
import { queuePage, type QueueCounts, type QueuePlace, type QueueQuestion } from '../storage/queue-store';

export interface QueueConnection {
  edges: { cursor: string; node: CaseCard }[];
  pageInfo: PageInfo;
  totalCount: number;
  counts: QueueCounts;
}

const largestPage = 100;

/**
 * The unit's open cases that the caller's role may see, in order, with counts per filter (QUE-4); null when the unit is not of the caller's commission.
 * @throws Fault BAD_INPUT for a page size outside 1–100 or a cursor that is not one of ours
 */
export async function queue(
  db: Database, actor: StaffActor, q: { unitId: string; filter: QueueQuestion['filter']; first: number; after?: string | undefined },
): Promise<QueueConnection | null> {
  if (!Number.isInteger(q.first) || q.first < 1 || q.first > largestPage) throw badInput('first', `from 1 to ${largestPage}`);
  const after = q.after === undefined ? undefined : placeOf(q.after);
  if (!actor.commission.unitIds.includes(q.unitId)) return null;
  const page = await queuePage(db, {
    regionId: actor.regionId, unitId: q.unitId, role: actor.commission.role, personId: actor.personId, filter: q.filter, first: q.first, after,
  });
  const edges = page.cards.map((node) => ({ cursor: cursorOf(node), node: { ...node, seenAt: q.unitId } }));
  const { totalCount, counts, hasNextPage } = page;
  return { edges, pageInfo: pageInfo(edges, hasNextPage, q.after), totalCount, counts };
}

/** A card's place in the order, as text for the client to hand back; it stays good when the card itself has gone. */
export function cursorOf(card: CaseCard): string {
  const place: QueuePlace = {
    ...queuePlace(card), due: card.dueAt?.toISOString() ?? 'infinity', waitingSince: card.waitingSince.toISOString(), id: card.id,
  };
  return Buffer.from(JSON.stringify(Object.values(place))).toString('base64url');
}

function placeOf(cursor: string): QueuePlace {
  const instant = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z|infinity)$/;
  try {
    const [queueBand, urgencyRank, riskBand, due, waitingSince, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as [number, number, number, string, string, string];
    const whole = [queueBand, urgencyRank, riskBand].every((n) => Number.isInteger(n) && n >= 0 && n <= 12);
    if (whole && instant.test(due) && instant.test(waitingSince) && isCaseId(id)) return { queueBand, urgencyRank, riskBand, due, waitingSince, id };
  } catch {
    // Not JSON: answered below like any other text that is no cursor.
  }
  throw badInput('after', 'a cursor of this queue');
}
